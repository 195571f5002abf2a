"""How much waits and since when: what metrics, alerts and `wennuan check` look at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, func, select

from bot.core.messages import InboxState, OutboxState
from bot.store import tables as t
from bot.store.engine import Tx


@dataclass(frozen=True)
class Backlog:
    """Counts by state, and the oldest of what waits (None: nothing does)."""

    inbox_pending: int
    inbox_quarantined: int
    inbox_oldest: datetime | None
    outbox_pending: int
    outbox_unknown: int
    outbox_dead: int
    outbox_oldest: datetime | None
    reports_submitted: int


async def measure(tx: Tx) -> Backlog:
    return Backlog(
        inbox_pending=await _count(tx, t.inbox, t.inbox.c.state == InboxState.PENDING),
        inbox_quarantined=await _count(tx, t.inbox, t.inbox.c.state == InboxState.QUARANTINED),
        inbox_oldest=await tx.value(
            select(func.min(t.inbox.c.received_at)).where(t.inbox.c.state == InboxState.PENDING)
        ),
        outbox_pending=await _count(tx, t.outbox, t.outbox.c.state.in_((OutboxState.PENDING, OutboxState.CLAIMED))),
        outbox_unknown=await _count(tx, t.outbox, t.outbox.c.state == OutboxState.UNKNOWN),
        outbox_dead=await _count(tx, t.outbox, t.outbox.c.state == OutboxState.DEAD),
        outbox_oldest=await tx.value(
            select(func.min(t.outbox.c.created_at)).where(
                t.outbox.c.state.in_((OutboxState.PENDING, OutboxState.CLAIMED))
            )
        ),
        reports_submitted=await _count(tx, t.reports, t.reports.c.status == "submitted"),
    )


async def _count(tx: Tx, table: Table, condition: ColumnElement[bool]) -> int:
    return int(await tx.value(select(func.count()).select_from(table).where(condition)) or 0)
