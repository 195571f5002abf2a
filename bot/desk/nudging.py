"""Reminds officers, in working hours, of untouched reports and of visits not made, then hands the reports up."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

from bot.core import worktime
from bot.core.clock import SHANGHAI, local, local_date
from bot.core.messages import Act, Button, Outgoing, rows
from bot.core.queries import holidays, members
from bot.core.work.unit import Deps, Unit, unit
from bot.core.worktime import Arranged
from bot.desk.notifying import tell
from bot.desk.queries import waiting
from bot.desk.queries.waiting import Reach, Waiting
from bot.desk.texts import waiting as texts
from bot.reports import card
from bot.reports.case import Case, case_of, locked_case
from bot.reports.queries import desk, parts, reports
from bot.reports.queries.desk import Decision
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Desk, Status, Trace
from bot.reports.texts import members as members_texts
from bot.reports.texts.card import visit_day
from bot.store import history
from bot.store.engine import Tx

LISTED = 10  # in one message; the rest are a number
MORNING = 9  # the local hour of the reminder on the day before a visit
EVENING = 20


async def to_committee(u: Unit, case: Case, **columns: date | Decimal | int | None) -> Case:
    """Hands a report up: noted in its history, the card moved there, the member told. `columns`: what is set besides,
    None for what the branch had begun and does not count there (a first signature, a planned visit). Returns the case
    as it stands then."""
    before = case.report
    values = {"desk": Desk.COMMITTEE, "escalated_at": u.now, "nudged_at": u.now, **columns}
    moved = case.after(await reports.rewrite(u.tx, before, **values), Decision(Trace.ESCALATED, None, None, u.now))
    entry = history.Entry("report", before.id, Trace.ESCALATED, None, before.desk, Desk.COMMITTEE)
    await history.append(u.tx, entry, u.now)
    await card.post(u, moved)
    await tell(u, moved, lambda _addressee: members_texts.ESCALATED)
    return moved


async def tend_unvisited(deps: Deps) -> int:
    """Escalates and reminds what is due now; returns how many reports it touched. Silent outside of working hours."""
    now = deps.clock.now()
    today = local_date(now)
    async with deps.store.read() as tx:
        arranged = await holidays.in_force(tx)
        if not worktime.at_work(now, arranged):
            return 0
        midnight = datetime(today.year, today.month, today.day, tzinfo=SHANGHAI)
        found = await waiting.unvisited(tx, today, midnight)
    rising = [one.report_id for one in found if _visit_rises(deps, one, today)]
    ripe = [one.report_id for one in found if one.report_id not in rising and _visit_ripe(deps, one, today, arranged)]
    moved = [report_id for report_id in rising if await _raise(deps, report_id)]
    if not ripe:
        return len(moved)
    async with unit(deps) as u:
        return len(moved) + await _remind_of_visit(u, ripe)


def _visit_rises(deps: Deps, one: Waiting, today: date) -> bool:
    """Whether it has waited at its branch for as many days as the setting says."""
    days = _waited(one.decided_at, one.visit_on, today)
    return one.desk is not Desk.COMMITTEE and days >= deps.settings.escalate_visit_days


def _visit_ripe(deps: Deps, one: Waiting, today: date, arranged: Arranged) -> bool:
    """The day has passed; or nobody was sent, for as long as the branch leaves anything untouched."""
    if one.visit_on is not None:
        return one.visit_on < today
    patience = timedelta(hours=one.patience or deps.settings.nudge_after_hours)
    return worktime.worked(one.since, deps.clock.now(), arranged) >= patience


async def _raise(deps: Deps, report_id: int) -> bool:
    """Up to the committee, unless somebody has done something about it meanwhile."""
    async with unit(deps) as u:
        case = await locked_case(u, report_id)
        report = case.report
        days = _waited(report.decided_at, report.visit_on, u.today)
        if report.status is not Status.APPROVED or report.desk is Desk.COMMITTEE:
            return False
        if days < deps.settings.escalate_visit_days:
            return False
        left = await card.home(u, case)
        await parts.drop_companions(u.tx, report.id)
        moved = await to_committee(u, case, visitor_id=None, visit_on=None, visit_time=None)
        text = texts.visit_raised(report.number or "", case.allowance.title, days)
        chats = dict.fromkeys([*left, *await card.home(u, moved)])
        await u.say(*(Outgoing(chat, text) for chat in chats))
        return True


async def _remind_of_visit(u: Unit, report_ids: list[int]) -> int:
    """One message a desk, with everything that waits there; each visitor of a day that has passed in private."""
    lines: dict[int, list[tuple[Report, str]]] = defaultdict(list)
    reminded = 0
    for report_id in report_ids:
        case = await locked_case(u, report_id)
        report = case.report
        if report.status is not Status.APPROVED or (report.visit_on is not None and report.visit_on >= u.today):
            continue
        line = await _line(u, case)
        for chat_id in await card.home(u, case):
            lines[chat_id].append((report, line))
        await _tell_visitors(u, case)
        await reports.rewrite(u.tx, report, nudged_at=u.now)
        reminded += 1
    await u.say(*(_message(chat_id, found, u.today) for chat_id, found in lines.items()))
    return reminded


async def _line(u: Unit, case: Case) -> str:
    report, going = case.report, await parts.visitor_names(u.tx, case.report)
    days = _waited(report.decided_at, report.visit_on, u.today)
    return texts.unvisited_line(report.number or "", case.allowance.title, going, report.visit_on, days)


def _waited(decided_at: datetime | None, visit_on: date | None, today: date) -> int:
    """Days since it was agreed to, or since the day on which the visit was to be."""
    agreed = local_date(decided_at) if decided_at else today
    return (today - max(agreed, visit_on or agreed)).days


async def _tell_visitors(u: Unit, case: Case) -> None:
    """Once for each day that was agreed on."""
    report = case.report
    if report.visit_on is None:
        return
    name = await members.name_of(u.tx, report.subject_id)
    text = members_texts.visit_past(report.number or "", case.allowance.title, name, report.visit_on)
    for member_id in await parts.visit_party(u.tx, report):
        visitor = await members.by_id(u.tx, member_id, u.today)
        if visitor and visitor.telegram_id:
            key = f"unvisited:{report.id}:{report.visit_on}:{visitor.id}"
            await u.say(Outgoing(visitor.telegram_id, text, dedupe=key))


def _message(chat_id: int, found: list[tuple[Report, str]], today: date) -> Outgoing:
    shown = found[:LISTED]
    openers = (Button(report.number or "", Act("queue.open", {"report": report.id})) for report, _line in shown)
    text = texts.unvisited([line for _report, line in shown], len(found))
    return Outgoing(chat_id, text, buttons=rows(*openers), dedupe=f"unvisited:{chat_id}:{today}:{found[0][0].id}")


async def nudge_due(deps: Deps) -> int:
    """All that is due now: visits of tomorrow and overdue ones, nudges, escalations; returns how many it touched."""
    return await remind_visits(deps) + await nudge_untouched(deps) + await tend_unvisited(deps)


async def nudge_untouched(deps: Deps) -> int:
    """Nudges and escalates what lies untouched; silent outside of working hours."""
    now = deps.clock.now()
    async with deps.store.read() as tx:
        arranged = await holidays.in_force(tx)
        if not worktime.at_work(now, arranged):
            return 0
        found = await waiting.undecided(tx, await _reach(deps, tx))
        due = [one.report_id for one in found if _rises(deps, one, arranged) or _ripe(deps, one, arranged)]
    return sum([await _attend(deps, report_id) for report_id in due])


async def _reach(deps: Deps, tx: Tx) -> Reach:
    """Working hours are never more than hours: what has come since then need not be looked at."""
    now, settings = deps.clock.now(), deps.settings
    patience = timedelta(hours=await waiting.shortest_patience(tx, settings.nudge_after_hours))
    midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Reach(now - patience, now - timedelta(hours=settings.escalate_after_hours), midnight)


def _rises(deps: Deps, one: Waiting, arranged: Arranged) -> bool:
    """Whether it has lain at its branch for so long that it goes up."""
    waited = worktime.worked(one.since, deps.clock.now(), arranged)
    return one.desk is not Desk.COMMITTEE and waited >= timedelta(hours=deps.settings.escalate_after_hours)


def _ripe(deps: Deps, one: Waiting, arranged: Arranged) -> bool:
    """Whether it has lain for as long as its desk leaves anything untouched, and was not read out today."""
    now = deps.clock.now()
    if one.nudged_at is not None and local_date(one.nudged_at) == local_date(now):
        return False
    patience = timedelta(hours=one.patience or deps.settings.nudge_after_hours)
    return worktime.worked(one.since, now, arranged) >= patience


async def _attend(deps: Deps, report_id: int) -> bool:
    """Looks again, now that nobody else can touch it."""
    async with unit(deps) as u:
        case = await locked_case(u, report_id)
        one, arranged = await waiting.still(u.tx, report_id), await holidays.in_force(u.tx)
        if one is None:
            return False
        if _rises(deps, one, arranged):
            await to_committee(u, case, **desk.UNDECIDED)  # a first signature of the branch does not count
            return True
        if not _ripe(deps, one, arranged):
            return False
        await _nudge(
            u, case, worktime.worked(one.since, u.now, arranged), certain=worktime.known(u.today.year, arranged)
        )
        return True


async def _nudge(u: Unit, case: Case, waited: timedelta, *, certain: bool) -> None:
    case = case.after(await reports.rewrite(u.tx, case.report, nudged_at=u.now))
    hours = int(waited.total_seconds() // 3600)
    text = texts.nudge(case.report.number or "", case.allowance.title, hours, certain=certain)
    for chat_id in await card.home(u, case):
        await card.show(u, case, chat_id)
        await u.say(Outgoing(chat_id, text, dedupe=f"nudge:{case.report.id}:{chat_id}:{u.today}"))


async def remind_visits(deps: Deps) -> int:
    """On the day before a visit its visitor is reminded, once, in daytime; returns how many messages were written."""
    now = deps.clock.now()
    if not MORNING <= local(now).hour < EVENING:
        return 0
    tomorrow = local_date(now) + timedelta(days=1)
    async with deps.store.read() as tx:
        keys = {
            _key(report_id, tomorrow, member_id): report_id
            for report_id, member_id in await waiting.visitors_on(tx, tomorrow)
        }
        due = {keys[key] for key in keys.keys() - await waiting.already_written(tx, list(keys))}
    if not due:
        return 0
    async with unit(deps) as u:
        return sum([await _remind(u, await case_of(u, await reports.get(u.tx, one)), tomorrow) for one in sorted(due)])


async def _remind(u: Unit, case: Case, on: date) -> int:
    report = case.report
    if report.status is not Status.APPROVED or report.visit_on != on:
        return 0
    name = await members.name_of(u.tx, report.subject_id)
    when = visit_day(on, report.visit_time)
    text = members_texts.visit_tomorrow(report.number or "", case.allowance.title, name, when)
    visitors = [await members.by_id(u.tx, each, u.today) for each in await parts.visit_party(u.tx, report)]
    sent = await u.say(
        *(
            Outgoing(each.telegram_id, text, dedupe=_key(report.id, on, each.id))
            for each in visitors
            if each and each.telegram_id
        )
    )
    return sum(map(len, sent))


def _key(report_id: int, on: date, member_id: int) -> str:
    return f"visit:{report_id}:{on}:{member_id}"
