"""The leases of lanes, and the outbox as the relay sees it: due, claimed by one guarded UPDATE, ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, or_, select, update

from bot.core.messages import Delivery, JsonObject, OutboxState, Priority
from bot.store import tables as t
from bot.store.engine import Tx

ERROR_LENGTH = 300


async def lock_lanes(tx: Tx, owner: str, lanes: Collection[int], *, ours: bool) -> None:
    """Locks these lanes (and all of ours) in one order, before a transaction changes some and takes others.

    Without it two replicas, each giving back what the other one asks for, wait for each other until PostgreSQL ends it.
    """
    wanted = t.lanes.c.lane.in_(lanes)
    chosen = or_(wanted, t.lanes.c.owner == owner) if ours else wanted
    await tx.run(select(t.lanes.c.lane).where(chosen).order_by(t.lanes.c.lane).with_for_update())


async def take_lanes(tx: Tx, owner: str, lanes: Collection[int], now: datetime, until: datetime) -> set[int]:
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


async def renew_lanes(tx: Tx, owner: str, until: datetime) -> int:
    return await tx.run(update(t.lanes).where(t.lanes.c.owner == owner).values(until=until))


async def release_lanes(tx: Tx, owner: str, lanes: Collection[int]) -> int:
    return await tx.run(delete(t.lanes).where(t.lanes.c.owner == owner, t.lanes.c.lane.in_(lanes)))


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed message: what the Bot API is to be told, and how hard to try."""

    id: int
    chat_id: int
    method: str
    payload: JsonObject
    delivery: Delivery
    priority: str
    card: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Room:
    """How many messages may be claimed; `bulk`: how many of them greetings and broadcasts."""

    most: int
    bulk: int


@dataclass(frozen=True, slots=True)
class Mark:
    """How an attempt ended. `state` pending puts it back until `not_before`."""

    id: int
    state: OutboxState
    message_id: int | None = None
    error: str | None = None
    not_before: datetime | None = None
    attempts: int = 0
    card: str | None = None  # the name under which the sent message is to be found again …
    chat_id: int = 0  # … in this chat


async def claim(
    tx: Tx, owner: str, now: datetime, until: datetime, room: Room, but: Collection[int] = ()
) -> list[Parcel]:
    """Takes due messages, the urgent first: of each chat only its first unsent one, so that order holds; only
    greetings and broadcasts that wait let what was written after them pass.

    `but`: chats that must wait (a 429, or one of theirs is being sent).
    """
    # Materialized: PostgreSQL may run a plain sub-query with SKIP LOCKED more than once, past its limit.
    due = _due(now, but, room).cte("due").prefix_with("MATERIALIZED")
    statement = (
        update(t.outbox)
        .where(t.outbox.c.id.in_(select(due.c.id)), t.outbox.c.state == OutboxState.PENDING)
        .values(state=OutboxState.CLAIMED, claimed_by=owner, claimed_until=until, attempts=t.outbox.c.attempts + 1)
        .returning(t.outbox)
    )
    rows = sorted(await tx.all(statement), key=lambda row: (row["priority"], row["id"]))
    return [
        Parcel(
            id=row["id"],
            chat_id=row["lane"],
            method=row["method"],
            payload=tx.vault.open(row["payload"]),
            delivery=Delivery(row["delivery"]),
            priority=row["priority"],
            card=row["card"],
            attempts=row["attempts"],
        )
        for row in rows
    ]


def _due(now: datetime, but: Collection[int], room: Room) -> Select[tuple[int]]:
    bulk = t.outbox.c.priority == Priority.BULK
    query = _ready(now, but)
    if room.bulk < room.most:
        some = _ready(now, but).where(bulk).limit(max(room.bulk, 0)).correlate(None)
        query = query.where(or_(~bulk, t.outbox.c.id.in_(some)))
    return query.limit(room.most).with_for_update(skip_locked=True)


def _ready(now: datetime, but: Collection[int]) -> Select[tuple[int]]:
    """Of each chat the first message that may go, the urgent chats first."""
    this, other = t.outbox.c, t.outbox.alias("other").c
    bulk, other_bulk = this.priority == Priority.BULK, other.priority == Priority.BULK
    goes_first = or_(
        other.state == OutboxState.CLAIMED,
        and_(bulk, ~other_bulk),
        and_(or_(bulk, ~other_bulk), other.id < this.id),
    )
    blocked = (
        select(other.id)
        .where(other.lane == this.lane, other.state.in_((OutboxState.PENDING, OutboxState.CLAIMED)), goes_first)
        .exists()
    )
    query = (
        select(this.id)
        .where(this.state == OutboxState.PENDING, ~blocked, or_(this.not_before.is_(None), this.not_before <= now))
        .order_by(this.priority, this.id)
    )
    return query.where(this.lane.not_in(but)) if but else query


async def renew_claims(tx: Tx, owner: str, until: datetime) -> int:
    """Keeps what is being sent claimed; returns how many that are."""
    ours = (t.outbox.c.state == OutboxState.CLAIMED) & (t.outbox.c.claimed_by == owner)
    return await tx.run(update(t.outbox).where(ours).values(claimed_until=until))


async def wait_no_longer(tx: Tx) -> int:
    """What waits for a moment is due now: the clock that named it was put forward or back."""
    waiting = (t.outbox.c.state == OutboxState.PENDING) & t.outbox.c.not_before.is_not(None)
    return await tx.run(update(t.outbox).where(waiting).values(not_before=None))


async def waiting_chats(tx: Tx) -> list[int]:
    """Chats that are still to be told something, greetings and broadcasts apart."""
    unsent = t.outbox.c.state.in_((OutboxState.PENDING, OutboxState.CLAIMED)) & (t.outbox.c.priority != Priority.BULK)
    return [row["lane"] for row in await tx.all(select(t.outbox.c.lane).where(unsent).distinct())]


async def mark(tx: Tx, owner: str, marks: Sequence[Mark], now: datetime) -> None:
    """Writes how attempts ended, for messages still claimed by us; what is over keeps no payload."""
    if not marks:
        return
    rows = [
        {
            "row": m.id,
            "to": m.state,
            "sent_id": m.message_id,
            "why": m.error[:ERROR_LENGTH] if m.error else None,
            "later": m.not_before,
            "tries": m.attempts,
            "at": None if m.state == OutboxState.PENDING else now,
        }
        for m in marks
    ]
    values: dict[str, Any] = {
        "state": bindparam("to"),
        "message_id": bindparam("sent_id"),
        "error": bindparam("why"),
        "not_before": bindparam("later"),
        "attempts": bindparam("tries"),
        "done_at": bindparam("at"),
        "claimed_by": None,
        "claimed_until": None,
    }
    ours = (t.outbox.c.id == bindparam("row")) & (t.outbox.c.claimed_by == owner)
    await tx.run(update(t.outbox).where(ours).values(values), rows)
    if over := [m.id for m in marks if m.state in (OutboxState.SENT, OutboxState.DEAD)]:
        await tx.run(update(t.outbox).where(t.outbox.c.id.in_(over)).values(payload=None))
    for m in marks:
        if m.card and m.message_id is not None:
            await remember_card(tx, m.card, m.chat_id, m.message_id, now)


async def recover(tx: Tx, owner: str | None, now: datetime) -> tuple[int, int]:
    """Settles what a process left claimed when it died: `once` becomes unknown, `sure` is to be sent again.

    `owner`: also what is claimed under this name, whose holder is known to be dead (we bear it now).
    Returns how many became unknown and how many go out again.
    """
    lost = t.outbox.c.claimed_until < now
    abandoned = (t.outbox.c.state == OutboxState.CLAIMED) & (
        or_(lost, t.outbox.c.claimed_by == owner) if owner else lost
    )
    free = {"claimed_by": None, "claimed_until": None}
    unknown = update(t.outbox).where(abandoned, t.outbox.c.delivery == Delivery.ONCE)
    again = update(t.outbox).where(abandoned, t.outbox.c.delivery == Delivery.SURE)
    doubtful = await tx.run(
        unknown.values(state=OutboxState.UNKNOWN, error="process died while sending", done_at=now, **free)
    )
    return doubtful, await tx.run(again.values(state=OutboxState.PENDING, **free))


async def card_message(tx: Tx, card: str, chat_id: int) -> int | None:
    """The message that shows this card in that chat."""
    query = select(t.cards.c.message_id).where(t.cards.c.name == card, t.cards.c.chat_id == chat_id)
    found = await tx.value(query)
    return None if found is None else int(found)


async def remember_card(tx: Tx, card: str, chat_id: int, message_id: int, now: datetime) -> None:
    values = {"message_id": message_id, "sent_at": now}
    statement = tx.insert(t.cards).values(name=card, chat_id=chat_id, **values)
    await tx.run(statement.on_conflict_do_update(index_elements=["name", "chat_id"], set_=values))


async def migrate_chat(tx: Tx, old: int, new: int) -> None:
    """A group has become a supergroup: everything that named it names the new id. Its old messages are gone."""
    for column in (t.branches.c.group_chat_id, t.branches.c.members_chat_id):
        await tx.run(update(t.branches).where(column == old).values({column: new}))
    for column in (t.buttons.c.chat_id, t.prompts.c.chat_id):
        await tx.run(update(column.table).where(column == old).values({column: new}))
    await tx.run(delete(t.cards).where(t.cards.c.chat_id == old))
    waiting = (t.outbox.c.lane == old) & t.outbox.c.state.in_((OutboxState.PENDING, OutboxState.CLAIMED))
    for row in await tx.all(select(t.outbox.c.id, t.outbox.c.payload).where(waiting)):
        payload = tx.vault.open(row["payload"]) | {"chat_id": new}
        values = {"lane": new, "payload": tx.vault.seal(payload)}
        await tx.run(update(t.outbox).where(t.outbox.c.id == row["id"]).values(values))
