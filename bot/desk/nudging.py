"""Reports that nobody has touched are brought to mind in working hours, then go up to the committee.

Nothing is ever decided by time-out. What is due is read from the database each time, so that nothing is lost to a
restart; a report is nudged once a day at most, and each message has a key of its own, so that replicas don't double it.
A transaction that writes is opened only for what is due.
"""

from datetime import date, timedelta

from bot.core import worktime
from bot.core.clock import local, local_date
from bot.core.messages import Outgoing
from bot.core.queries import holidays, members
from bot.core.work.unit import Deps, Unit, unit
from bot.core.worktime import Arranged
from bot.desk import escalating
from bot.desk.queries import waiting
from bot.desk.queries.waiting import Reach, Waiting
from bot.desk.texts import nudging as texts
from bot.desk.unvisited import tend_unvisited
from bot.reports import card
from bot.reports.case import Case, case_of, locked_case
from bot.reports.queries import desk, reports, visits
from bot.reports.rules.transitions import Desk, Status
from bot.reports.texts import outcomes
from bot.reports.texts.card import visit_day
from bot.store.engine import Tx

MORNING = 9  # the local hour of the reminder on the day before a visit
EVENING = 20


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
            await escalating.to_committee(u, case, **desk.UNDECIDED)  # a first signature of the branch does not count
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
        due = {keys[key] for key in keys.keys() - await waiting.known(tx, list(keys))}
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
    text = outcomes.visit_tomorrow(report.number or "", case.allowance.title, name, when)
    visitors = [await members.by_id(u.tx, each, u.today) for each in await visits.party(u.tx, report)]
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
