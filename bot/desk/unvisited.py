"""Cases agreed to and not visited yet: visitors and desks are reminded until it is done; at last the committee acts.

Once a working day a desk reads what still waits; each report says by `nudged_at` when it was last read out, so that a
restart repeats nothing. Mediations take their time and are left to whoever mediates.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta

from bot.core import worktime
from bot.core.clock import SHANGHAI, local_date
from bot.core.messages import Act, Button, Outgoing, rows
from bot.core.queries import holidays, members
from bot.core.work.unit import Deps, Unit, unit
from bot.core.worktime import Arranged
from bot.desk import escalating
from bot.desk.queries import waiting
from bot.desk.queries.waiting import Waiting
from bot.desk.texts import nudging as texts
from bot.reports import card
from bot.reports.case import Case, locked_case
from bot.reports.queries import reports, visits
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Desk, Status
from bot.reports.texts import outcomes

LISTED = 10  # in one message; the rest are a number


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
    rising = [one.report_id for one in found if _rises(deps, one, today)]
    ripe = [one.report_id for one in found if one.report_id not in rising and _ripe(deps, one, today, arranged)]
    moved = [report_id for report_id in rising if await _raise(deps, report_id)]
    if not ripe:
        return len(moved)
    async with unit(deps) as u:
        return len(moved) + await _remind(u, ripe)


def _rises(deps: Deps, one: Waiting, today: date) -> bool:
    """Whether it has waited at its branch for as many days as the setting says."""
    days = _waited(one.decided_at, one.visit_on, today)
    return one.desk is not Desk.COMMITTEE and days >= deps.settings.escalate_visit_days


def _ripe(deps: Deps, one: Waiting, today: date, arranged: Arranged) -> bool:
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
        await visits.part(u.tx, report.id)
        moved = await escalating.to_committee(u, case, visitor_id=None, visit_on=None, visit_time=None)
        text = texts.visit_raised(report.number or "", case.allowance.title, days)
        chats = dict.fromkeys([*left, *await card.home(u, moved)])
        await u.say(*(Outgoing(chat, text) for chat in chats))
        return True


async def _remind(u: Unit, report_ids: list[int]) -> int:
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
    report, going = case.report, await visits.names(u.tx, case.report)
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
    text = outcomes.visit_past(report.number or "", case.allowance.title, name, report.visit_on)
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
