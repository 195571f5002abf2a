"""Long work in parts: values a few hundred at a time, and deleting so that others wait for a part only."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, delete, select, tuple_, update

from bot.store.engine import Store, Tx

CHUNK = 500  # values in one IN list

Item = TypeVar("Item")
PART = 500  # rows in one transaction: some ten milliseconds of the one writer that SQLite has


def chunks(items: Sequence[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))


@dataclass(frozen=True)
class Stale:
    """Rows that are too old. `bare`: the columns to empty instead of deleting the row; it must fit no longer then."""

    table: Table
    conditions: tuple[ColumnElement[bool], ...]
    bare: dict[str, Any] = field(default_factory=dict)


async def purge(store: Store, *stale: Stale) -> int:
    """Every set to its end, each part in a transaction of its own; returns how many rows there were."""
    return sum([await _purge(store, one) for one in stale])


async def _purge(store: Store, stale: Stale) -> int:
    count = 0
    while True:
        async with store.read() as tx:
            if not await _any(tx, stale):
                return count
        async with store.begin() as tx:
            found = await purge_part(tx, stale)
        count += found
        if found < PART:
            return count
        await asyncio.sleep(0)  # whoever waits for the writer comes first


async def _any(tx: Tx, stale: Stale) -> bool:
    """A look before the transaction: most sets have nothing to go on most days."""
    query = select(*stale.table.primary_key.columns).where(*stale.conditions).limit(1)
    return await tx.one(query) is not None


async def purge_part(tx: Tx, stale: Stale, most: int = PART) -> int:
    """The first rows of the set."""
    columns = list(stale.table.primary_key.columns)
    key = columns[0] if len(columns) == 1 else tuple_(*columns)
    chosen = key.in_(select(*columns).where(*stale.conditions).limit(most))
    statement = update(stale.table).values(stale.bare) if stale.bare else delete(stale.table)
    return await tx.run(statement.where(chosen))
