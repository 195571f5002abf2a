"""How much is kept, and what was lately deleted or sealed anew: for the record of processing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.store import tables as t
from bot.store import ticks
from bot.store.engine import Tx
from bot.store.metadata import metadata
from bot.store.tables_members import erasures

ROTATED = "keys.rotated"  # the row of `ticks` that says when everything was last sealed anew
SWEPT = "retention"


@dataclass(frozen=True)
class Doings:
    """Counts and the latest moments (None: never)."""

    active: int
    bound: int
    erasures_done: int
    erasures_waiting: int
    last_erasure: datetime | None
    stripped: int  # reports that lost their details
    last_stripped: datetime | None
    last_sweep: datetime | None
    last_rotation: datetime | None


async def rows(tx: Tx) -> dict[str, int]:
    """Rows by table."""
    counts = {}
    for table in metadata.sorted_tables:
        counts[table.name] = int(await tx.value(select(func.count()).select_from(table)) or 0)
    return counts


async def doings(tx: Tx) -> Doings:
    m, e, r = t.members.c, erasures.c, t.reports.c
    active = select(func.count()).select_from(t.members).where(m.status == "active")
    waiting = select(func.count(e.id)).where(e.done_at.is_(None), e.cancelled_at.is_(None))
    return Doings(
        active=await tx.value(active),
        bound=await tx.value(active.where(m.telegram_id.is_not(None))),
        erasures_done=await tx.value(select(func.count(e.done_at))),
        erasures_waiting=await tx.value(waiting),
        last_erasure=await tx.value(select(func.max(e.done_at))),
        stripped=await tx.value(select(func.count(r.purged_at))),
        last_stripped=await tx.value(select(func.max(r.purged_at))),
        last_sweep=await ticks.last(tx, SWEPT),
        last_rotation=await ticks.last(tx, ROTATED),
    )
