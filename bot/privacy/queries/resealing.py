"""Counts what is kept and was lately deleted; and seals every sealed column anew under the first key."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, or_, select, update

from bot.core.people import MemberStatus
from bot.store import tables as t
from bot.store import ticks
from bot.store.engine import Store, Tx
from bot.store.tables_activities import activities, activity_drafts, broadcasts
from bot.store.tables_members import erasures, import_changes, imports
from bot.store.types import metadata

ROTATED = "keys.rotated"  # the row of `ticks` that says when everything was last sealed anew
SWEPT = "retention"
SEALED: tuple[tuple[Table, str], ...] = (
    (t.reports, "facts"),
    (t.reports, "question"),
    (t.reports, "signature"),
    (t.reports, "visited_by"),
    (t.evidence, "file"),
    (t.claims, "account"),
    (t.history, "note"),
    (t.outbox, "payload"),
    (t.questions, "text"),
    (t.lessons, "phrasings"),
    (imports, "rows"),
    (import_changes, "before"),
    (import_changes, "after"),
    (activities, "note"),
    (activities, "reason"),
    (activities, "untold"),
    (activity_drafts, "facts"),
    (broadcasts, "content"),
)
CHUNK = 300


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


async def rows_kept(tx: Tx) -> dict[str, int]:
    """Rows by table."""
    counts = {}
    for table in metadata.sorted_tables:
        counts[table.name] = int(await tx.value(select(func.count()).select_from(table)) or 0)
    return counts


async def doings(tx: Tx) -> Doings:
    """Members, deletions and sweeps, counted for the record of processing."""
    m, e, r = t.members.c, erasures.c, t.reports.c
    active = select(func.count()).select_from(t.members).where(m.status == MemberStatus.ACTIVE)
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


async def reseal(store: Store) -> AsyncIterator[int]:
    """Rotates all of it; yields how many values each step has sealed. What changes meanwhile is sealed anew anyway."""
    for table, name in SEALED:
        key = list(table.primary_key.columns)
        last: tuple[object, ...] | None = None
        while True:
            async with store.begin() as tx:
                query = select(*key, table.c[name]).where(table.c[name].is_not(None)).order_by(*key).limit(CHUNK)
                rows = await tx.all(query if last is None else query.where(_after(key, last)))
                for row in rows:
                    same = [column == row[column.name] for column in key] + [table.c[name] == row[name]]
                    await tx.run(update(table).where(*same).values({name: tx.vault.rotate(row[name])}))
            yield len(rows)
            if len(rows) < CHUNK:
                break
            last = tuple(rows[-1][column.name] for column in key)


def _after(key: Sequence[ColumnElement[Any]], last: Sequence[object]) -> ColumnElement[bool]:
    """Behind `last` in the order of the key, which may have two columns."""
    first = key[0] > last[0]
    return first if len(key) == 1 else or_(first, and_(key[0] == last[0], _after(key[1:], last[1:])))
