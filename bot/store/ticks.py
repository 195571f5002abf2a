"""When each periodic task last ran, so that of several replicas one runs it."""

from datetime import datetime

from sqlalchemy import select

from bot.store import tables as t
from bot.store.engine import Tx


async def claim(tx: Tx, name: str, slot: str, now: datetime) -> bool:
    """Whether this slot of the task is ours to run: the first who asks gets it."""
    statement = tx.insert(t.ticks).values(name=name, slot=slot, at=now)
    upsert = statement.on_conflict_do_update(
        index_elements=["name"], set_={"slot": slot, "at": now}, where=t.ticks.c.slot != slot
    )
    return await tx.value(upsert.returning(t.ticks.c.name)) is not None


async def note(tx: Tx, name: str, slot: str, now: datetime) -> None:
    """Notes that something was done, whatever had been noted before."""
    statement = tx.insert(t.ticks).values(name=name, slot=slot, at=now)
    await tx.run(statement.on_conflict_do_update(index_elements=["name"], set_={"slot": slot, "at": now}))


async def last(tx: Tx, name: str) -> datetime | None:
    """When the task last ran."""
    found: datetime | None = await tx.value(select(t.ticks.c.at).where(t.ticks.c.name == name))
    return found
