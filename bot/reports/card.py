"""The card of a report in its desk's chat: what the group may see, and nothing more.

A card stands in the desk's group; where there is none (not paired, or the bot was put out of it) and for conflicts, in
the private chats of those who decide. It is edited in place, found again by its name.
"""

from sqlalchemy import update

from bot.core.messages import Keyboard, Outgoing
from bot.core.people import Branch, Member, Role, masked
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports import access, card_buttons, signatures
from bot.reports.allowance import Allowance, of_report
from bot.reports.queries import desk, notifications, payments, reports, visits
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import OPEN, Desk, Parties, Status, desk_of, may_see
from bot.reports.texts import card as texts
from bot.store import history
from bot.store import tables as t

_DECIDING = frozenset({Status.SUBMITTED, Status.RETURNED})


def name(report: Report) -> str:
    return f"report:{report.id}"


async def post(u: Unit, report: Report) -> None:
    """Puts the report before its desk: the branch's group, the mediator in private, or the committee's group.

    An officer's own case, and one that nobody of the branch can decide, goes to the committee. A card that already
    stands moves down to be seen.
    """
    report = await _seated(u, report)
    for chat_id in await home(u, report):
        await show(u, report, chat_id)
    await refresh_elsewhere(u, report)


async def show(u: Unit, report: Report, chat_id: int) -> None:
    """A fresh card at the bottom of this chat; an older one there steps aside."""
    if chat_id in await desk.card_chats(u.tx, name(report)):
        if await _pins(u, chat_id):
            await u.say(_pin(report, chat_id, pin=False))
        moved = f"申报 {report.number} 的卡片已移到下面。"
        await u.say(Outgoing(chat_id, moved, card=name(report), edit_card=True))
    allowance = await of_report(u, report)
    text, buttons = await _shown(u, report, allowance)
    await u.say(Outgoing(chat_id, text, buttons=buttons, card=name(report)))
    if await _pins(u, chat_id) and report.status in OPEN:
        await u.say(_pin(report, chat_id, pin=True))


async def seen_to(u: Unit, report: Report) -> None:
    """Puts the report before its desk, unless its card stands there or is on its way."""
    standing = await desk.card_chats(u.tx, name(report))
    if not {*standing} & {*await home(u, report)}:
        await post(u, report)


async def refresh(u: Unit, report: Report) -> None:
    """Brings the card up to the report's present state, where there is one."""
    at_home = await home(u, report)
    await _refresh(u, report, at_home, await desk.card_chats(u.tx, name(report)))


async def refresh_elsewhere(u: Unit, report: Report) -> None:
    """Cards left in chats whose desk is no longer theirs say so and lose their buttons."""
    at_home = await home(u, report)
    standing = await desk.card_chats(u.tx, name(report))
    await _refresh(u, report, at_home, [chat for chat in standing if chat not in at_home])


async def _refresh(u: Unit, report: Report, at_home: list[int], chats: list[int]) -> None:
    if not chats:
        return
    allowance = await of_report(u, report)
    for chat_id in chats:
        away = chat_id not in at_home and not await _opened_by_desk(u, report, chat_id)
        text, buttons = await _shown(u, report, allowance, elsewhere=away)
        await u.say(Outgoing(chat_id, text, buttons=buttons, card=name(report), edit_card=True))
        if (away or report.status not in OPEN) and await _pins(u, chat_id):
            await u.say(_pin(report, chat_id, pin=False))


async def _opened_by_desk(u: Unit, report: Report, chat_id: int) -> bool:
    """Whether this is the private chat of an officer of the report's desk, who has opened the card there."""
    who = await members.by_telegram(u.tx, chat_id, u.today) if chat_id > 0 else None
    return who is not None and may_see(who, await reports.parties(u.tx, report))


async def unpin_all(u: Unit, branch: Branch) -> None:
    """The cards of what is still open leave the top of the branch's group."""
    if branch.group_chat_id is None:
        return
    for report in await reports.find(u.tx, t.reports.c.status.in_(OPEN)):
        if branch.group_chat_id in await desk.card_chats(u.tx, name(report)):
            await u.say(_pin(report, branch.group_chat_id, pin=False))


async def _pins(u: Unit, chat_id: int) -> bool:
    """Whether cards are pinned in this chat: it is the group of a branch that has asked for it."""
    branch = await members.branch_of_group(u.tx, chat_id)
    return branch is not None and branch.preferences.pin


def _pin(report: Report, chat_id: int, *, pin: bool) -> Outgoing:
    return Outgoing(chat_id, "", card=name(report), pin=pin)


async def _shown(u: Unit, report: Report, allowance: Allowance, *, elsewhere: bool = False) -> tuple[str, Keyboard]:
    """The card's words and buttons; one whose desk is elsewhere has none."""
    face = await _face(u, report, allowance, elsewhere=elsewhere)
    two_sign = (await reports.parties(u.tx, report)).two_sign
    buttons = card_buttons.of_card(report, allowance, untold=face.untold, two_sign=two_sign)
    return texts.card(face), () if elsewhere else buttons


async def _face(u: Unit, report: Report, allowance: Allowance, *, elsewhere: bool) -> texts.Face:
    """What the card shows. Whoever is visited is masked; whoever is congratulated is named."""
    signed = report.status is Status.SUBMITTED and report.decided_by is not None
    branch = await members.branch(u.tx, report.branch_id)
    full = await members.name_of(u.tx, report.subject_id or report.reporter_id)
    return texts.Face(
        number=report.number or "",
        kind=report.kind,
        title=allowance.title,
        visit=allowance.visit,
        branch=branch.name,
        name=masked(full) if allowance.visit else full,
        on_behalf=report.subject_id not in (None, report.reporter_id),
        event_date=report.event_date,
        limit=allowance.limit,
        basis=allowance.basis,
        lapsed=allowance.lapsed,
        corrected=report.paid is not None and report.id in await payments.corrections(u.tx, [report.id]),
        status=report.status,
        step=await access.step_of(u, report),
        approver=await _approvers(u, report),
        approved=report.approved,
        paid=report.paid,
        signed=signed,
        wanted=await _wanted(u, report) if signed else "",
        untold=await untold(u, report),
        twins=tuple(await desk.twins(u.tx, report)) if report.status in _DECIDING else (),
        visitors="、".join(await visits.names(u.tx, report)),
        visit_on=report.visit_on,
        elsewhere=elsewhere,
    )


async def untold(u: Unit, report: Report) -> tuple[str, ...]:
    """The parties whom the latest news did not reach, as a group may read of them."""
    found = await notifications.untold(u.tx, report.id)
    return tuple(dict.fromkeys(texts.THE_PERSON if each == report.subject_id else texts.THE_REPORTER for each in found))


async def _wanted(u: Unit, report: Report) -> str:
    """Whose signature is missing beside the first one."""
    first = await members.by_id(u.tx, report.decided_by or 0, u.today)
    parties = await reports.parties(u.tx, report)
    by_chair = first is not None and first.office_in(parties.place, Role.CHAIR) is not None
    return signatures.name_of(signatures.missing(parties, by_chair=by_chair))


async def _approvers(u: Unit, report: Report) -> str:
    names = [await members.name_of(u.tx, who) for who in (report.decided_by, report.seconded_by) if who is not None]
    return "、".join(names)


async def _seated(u: Unit, report: Report) -> Report:
    """The report at the desk that can decide it; a change of desk is written down."""
    wanted = report.desk
    if report.desk is not Desk.COMMITTEE:
        officers = await members.officers(u.tx, report.branch_id, u.today)
        parties = (report.reporter_id, report.subject_id or report.reporter_id)
        wanted = desk_of(report.kind, parties, officers, report.branch_id)
    report = await seat(u, report, wanted, "desk")
    if report.desk is not Desk.COMMITTEE and not await home(u, report):
        report = await seat(u, report, Desk.COMMITTEE, "escalated")
    if not await home(u, report):
        await _nobody(u, report)
    return report


async def seat(u: Unit, report: Report, wanted: Desk, action: str) -> Report:
    """Moves the report to another desk, with a row in the history."""
    if wanted is report.desk:
        return report
    await u.tx.run(update(t.reports).where(t.reports.c.id == report.id).values(desk=wanted, updated_at=u.now))
    entry = history.Entry("report", report.id, action, None, report.desk, wanted)
    await history.append(u.tx, entry, u.now)
    return await reports.get(u.tx, report.id)


async def _nobody(u: Unit, report: Report) -> None:
    """Not even the committee can be reached: the operator is told, so that the report does not lie unseen."""
    if chat_id := u.deps.settings.operator_chat_id:
        text = f"申报 {report.number} 没有人能收到：工委没有配对工作群，也没有绑定的负责人。请尽快在名册里登记并绑定。"
        await u.say(Outgoing(chat_id, text, dedupe=f"nobody:{report.id}:{u.today}"))


async def home(u: Unit, report: Report) -> list[int]:
    """The chats where this report's desk works."""
    parties = await reports.parties(u.tx, report)
    place = await members.branch(u.tx, parties.place)
    if place.group_chat_id is not None and not parties.secret:
        return [place.group_chat_id]
    return await _in_private(u, parties, place)


async def in_private(u: Unit, report: Report) -> list[int]:
    """The private chats of those who decide, although their desk has a group."""
    parties = await reports.parties(u.tx, report)
    return await _in_private(u, parties, await members.branch(u.tx, parties.place))


async def _in_private(u: Unit, parties: Parties, place: Branch) -> list[int]:
    """Conflicts go to the mediator (in the committee: else its chair); the rest to the chair, else to any officer."""
    ladder: tuple[Role, ...] = (Role.MEDIATOR, Role.CHAIR) if parties.conflict else (Role.CHAIR, Role.OFFICER)
    if parties.desk is Desk.MEDIATOR:
        ladder = ladder[:1]
    for role in ladder:
        held = await members.officers(u.tx, place.id, u.today, role)
        if chats := [chat for officer in held if (chat := _chat(officer, parties))]:
            return chats
    return []


def _chat(officer: Member, parties: Parties) -> int | None:
    """None where he is party to it, or takes no messages."""
    return None if officer.blocked or officer.id in (parties.reporter_id, parties.subject_id) else officer.telegram_id
