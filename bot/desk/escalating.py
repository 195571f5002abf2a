"""Hands a report to the committee: changes its desk, notes it in the history, moves the card, tells those who wait.

When that is due is decided in `desk.nudging` (untouched) and `desk.unvisited` (approved, and nobody came).
"""

from datetime import date
from decimal import Decimal

from bot.core.work.unit import Unit
from bot.desk.notifying import tell
from bot.reports import card
from bot.reports.case import Case
from bot.reports.queries import reports
from bot.reports.queries.desk import Decision
from bot.reports.rules.transitions import Desk, Trace
from bot.reports.texts import outcomes
from bot.store import history


async def to_committee(u: Unit, case: Case, **columns: date | Decimal | int | None) -> Case:
    """`columns`: what of the branch's doings does not count there. Returns the case as it stands then."""
    before = case.report
    values = {"desk": Desk.COMMITTEE, "escalated_at": u.now, "nudged_at": u.now, **columns}
    moved = case.after(await reports.rewrite(u.tx, before, **values), Decision(Trace.ESCALATED, None, None, u.now))
    entry = history.Entry("report", before.id, Trace.ESCALATED, None, before.desk, Desk.COMMITTEE)
    await history.append(u.tx, entry, u.now)
    await card.post(u, moved)
    await tell(u, moved, lambda _ear: outcomes.ESCALATED)
    return moved
