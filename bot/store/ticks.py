"""When each periodic task last ran, so that of several replicas one runs it."""

from datetime import datetime

from bot.store import tables as t
from bot.store.engine import Tx


async def claim(tx: Tx, name: str, slot: str, now: datetime) -> bool:
    """Whether this slot of the task is ours to run: the first who asks gets it."""
    statement = tx.insert(t.ticks).values(name=name, slot=slot, at=now)
    upsert = statement.on_conflict_do_update(
        index_elements=["name"], set_={"slot": slot, "at": now}, where=t.ticks.c.slot != slot
    )
    return await tx.value(upsert.returning(t.ticks.c.name)) is not None
