"""Hands a report to the committee: changes its desk, notes it in the history, moves the card, tells those who wait."""

from datetime import date
from decimal import Decimal

from sqlalchemy import update

from bot.core.work.unit import Unit
from bot.desk.notifying import tell
from bot.reports import card
from bot.reports.allowance import of_report
from bot.reports.queries import reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Desk
from bot.reports.texts import outcomes
from bot.store import history
from bot.store import tables as t


async def to_committee(u: Unit, report: Report, **columns: date | Decimal | int | None) -> None:
    """`columns`: what of the branch's doings does not count there."""
    values = {"desk": Desk.COMMITTEE, "escalated_at": u.now, "nudged_at": u.now, **columns}
    await u.tx.run(update(t.reports).where(t.reports.c.id == report.id).values(values))
    entry = history.Entry("report", report.id, "escalated", None, report.desk, Desk.COMMITTEE)
    await history.append(u.tx, entry, u.now)
    moved = await reports.get(u.tx, report.id)
    await card.post(u, moved)
    await tell(u, moved, await of_report(u, moved), lambda _ear: outcomes.ESCALATED, vital=False)
