"""Cases agreed to and not visited yet: visitors and desks are reminded until it is done; at last the committee acts.

Once a working day a desk reads what still waits; each report says by `nudged_at` when it was last read out, so that a
restart repeats nothing. Mediations take their time and are left to whoever mediates.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy import update

from bot.core import worktime
from bot.core.clock import SHANGHAI, local_date
from bot.core.messages import Act, Button, Outgoing, rows
from bot.core.queries import holidays, members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk import escalating
from bot.desk.texts import nudging as texts
from bot.reports import card
from bot.reports.allowance import of_report
from bot.reports.queries import desk, reports, visits
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Desk, Status
from bot.reports.texts import outcomes
from bot.store import tables as t

LISTED = 10  # in one message; the rest are a number


async def tend_unvisited(deps: Deps) -> int:
    """Escalates and reminds what is due now; returns how many reports it touched. Silent outside of working hours."""
    now = deps.clock.now()
    today = local_date(now)
    async with deps.store.read() as tx:
        if not worktime.at_work(now, await holidays.in_force(tx)):
            return 0
        midnight = datetime(today.year, today.month, today.day, tzinfo=SHANGHAI)
        waiting = await desk.unvisited(tx, today, midnight)
    if not waiting:
        return 0
    moved = [report_id for report_id in waiting if await _raise(deps, report_id)]
    async with unit(deps) as u:
        return len(moved) + await _remind(u, [one for one in waiting if one not in moved])


async def _raise(deps: Deps, report_id: int) -> bool:
    """Up to the committee, when it has waited for as many days as the setting says."""
    async with unit(deps) as u:
        report = await desk.locked(u.tx, report_id)
        days = _waited(report, u.today)
        if report.status is not Status.APPROVED or report.desk is Desk.COMMITTEE:
            return False
        if days < deps.settings.escalate_visit_days:
            return False
        title, left = (await of_report(u, report)).title, await card.home(u, report)
        await visits.part(u.tx, report.id)
        await escalating.to_committee(u, report, visitor_id=None, visit_on=None)
        text = texts.visit_raised(report.number or "", title, days)
        at_committee = await card.home(u, await reports.get(u.tx, report_id))
        await u.say(*(Outgoing(chat, text) for chat in dict.fromkeys([*left, *at_committee])))
        return True


async def _remind(u: Unit, report_ids: list[int]) -> int:
    """One message a desk, with everything that waits there; each visitor of a day that has passed in private."""
    lines: dict[int, list[tuple[Report, str]]] = defaultdict(list)
    reminded = 0
    for report_id in report_ids:
        report = await desk.locked(u.tx, report_id)
        if report.status is not Status.APPROVED or not await _ripe(u, report):
            continue
        title = (await of_report(u, report)).title
        line = texts.unvisited_line(
            report.number or "", title, await visits.names(u.tx, report), report.visit_on, _waited(report, u.today)
        )
        for chat_id in await card.home(u, report):
            lines[chat_id].append((report, line))
        await _tell_visitors(u, report, title)
        await u.tx.run(update(t.reports).where(t.reports.c.id == report_id).values(nudged_at=u.now))
        reminded += 1
    for chat_id, found in lines.items():
        await u.say(_message(chat_id, found, u.today))
    return reminded


async def _ripe(u: Unit, report: Report) -> bool:
    """The day has passed; or nobody was sent, for as long as the branch leaves anything untouched."""
    if report.visit_on is not None:
        return report.visit_on < u.today
    place = await members.branch(u.tx, (await reports.parties(u.tx, report)).place)
    patience = timedelta(hours=place.preferences.nudge_hours or u.deps.settings.nudge_after_hours)
    since = report.escalated_at or report.decided_at or u.now
    return worktime.worked(since, u.now, await holidays.in_force(u.tx)) >= patience


def _waited(report: Report, today: date) -> int:
    """Days since it was agreed to, or since the day on which the visit was to be."""
    agreed = local_date(report.decided_at) if report.decided_at else today
    return (today - max(agreed, report.visit_on or agreed)).days


async def _tell_visitors(u: Unit, report: Report, title: str) -> None:
    """Once for each day that was agreed on."""
    if report.visit_on is None:
        return
    name = await members.name_of(u.tx, report.subject_id)
    text = outcomes.visit_past(report.number or "", title, name, report.visit_on)
    for member_id in await visits.party(u.tx, report):
        visitor = await members.by_id(u.tx, member_id, u.today)
        if visitor and visitor.telegram_id:
            key = f"unvisited:{report.id}:{report.visit_on}:{visitor.id}"
            await u.say(Outgoing(visitor.telegram_id, text, dedupe=key))


def _message(chat_id: int, found: list[tuple[Report, str]], today: date) -> Outgoing:
    shown = found[:LISTED]
    openers = (Button(report.number or "", Act("queue.open", {"report": report.id})) for report, _line in shown)
    text = texts.unvisited([line for _report, line in shown], len(found))
    return Outgoing(chat_id, text, buttons=rows(*openers), dedupe=f"unvisited:{chat_id}:{today}:{found[0][0].id}")
