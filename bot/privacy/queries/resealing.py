"""Every sealed column, sealed anew under the first key, a few hundred rows at a time."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, or_, select, update

from bot.store import tables as t
from bot.store.engine import Store
from bot.store.tables_activities import activities, activity_drafts
from bot.store.tables_broadcasts import broadcasts
from bot.store.tables_members import import_changes, imports

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
