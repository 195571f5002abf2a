"""Since when a report waits for its desk: since it was handed in, sent back, or brought before this desk."""

from datetime import datetime

from sqlalchemy import func, select

from bot.core.work.unit import Unit
from bot.reports.queries.reports import Report
from bot.store import tables as t

_STARTS = ("submit", "resubmit", "revoke", "signed", "unsigned", "escalated")


async def since(u: Unit, report: Report) -> datetime:
    query = select(func.max(t.history.c.at)).where(
        t.history.c.entity == "report", t.history.c.entity_id == report.id, t.history.c.action.in_(_STARTS)
    )
    found: datetime | None = await u.tx.value(query)
    return found or report.submitted_at or report.created_at
