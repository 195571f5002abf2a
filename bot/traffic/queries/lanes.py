"""Which process handles a chat's updates now: a lease a lane, so that order holds across replicas.

Leases are in the machine's time, never in the bot's clock: the sandbox may move that one.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from bot.store import tables as t
from bot.store.engine import Tx


async def lock(tx: Tx, owner: str, lanes: Collection[int], *, ours: bool) -> None:
    """Locks these lanes (and all of ours) in one order, before a transaction changes some and takes others.

    Without it two replicas, each giving back what the other one asks for, wait for each other until PostgreSQL ends it.
    """
    wanted = t.lanes.c.lane.in_(lanes)
    chosen = or_(wanted, t.lanes.c.owner == owner) if ours else wanted
    await tx.run(select(t.lanes.c.lane).where(chosen).order_by(t.lanes.c.lane).with_for_update())


async def take(tx: Tx, owner: str, lanes: Collection[int], now: datetime, until: datetime) -> set[int]:
    """Takes the lanes that are free, ours, or whose lease has ended; returns those now ours."""
    statement = tx.insert(t.lanes)
    free = or_(t.lanes.c.owner == owner, t.lanes.c.until < now)
    upsert = statement.on_conflict_do_update(
        index_elements=["lane"],
        set_={"owner": statement.excluded.owner, "until": statement.excluded.until},
        where=free,
    ).returning(t.lanes.c.lane)
    rows = [{"lane": lane, "owner": owner, "until": until} for lane in sorted(lanes)]  # sorted: replicas never deadlock
    return set((await tx.execute(upsert, rows)).scalars())


async def renew(tx: Tx, owner: str, until: datetime) -> int:
    return await tx.run(update(t.lanes).where(t.lanes.c.owner == owner).values(until=until))


async def release(tx: Tx, owner: str, lanes: Collection[int]) -> int:
    return await tx.run(delete(t.lanes).where(t.lanes.c.owner == owner, t.lanes.c.lane.in_(lanes)))
