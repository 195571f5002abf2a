"""Raw updates, stored before they are acknowledged and marked done in the transaction of what they caused."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, func, select, update

from bot.core.messages import InboxState
from bot.store import tables as t
from bot.store.batches import Stale
from bot.store.engine import Tx

_KEEP = ("update_id", "lane", "raw", "attempts")


async def store(tx: Tx, rows: list[dict[str, Any]]) -> set[int]:
    """Inserts updates (update_id, lane, raw, state, attempts, error, received_at); returns the ids not seen before."""
    statement = tx.insert(t.inbox).on_conflict_do_nothing(index_elements=["update_id"]).returning(t.inbox.c.update_id)
    return set((await tx.execute(statement, rows)).scalars())


async def finish(tx: Tx, update_ids: Sequence[int], now: datetime) -> int:
    """Marks pending updates done and drops what they said; returns how many were still pending."""
    statement = (
        update(t.inbox)
        .where(t.inbox.c.update_id.in_(update_ids), t.inbox.c.state == InboxState.PENDING)
        .values(state=InboxState.DONE, done_at=now, raw=None)
    )
    return await tx.run(statement)


async def waiting_lanes(tx: Tx, owner: str, now: datetime, limit: int) -> list[int]:
    """Lanes with pending updates that nobody else holds now, the longest waiting first."""
    held = (
        select(t.lanes.c.lane)
        .where(t.lanes.c.lane == t.inbox.c.lane, t.lanes.c.owner != owner, t.lanes.c.until >= now)
        .exists()
    )
    oldest = func.min(t.inbox.c.update_id)
    query = (
        select(t.inbox.c.lane)
        .where(t.inbox.c.state == InboxState.PENDING, ~held)
        .group_by(t.inbox.c.lane)
        .order_by(oldest)
        .limit(limit)
    )
    return [row["lane"] for row in await tx.all(query)]


async def pending(tx: Tx, lanes: Collection[int]) -> Sequence[RowMapping]:
    """What waits in these lanes, in the order in which it is to be handled."""
    query = (
        select(*(t.inbox.c[name] for name in _KEEP))
        .where(t.inbox.c.state == InboxState.PENDING, t.inbox.c.lane.in_(lanes))
        .order_by(t.inbox.c.update_id)
    )
    return await tx.all(query)


async def taken(tx: Tx, update_ids: Collection[int]) -> None:
    """Counts the first attempt of updates that are taken in hand, before any of them is handled."""
    await tx.run(update(t.inbox).where(t.inbox.c.update_id.in_(update_ids)).values(attempts=1))


async def tried_again(tx: Tx, update_id: int, attempts: int) -> None:
    """Counts one more attempt of an update, before it is made."""
    await tx.run(update(t.inbox).where(t.inbox.c.update_id == update_id).values(attempts=attempts))


async def give_back(tx: Tx, update_ids: Collection[int]) -> None:
    """Uncounts the attempt of updates that were in hand when the bot was stopped in good order."""
    ours = t.inbox.c.update_id.in_(update_ids) & (t.inbox.c.state == InboxState.PENDING) & (t.inbox.c.attempts > 0)
    await tx.run(update(t.inbox).where(ours).values(attempts=t.inbox.c.attempts - 1))


async def attempted(tx: Tx, failures: list[dict[str, Any]]) -> None:
    """Notes failed attempts: (id, tries, reason)."""
    statement = (
        update(t.inbox)
        .where(t.inbox.c.update_id == bindparam("id"))
        .values(attempts=bindparam("tries"), error=bindparam("reason"))
    )
    await tx.run(statement, failures)


async def quarantine(tx: Tx, update_id: int, error: str, now: datetime) -> bool:
    """Sets a pending update aside, with what it said, until an operator looks; false when it was settled already."""
    statement = (
        update(t.inbox)
        .where(t.inbox.c.update_id == update_id, t.inbox.c.state == InboxState.PENDING)
        .values(state=InboxState.QUARANTINED, error=error, done_at=now)
    )
    return await tx.run(statement) == 1


async def quarantined(tx: Tx) -> Sequence[RowMapping]:
    """What was set aside: id, lane, attempts, error, when it came. Not what it said."""
    columns = (t.inbox.c.update_id, t.inbox.c.lane, t.inbox.c.attempts, t.inbox.c.error, t.inbox.c.received_at)
    return await tx.all(select(*columns).where(t.inbox.c.state == InboxState.QUARANTINED).order_by(t.inbox.c.update_id))


async def retry(tx: Tx, update_ids: Sequence[int] | None = None) -> int:
    """Puts quarantined updates (all, when none is named) back to be handled again; what has no id cannot be."""
    chosen = [t.inbox.c.update_id.in_(update_ids)] if update_ids is not None else []
    statement = (
        update(t.inbox)
        .where(t.inbox.c.state == InboxState.QUARANTINED, t.inbox.c.update_id >= 0, *chosen)
        .values(state=InboxState.PENDING, attempts=0, error=None, done_at=None)
    )
    return await tx.run(statement)


def settled(done_before: datetime, quarantined_before: datetime) -> tuple[Stale, Stale]:
    """What is to be forgotten. Telegram numbers anew after a week without updates: by then, none must be known here."""
    i = t.inbox.c
    done = Stale(t.inbox, (i.state == InboxState.DONE, i.done_at < done_before))
    return done, Stale(t.inbox, (i.state == InboxState.QUARANTINED, i.done_at < quarantined_before))
