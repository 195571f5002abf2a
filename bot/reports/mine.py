"""我的申报: what became of one's reports, with the officers' reasons; withdrawing one, by button or in words."""

from collections.abc import Sequence

from bot.core.clock import local, local_date
from bot.core.errors import NotAllowed
from bot.core.kinds import Kind
from bot.core.messages import Act, Button, JsonObject, Keyboard, Outgoing
from bot.core.money import yuan
from bot.core.people import Member
from bot.core.queries import members
from bot.core.texts import own_affairs as own_texts
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.reports import card, clauses, drafts, forms, opening
from bot.reports.case import case_of, turn_to
from bot.reports.queries import parts, reports
from bot.reports.queries.desk import Decision
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import TRANSITIONS, Action, Status, check_may
from bot.reports.texts import members as members_texts
from bot.reports.texts import reporting as form_texts
from bot.store import history

PAGE = 5
MOST = 5  # reports that are listed; all of them are behind 我的申报


async def show_list(deps: Deps, update_id: int, telegram_id: int, page: int = 0) -> None:
    """Newest first; one button a report."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        if page == 0:
            await opening.remind(u, telegram_id)
        found = await reports.concerning(u.tx, member.id)
        shown = found[page * PAGE : (page + 1) * PAGE]
        buttons: Keyboard = tuple((Button(line(u, member, one), _act("mine.show", one)),) for one in shown)
        if turning := _turning(page, len(found)):
            buttons = (*buttons, turning)
        await answer(u, telegram_id, members_texts.LIST if shown else members_texts.NONE_YET, buttons)


async def show(deps: Deps, update_id: int, telegram_id: int, report_id: int) -> None:
    """One report: what was told, where it stands, who said what."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        report = await own(u, member, report_id)
        await answer(u, telegram_id, await _detail(u, member, report), _ways(member, report))


async def ask_to_withdraw(deps: Deps, update_id: int, telegram_id: int, report_id: int) -> None:
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        report = await own(u, member, report_id)
        await check_open(u, report)
        await ask_whether(u, member, report)


async def ask_whether(u: Unit, member: Member, report: Report) -> None:
    """“确定撤回吗”, with the way not to."""
    sure = Button(members_texts.WITHDRAW_SURE, _act("mine.withdraw_sure", report))
    keep = Button(members_texts.NOT_NOW, _act("mine.show", report))
    await answer(u, member.telegram_id, f"{line(u, member, report)}\n{members_texts.WITHDRAW_ASK}", ((sure, keep),))


async def withdraw(deps: Deps, update_id: int, telegram_id: int, report_id: int) -> None:
    """Closes the report; the other party and the desk see it at once. Raises Stale once it is decided."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        report = await own(u, member, report_id)
        await check_open(u, report)
        case = await case_of(u, report)
        check_may(Action.WITHDRAW, member, case.parties)
        closed = await reports.move(u.tx, Action.WITHDRAW, report, member.id, u.now)
        await answer(u, telegram_id, members_texts.withdrawn(report.number or ""))
        await _tell_other(u, member, closed)
        await card.refresh(u, case.after(closed, Decision(Action.WITHDRAW, member.id, member.name, u.now)))


async def own(u: Unit, member: Member, report_id: int) -> Report:
    """A report that this member made or is the subject of. Raises NotAllowed for anybody else's."""
    report = await reports.get(u.tx, report_id)
    if member.id not in (report.reporter_id, report.subject_id) or report.status is Status.DRAFT:
        raise NotAllowed(form_texts.NOT_YOURS)
    return report


async def check_open(u: Unit, report: Report) -> None:
    """Raises NotAllowed once the report can no longer be withdrawn, with where it stands and whom to turn to."""
    if report.status not in TRANSITIONS[Action.WITHDRAW].sources:
        whom = await turn_to(u, await case_of(u, report))
        raise NotAllowed(members_texts.too_late_to_withdraw(members_texts.status(report.kind, report.status), whom))


async def _tell_other(u: Unit, actor: Member, report: Report) -> None:
    other_id = report.subject_id if actor.id == report.reporter_id else report.reporter_id
    other = await members.by_id(u.tx, other_id or actor.id, u.today)
    if other is None or other.id == actor.id or not other.telegram_id or not other.active:
        return
    if other.id == report.subject_id and forms.spared(report.kind, report.facts):
        return
    await u.say(Outgoing(other.telegram_id, members_texts.withdrawn_by_other(report.number or "", actor.name)))


async def _detail(u: Unit, member: Member, report: Report) -> str:
    known = [
        ("编号", report.number or ""),
        ("事项", clauses.title(u.deps, report.kind, u.today)),
        *await _persons(u, member, report),
        *forms.lines(report.kind, report.facts),
    ]
    if count := await parts.count_evidence(u.tx, report.id):
        known.append((form_texts.EVIDENCE_LABEL, f"{count} 个"))
    known += [*_amounts(u, report), ("现在", _status(member, report))]
    if report.status is Status.RETURNED and report.question:
        known.append((members_texts.ASKED_TO_ADD, report.question))
    told = "\n".join(f"{label}：{value}" for label, value in known)
    return f"{told}\n\n" + "\n".join(await _trail(u, report))


async def _persons(u: Unit, member: Member, report: Report) -> list[tuple[str, str]]:
    """Named only where somebody else is in it."""
    if report.subject_id == report.reporter_id:
        return []
    label, other_id = (
        ("申报人", report.reporter_id) if member.id == report.subject_id else ("当事人", report.subject_id)
    )
    other = await members.by_id(u.tx, other_id or 0, u.today)
    return [(label, other.name)] if other else []


async def _trail(u: Unit, report: Report) -> Sequence[str]:
    """“11月23日 12:00 提交（林静）”: the steps that concern the member; the desk's own notes stay there."""
    shown = []
    for row in await reports.trail(u.tx, report.id):
        if (step := members_texts.action(report.kind, row["action"])) is None:
            continue
        at = local(row["at"])
        amount = f" {yuan(row['amount'])}" if row["amount"] is not None else ""
        note = f"：{history.shown(u.tx.vault.open(row['note']))}" if row["note"] else ""
        by = f"（{row['actor']}）" if row["actor"] else ""
        shown.append(f"{at.month}月{at.day}日 {at:%H:%M} {step}{amount}{by}{note}")
    return shown


def _ways(member: Member, report: Report) -> Keyboard:
    """What may still be done with it."""
    first = []
    if report.status is Status.RETURNED and member.id == report.reporter_id:
        first.append(Button(members_texts.SUPPLEMENT, _act("supplement.start", report)))
    if report.status in TRANSITIONS[Action.WITHDRAW].sources:
        first.append(Button(members_texts.WITHDRAW, _act("mine.withdraw", report)))
    rest = (Button(members_texts.TO_LIST, Act("mine.list", {"page": 0})),)
    return (tuple(first), rest) if first else (rest,)


def _turning(page: int, count: int) -> tuple[Button, ...]:
    newer = (Button(members_texts.NEWER, Act("mine.list", {"page": page - 1})),) if page else ()
    older = (Button(members_texts.OLDER, Act("mine.list", {"page": page + 1})),) if (page + 1) * PAGE < count else ()
    return (*newer, *older)


def line(u: Unit, member: Member, report: Report) -> str:
    """Number, kind and where it stands."""
    title = clauses.title(u.deps, report.kind, u.today)
    return f"{report.number} {title} · {_status(member, report)}"


def _status(member: Member, report: Report) -> str:
    if report.status is Status.RETURNED and member.id == report.reporter_id:
        return members_texts.RETURNED_TO_YOU
    return members_texts.status(report.kind, report.status)


def _amounts(u: Unit, report: Report) -> list[tuple[str, str]]:
    """What was granted and what was paid; money and goods are never mixed up."""
    day = report.event_date or local_date(report.submitted_at or u.now)
    word = clauses.form(u.deps, report.kind, day)
    known = (("批准", report.approved), ("实付", report.paid))
    return [(f"{label}{word}", yuan(amount)) for label, amount in known if amount is not None]


def _act(name: str, report: Report) -> Act:
    args: JsonObject = {"report": report.id}
    return Act(name, args)


async def offer_to_withdraw(
    deps: Deps, update_id: int, telegram_id: int, kind: Kind, *, first: str, whether_or_not: bool
) -> bool:
    """After “婚不结了”: whether there is a report of that kind, and withdrawing it was offered. `whether_or_not`: where
    there is none, that is said."""
    async with unit(deps, update_id) as u:
        member = await members.by_telegram(u.tx, telegram_id, u.today)
        every = await reports.concerning(u.tx, member.id) if member else []
        there = any(one.kind is kind and one.status in TRANSITIONS[Action.WITHDRAW].sources for one in every)
    if member is None or not (there or whether_or_not):
        return False
    await wish_to_withdraw(deps, update_id, telegram_id, kind, latest=False, first=first)
    return True


async def wish_to_withdraw(
    deps: Deps, update_id: int, telegram_id: int, kind: Kind | None, *, latest: bool, first: str = ""
) -> None:
    """Asks for a press where one report is meant, lists them where several may be, and says so where there is none.
    A form that is put aside is given up in the same way. `first`: the kind word that is said before."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        if first:
            await answer(u, telegram_id, first)
        every = await reports.concerning(u.tx, member.id)
        revocable = [one for one in every if one.status in TRANSITIONS[Action.WITHDRAW].sources]
        meant = [one for one in revocable if kind is None or one.kind is kind][: 1 if latest else None]
        draft = await drafts.of_member(u, telegram_id)
        if draft and not meant and (kind is None or draft.report.kind is kind):
            await opening.ask_to_drop(u, draft)
        elif len(meant) == 1:
            await ask_whether(u, member, meant[0])
        elif meant:
            await _list(u, member, meant, own_texts.WHICH_TO_WITHDRAW)
        else:
            await _none(u, member, kind, [one for one in every if one.kind is kind], revocable)


async def _none(
    u: Unit, member: Member, kind: Kind | None, same: Sequence[Report], revocable: Sequence[Report]
) -> None:
    """Nothing of that kind can be withdrawn: why, and what else could be."""
    decided = next((one for one in same if one.status not in (Status.WITHDRAWN, Status.REJECTED)), None)
    if decided:
        whom = await turn_to(u, await case_of(u, decided))
        status = members_texts.status(decided.kind, decided.status)
        await answer(u, member.telegram_id, members_texts.too_late_to_withdraw(status, whom))
    elif kind and revocable:
        await _list(u, member, revocable, members_texts.none_of_it(clauses.title(u.deps, kind, u.today)))
    elif kind:
        await answer(u, member.telegram_id, members_texts.nothing_of_it(clauses.title(u.deps, kind, u.today)))
    else:
        await answer(u, member.telegram_id, members_texts.NOTHING_TO_WITHDRAW)


async def _list(u: Unit, member: Member, found: Sequence[Report], head: str) -> None:
    lines = [line(u, member, one) for one in found[:MOST]]
    buttons = tuple(
        (Button(own_texts.withdraw(one.number or ""), Act("mine.withdraw", {"report": one.id})),)
        for one in found[:MOST]
    )
    await answer(u, member.telegram_id, "\n".join([head, *lines]), buttons)
