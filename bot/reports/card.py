"""The card of a report in its desk's chat: what the group may see, and nothing more.

A card stands in the desk's group; where there is none (not paired, or the bot was put out of it) and for conflicts, in
the private chats of those who decide. It is edited in place, found again by its name.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from bot.core.messages import Keyboard, Outgoing
from bot.core.people import Branch, Member, Role, masked
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports import card_buttons
from bot.reports.case import Case, missing_signature, signer_name, step_of
from bot.reports.queries import cards, desk, parts, reports
from bot.reports.queries.cards import Standing
from bot.reports.queries.desk import Decision
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import DECISIONS, OPEN, Desk, Status, Trace, desk_of, may_see
from bot.reports.texts import card as card_texts
from bot.store import history
from bot.store import tables as t

_DECIDING = frozenset({Status.SUBMITTED, Status.RETURNED})


def name(report: Report) -> str:
    return f"report:{report.id}"


def report_ids(names: Iterable[str]) -> list[int]:
    """Of the reports whose cards have these names; other cards have none."""
    return [int(number) for kind, _, number in (each.partition(":") for each in names) if kind == "report"]


async def standing(u: Unit, case: Case) -> Standing:
    """Where the card stands, and whom the news did not reach."""
    return await cards.standing(u.tx, name(case.report), case.report.id)


async def post(u: Unit, case: Case) -> None:
    """Puts the report before its desk: the branch's group, the mediator in private, or the committee's group.

    An officer's own case, and one that nobody of the branch can decide, goes to the committee. A card that already
    stands moves down to be seen.
    """
    case = await seated(u, case, await seats(u, case))
    await u.say(*await posted(u, case, await standing(u, case)))


async def posted(u: Unit, case: Case, out: Standing) -> list[Outgoing]:
    """What puts a seated report before its desk; cards left in chats that are no longer its desk's say so."""
    at_home = await home(u, case)
    fresh = [message for chat_id in at_home for message in await _moved_down(u, case, out, chat_id)]
    return fresh + await _edited(u, case, out, [chat for chat in out.chats if chat not in at_home])


async def show(u: Unit, case: Case, chat_id: int) -> None:
    """A fresh card at the bottom of this chat; an older one there steps aside."""
    await u.say(*await _moved_down(u, case, await standing(u, case), chat_id))


async def _moved_down(u: Unit, case: Case, out: Standing, chat_id: int) -> list[Outgoing]:
    pins, card = await _pins(u, chat_id), name(case.report)
    moved = card_texts.moved_below(case.report.number)
    stands = chat_id in out.chats
    text, buttons = _shown(case, await _face(u, case, out.untold))
    aside = [_pin(case, chat_id, pin=False)] if stands and pins else []
    aside += [Outgoing(chat_id, moved, card=card, edit_card=True)] if stands else []
    pinned = [_pin(case, chat_id, pin=True)] if pins and case.report.status in OPEN else []
    return [*aside, Outgoing(chat_id, text, buttons=buttons, card=card), *pinned]


async def seen_to(u: Unit, case: Case) -> None:
    """Puts the report before its desk, unless its card stands there or is on its way."""
    if not {*(await standing(u, case)).chats} & {*await home(u, case)}:
        await post(u, case)


async def refresh(u: Unit, case: Case) -> None:
    """Brings the card up to the report's present state, where there is one."""
    await u.say(*await refreshed(u, case, await standing(u, case)))


async def refreshed(u: Unit, case: Case, out: Standing) -> list[Outgoing]:
    """The edits that bring the card up to date in every chat where it stands."""
    return await _edited(u, case, out, out.chats)


async def _edited(u: Unit, case: Case, out: Standing, chats: Sequence[int]) -> list[Outgoing]:
    if not chats:
        return []
    at_home, face = await home(u, case), await _face(u, case, out.untold)
    messages = []
    for chat_id in chats:
        away = chat_id not in at_home and not await _opened_by_desk(u, case, chat_id)
        text, buttons = _shown(case, replace(face, elsewhere=away))
        messages.append(Outgoing(chat_id, text, buttons=buttons, card=name(case.report), edit_card=True))
        if (away or case.report.status not in OPEN) and await _pins(u, chat_id):
            messages.append(_pin(case, chat_id, pin=False))
    return messages


async def _opened_by_desk(u: Unit, case: Case, chat_id: int) -> bool:
    """Whether this is the private chat of an officer of the report's desk, who has opened the card there."""
    who = await members.by_telegram(u.tx, chat_id, u.today) if chat_id > 0 else None
    return who is not None and may_see(who, case.parties)


async def unpin_all(u: Unit, branch: Branch) -> None:
    """The cards of what is still open leave the top of the branch's group."""
    if branch.group_chat_id is None:
        return
    standing_here = await cards.names_in(u.tx, branch.group_chat_id)
    still_open = await reports.find(u.tx, t.reports.c.status.in_(OPEN))
    pinned = [report for report in still_open if name(report) in standing_here]
    await u.say(*(Outgoing(branch.group_chat_id, "", card=name(report), pin=False) for report in pinned))


async def _pins(u: Unit, chat_id: int) -> bool:
    """Whether cards are pinned in this chat: it is the group of a branch that has asked for it."""
    branch = await members.branch_of_group(u.tx, chat_id) if chat_id < 0 else None
    return branch is not None and branch.preferences.pin


def _pin(case: Case, chat_id: int, *, pin: bool) -> Outgoing:
    return Outgoing(chat_id, "", card=name(case.report), pin=pin)


def _shown(case: Case, face: card_texts.Face) -> tuple[str, Keyboard]:
    """The card's words and buttons; one whose desk is elsewhere has none."""
    return card_texts.card(face), () if face.elsewhere else card_buttons.of_card(case, untold=face.untold)


async def _face(u: Unit, case: Case, untold: Sequence[int]) -> card_texts.Face:
    """What the card shows. Whoever is visited is masked; whoever is congratulated is named."""
    report, allowance = case.report, case.allowance
    full = await members.name_of(u.tx, case.subject_id)
    return card_texts.Face(
        number=report.number or "",
        kind=report.kind,
        title=allowance.title,
        visit=allowance.visit,
        branch=case.branch.name,
        name=masked(full) if allowance.visit else full,
        on_behalf=report.subject_id not in (None, report.reporter_id),
        event_date=report.event_date,
        limit=allowance.limit,
        basis=allowance.basis,
        lapsed=allowance.lapsed,
        corrected=report.paid is not None and report.id in await parts.corrections(u.tx, [report.id]),
        status=report.status,
        step=await step_of(u, case),
        approver=await _approvers(u, report),
        approved=report.approved,
        paid=report.paid,
        signed=case.signed,
        wanted=await _wanted(u, case) if case.signed else "",
        untold=parties_untold(report, untold),
        twins=await _twins(u, case) if report.status in _DECIDING else (),
        visitors="、".join(await parts.visitor_names(u.tx, report)),
        visit_on=report.visit_on,
        visit_time=report.visit_time,
    )


async def _twins(u: Unit, case: Case) -> tuple[str, ...]:
    return case.twins if case.twins is not None else tuple(await desk.twins(u.tx, case.report))


def parties_untold(report: Report, untold: Collection[int]) -> tuple[str, ...]:
    """The parties whom the latest news did not reach, as a group may read of them."""
    return tuple(
        dict.fromkeys(
            card_texts.THE_PERSON if each == report.subject_id else card_texts.THE_REPORTER for each in untold
        )
    )


async def _wanted(u: Unit, case: Case) -> str:
    """Whose signature is missing beside the first one."""
    first = await members.by_id(u.tx, case.report.decided_by or 0, u.today)
    by_chair = first is not None and first.office_in(case.place.id, Role.CHAIR) is not None
    return signer_name(missing_signature(case.parties, by_chair=by_chair))


async def _approvers(u: Unit, report: Report) -> str:
    deciders = (report.decided_by, report.seconded_by)
    return "、".join([await members.name_of(u.tx, who) for who in deciders if who is not None])


Seats = Sequence[tuple[Desk, Trace]]


async def seats(u: Unit, case: Case) -> Seats:
    """The desks by way of which the report comes to one that can decide it; none where it lies there already."""
    way: list[tuple[Desk, Trace]] = []
    if case.report.desk is not Desk.COMMITTEE:
        officers = await members.officers(u.tx, case.branch.id, u.today)
        wanted = desk_of(case.report.kind, case.party_ids, officers, case.branch.id)
        way += [(wanted, Trace.SEATED)] if wanted is not case.report.desk else []
        there = case.after(replace(case.report, desk=wanted))
        if wanted is not Desk.COMMITTEE and not await home(u, there):
            way.append((Desk.COMMITTEE, Trace.ESCALATED))
    return way


async def seated(u: Unit, case: Case, way: Seats) -> Case:
    """The report at the desk that can decide it; each change of desk is written down."""
    for wanted, trace in way:
        report = await reports.rewrite(u.tx, case.report, desk=wanted, updated_at=u.now)
        entry = history.Entry("report", report.id, trace, None, case.report.desk, wanted)
        await history.append(u.tx, entry, u.now)
        case = case.after(report, Decision(trace, None, None, u.now) if trace in DECISIONS else None)
    if not await home(u, case):
        await _nobody(u, case)
    return case


async def _nobody(u: Unit, case: Case) -> None:
    """Not even the committee can be reached: the operator is told, so that the report does not lie unseen."""
    if chat_id := u.deps.settings.operator_chat_id:
        number = case.report.number
        text = card_texts.nobody_hears(number)
        await u.say(Outgoing(chat_id, text, dedupe=f"nobody:{case.report.id}:{u.today}"))


async def home(u: Unit, case: Case) -> list[int]:
    """The chats where this report's desk works."""
    if case.place.group_chat_id is not None and not case.parties.secret:
        return [case.place.group_chat_id]
    return await in_private(u, case)


async def in_private(u: Unit, case: Case) -> list[int]:
    """The private chats of those who decide, also where their desk has a group.

    Conflicts go to the mediator (in the committee: else its chair); the rest to the chair, else to any officer.
    """
    ladder: tuple[Role, ...] = (Role.MEDIATOR, Role.CHAIR) if case.parties.conflict else (Role.CHAIR, Role.OFFICER)
    if case.report.desk is Desk.MEDIATOR:
        ladder = ladder[:1]
    for role in ladder:
        held = await members.officers(u.tx, case.place.id, u.today, role)
        if chats := [chat for officer in held if (chat := _chat(officer, case))]:
            return chats
    return []


def _chat(officer: Member, case: Case) -> int | None:
    """None where he is party to it, or takes no messages."""
    return None if officer.blocked or officer.id in case.party_ids else officer.telegram_id
