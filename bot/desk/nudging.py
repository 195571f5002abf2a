"""Reports that nobody has touched are brought to mind in working hours, then go up to the committee.

Nothing is ever decided by time-out. What is due is read from the database each time, so that nothing is lost to a
restart; a report is nudged once a day at most, and each message has a key of its own, so that replicas don't double it.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update

from bot.core import worktime
from bot.core.clock import local, local_date
from bot.core.messages import Outgoing
from bot.core.queries import holidays, members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk import escalating
from bot.desk.texts import nudging as texts
from bot.desk.unvisited import tend_unvisited
from bot.reports import card
from bot.reports.allowance import of_report
from bot.reports.queries import desk, reports, visits
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Desk, Status
from bot.reports.texts import outcomes
from bot.store import tables as t

_STARTS = ("submit", "resubmit", "revoke", "signed", "unsigned", "escalated")


async def since(u: Unit, report: Report) -> datetime:
    query = select(func.max(t.history.c.at)).where(
        t.history.c.entity == "report", t.history.c.entity_id == report.id, t.history.c.action.in_(_STARTS)
    )
    found: datetime | None = await u.tx.value(query)
    return found or report.submitted_at or report.created_at


MORNING = 9  # the local hour of the reminder on the day before a visit
EVENING = 20


async def nudge_due(deps: Deps) -> int:
    """All that is due now: visits of tomorrow and overdue ones, nudges, escalations; returns how many it touched."""
    return await remind_visits(deps) + await nudge_untouched(deps) + await tend_unvisited(deps)


async def nudge_untouched(deps: Deps) -> int:
    """Nudges and escalates what lies untouched; silent outside of working hours."""
    async with deps.store.read() as tx:
        if not worktime.at_work(deps.clock.now(), await holidays.in_force(tx)):
            return 0
        pending = await reports.find(tx, t.reports.c.status == Status.SUBMITTED)
    touched = [await _attend(deps, report.id) for report in pending if _ripe(deps, report)]
    return sum(touched)


def _ripe(deps: Deps, report: Report) -> bool:
    """A cheap look before the transaction: old enough, and not nudged today."""
    now = deps.clock.now()
    if report.submitted_at is None or report.submitted_at >= now:
        return False
    return not _nudged_on(report, local_date(now)) or report.desk is not Desk.COMMITTEE


def _nudged_on(report: Report, day: date) -> bool:
    return report.nudged_at is not None and local_date(report.nudged_at) == day


async def _attend(deps: Deps, report_id: int) -> bool:
    async with unit(deps) as u:
        report = await desk.locked(u.tx, report_id)
        if report.status is not Status.SUBMITTED:
            return False
        arranged = await holidays.in_force(u.tx)
        waited = worktime.worked(await since(u, report), u.now, arranged)
        if waited >= timedelta(hours=deps.settings.escalate_after_hours) and report.desk is not Desk.COMMITTEE:
            await escalating.to_committee(u, report, **desk.UNDECIDED)  # a first signature of the branch does not count
            return True
        place = await members.branch(u.tx, (await reports.parties(u.tx, report)).place)
        patience = place.preferences.nudge_hours or deps.settings.nudge_after_hours
        if waited < timedelta(hours=patience) or _nudged_on(report, u.today):
            return False
        await _nudge(u, report, waited, certain=worktime.known(u.today.year, arranged))
        return True


async def _nudge(u: Unit, report: Report, waited: timedelta, *, certain: bool) -> None:
    await u.tx.run(update(t.reports).where(t.reports.c.id == report.id).values(nudged_at=u.now))
    allowance = await of_report(u, report)
    hours = int(waited.total_seconds() // 3600)
    text = texts.nudge(report.number or "", allowance.title, hours, certain=certain)
    for chat_id in await card.home(u, report):
        await card.show(u, report, chat_id)
        await u.say(Outgoing(chat_id, text, dedupe=f"nudge:{report.id}:{chat_id}:{u.today}"))


async def remind_visits(deps: Deps) -> int:
    """On the day before a visit its visitor is reminded, once, in daytime; returns how many messages were written."""
    now = deps.clock.now()
    if not MORNING <= local(now).hour < EVENING:
        return 0
    tomorrow = local_date(now) + timedelta(days=1)
    async with unit(deps) as u:
        due = await reports.find(u.tx, t.reports.c.status == Status.APPROVED, t.reports.c.visit_on == tomorrow)
        return sum([await _remind(u, report, tomorrow) for report in due])


async def _remind(u: Unit, report: Report, on: date) -> int:
    name = await members.name_of(u.tx, report.subject_id)
    title = (await of_report(u, report)).title
    text = outcomes.visit_tomorrow(report.number or "", title, name, on)
    sent = 0
    for member_id in await visits.party(u.tx, report):
        visitor = await members.by_id(u.tx, member_id, u.today)
        if visitor and visitor.telegram_id:
            key = f"visit:{report.id}:{on}:{visitor.id}"
            [ids] = await u.say(Outgoing(visitor.telegram_id, text, dedupe=key))
            sent += len(ids)
    return sent
