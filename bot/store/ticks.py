"""When each periodic task last ran, so that of several replicas one runs it, and what failed is tried again.

`now` is the bot's clock, `machine` the machine's: a claim must end although the bot's clock is moved.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from bot.store import tables as t
from bot.store.engine import Tx

LEASE = timedelta(hours=1)  # a claim that nobody has settled is free after that
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), LEASE)  # after so many failures
AT_ONCE = 3  # so often a task that did not end is tried at once after a start: it may be what ends the process


async def first(tx: Tx, name: str, slot: str, now: datetime) -> bool:
    """Whether this slot is ours: the first who asks gets it, and needs not come back."""
    statement = tx.insert(t.ticks).values(name=name, slot=slot, at=now)
    upsert = statement.on_conflict_do_update(
        index_elements=["name"], set_={"slot": slot, "at": now}, where=t.ticks.c.slot != slot
    )
    return await tx.value(upsert.returning(t.ticks.c.name)) is not None


async def claim(tx: Tx, name: str, slot: str, now: datetime, machine: datetime) -> bool:
    """Whether this slot of the task is ours to run: a new one, or one that nobody has finished.

    A claim that ends later than any can is one from before the machine's clock was put back.
    """
    c = t.ticks.c
    statement = tx.insert(t.ticks).values(name=name, slot=slot, at=now, tries=1, retry_at=machine + LEASE)
    free = or_(c.slot != slot, c.retry_at <= machine, c.retry_at > machine + LEASE)
    upsert = statement.on_conflict_do_update(
        index_elements=["name"], set_={"slot": slot, "tries": c.tries + 1, "retry_at": machine + LEASE}, where=free
    )
    return await tx.value(upsert.returning(c.name)) is not None


async def finish(tx: Tx, name: str, now: datetime) -> None:
    """The task has done what was due in its slot."""
    await tx.run(update(t.ticks).where(t.ticks.c.name == name).values(at=now, tries=0, retry_at=None))


async def put_off(tx: Tx, name: str, machine: datetime) -> None:
    """The task has failed: its slot is free again after a pause, a longer one each time."""
    tries = await tx.value(select(t.ticks.c.tries).where(t.ticks.c.name == name))
    pause = PAUSES[min(tries or 1, len(PAUSES)) - 1]
    await tx.run(update(t.ticks).where(t.ticks.c.name == name).values(retry_at=machine + pause))


async def free(tx: Tx, machine: datetime) -> int:
    """At a start of the only process: what an earlier life left unfinished may be claimed now."""
    left = (t.ticks.c.retry_at.is_not(None), t.ticks.c.tries < AT_ONCE)
    return await tx.run(update(t.ticks).where(*left).values(retry_at=machine))


async def failing(tx: Tx, times: int) -> Sequence[str]:
    """Tasks that have failed so often in a row."""
    c = t.ticks.c
    query = select(c.name).where(c.retry_at.is_not(None), c.tries > times).order_by(c.name)
    return [row["name"] for row in await tx.all(query)]


async def note(tx: Tx, name: str, slot: str, now: datetime) -> None:
    """Notes that something was done, whatever had been noted before."""
    statement = tx.insert(t.ticks).values(name=name, slot=slot, at=now)
    await tx.run(statement.on_conflict_do_update(index_elements=["name"], set_={"slot": slot, "at": now}))


async def last(tx: Tx, name: str) -> datetime | None:
    """When the task last did its work."""
    found: datetime | None = await tx.value(select(t.ticks.c.at).where(t.ticks.c.name == name))
    return found
