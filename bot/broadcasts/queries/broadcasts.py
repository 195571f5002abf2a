"""Broadcasts as rows: the draft, its way to the end, and who wants none. Their copies: `recipients`."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, func, or_, select, update

from bot.activities.rules import SignUp, Status
from bot.broadcasts.rules import UNDER_WAY, Audience, Broadcast, Content, Outcome, Purpose, State
from bot.core.messages import OutboxState
from bot.core.queries import members
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_activities import activities, broadcasts, signups
from bot.store.tables_activities import broadcast_recipients as recipients
from bot.store.tables_activities import broadcast_refusals as refusals


async def create(
    tx: Tx, author_id: int, branch_id: int, audience: Audience, targets: Sequence[int], now: datetime
) -> int:
    """A new draft; an author has one at a time."""
    values = {"author_id": author_id, "branch_id": branch_id, "audience": audience, "targets": list(targets)}
    values |= {"state": State.DRAFT, "purpose": Purpose.GENERAL, "created_at": now}
    return int(await tx.value(broadcasts.insert().values(values).returning(broadcasts.c.id)))


async def discard(tx: Tx, draft: Broadcast) -> None:
    await tx.run(delete(broadcasts).where(broadcasts.c.id == draft.id, broadcasts.c.state == State.DRAFT))


async def get(tx: Tx, broadcast_id: int, *, lock: bool = False) -> Broadcast | None:
    """`lock`: held against everybody else until the transaction ends."""
    query = select(broadcasts).where(broadcasts.c.id == broadcast_id)
    return await _one(tx, query.with_for_update() if lock else query)


async def draft_of(tx: Tx, author_id: int) -> Broadcast | None:
    return await _one(
        tx, select(broadcasts).where(broadcasts.c.author_id == author_id, broadcasts.c.state == State.DRAFT)
    )


async def take(tx: Tx, broadcast_id: int) -> Broadcast | None:
    """The broadcast if it is unfinished and no other process has it in hand."""
    mine = (broadcasts.c.id == broadcast_id, _unfinished())
    return await _one(tx, select(broadcasts).where(*mine).with_for_update(skip_locked=True))


async def unfinished(tx: Tx, *, resting: bool) -> list[int]:
    """Those with something to do; a stopped one until its last copies are known. While `resting`, one that waits for
    the morning is left alone, once it has nothing in the outbox."""
    r, b = recipients.c, broadcasts.c
    out = select(r.member_id).where(r.broadcast_id == b.id, r.outcome == Outcome.QUEUED).exists()
    asleep = [or_(b.state != State.WAITING, out)] if resting else []
    query = select(b.id).where(_unfinished(), *asleep).order_by(b.id)
    return [row["id"] for row in await tx.all(query)]


async def recent(tx: Tx, branch_ids: Sequence[int], limit: int) -> list[Broadcast]:
    """The newest that were sent in the name of these branches, drafts apart."""
    b = broadcasts.c
    query = select(broadcasts).where(b.branch_id.in_(branch_ids), b.state != State.DRAFT)
    return [_read(tx, row) for row in await tx.all(query.order_by(b.id.desc()).limit(limit))]


async def change(tx: Tx, draft: Broadcast, **values: Any) -> Broadcast:  # noqa: ANN401 - columns
    """Writes a change of a locked draft; its version goes up, so that buttons of older previews are known as such."""
    if isinstance(content := values.get("content"), Content):
        values["content"] = tx.vault.seal(content.as_json())
    values["version"] = draft.version + 1
    query = update(broadcasts).where(broadcasts.c.id == draft.id).values(values).returning(broadcasts)
    found = await _one(tx, query)
    assert found is not None  # noqa: S101 - the row is locked
    return found


async def move(tx: Tx, broadcast_id: int, state: State, **values: Any) -> None:  # noqa: ANN401 - columns
    """Writes the next state of a locked broadcast."""
    await tx.run(update(broadcasts).where(broadcasts.c.id == broadcast_id).values(state=state, **values))


async def edit_waits(tx: Tx, card: str) -> bool:
    """Whether an edit of this card still waits to leave."""
    edits = (t.outbox.c.card == card, t.outbox.c.method == "editMessageText")
    mine = (*edits, t.outbox.c.state.in_([OutboxState.PENDING, OutboxState.CLAIMED]))
    return await tx.value(select(t.outbox.c.id).where(*mine).limit(1)) is not None


async def begun_between(tx: Tx, branch_id: int, first: datetime, last: datetime) -> int:
    """How many went out in this name; the branch is locked, so that two officers are counted one after the other."""
    await members.hold_branch(tx, branch_id)
    b = broadcasts.c
    within = (b.branch_id == branch_id, b.confirmed_at >= first, b.confirmed_at < last)
    return int(await tx.value(select(func.count()).select_from(broadcasts).where(*within)) or 0)


async def refuses(tx: Tx, member_id: int) -> bool:
    return await tx.value(select(refusals.c.at).where(refusals.c.member_id == member_id)) is not None


async def refuse(tx: Tx, member_id: int, now: datetime) -> bool:
    """Whether that is new."""
    statement = tx.insert(refusals).values(member_id=member_id, at=now)
    return bool(await tx.run(statement.on_conflict_do_nothing(index_elements=["member_id"])))


async def accept(tx: Tx, member_id: int) -> bool:
    return bool(await tx.run(delete(refusals).where(refusals.c.member_id == member_id)))


async def activities_of(tx: Tx, branch_id: int, since: date) -> list[tuple[int, str]]:
    """Id and title of this branch's activities for which somebody has signed up, from that day on, the next first."""
    a = activities.c
    joined = select(signups.c.id).where(signups.c.activity_id == a.id, signups.c.state == SignUp.JOINED).exists()
    query = select(a.id, a.title).where(a.branch_id == branch_id, a.status != Status.PENDING, a.day >= since, joined)
    return [(row["id"], row["title"]) for row in await tx.all(query.order_by(a.day, a.id).limit(5))]


async def activity_owner(tx: Tx, activity_id: int) -> int | None:
    found: int | None = await tx.value(select(activities.c.branch_id).where(activities.c.id == activity_id))
    return found


async def activity_name(tx: Tx, activity_id: int) -> str | None:
    found = await tx.value(select(activities.c.title).where(activities.c.id == activity_id))
    return None if found is None else str(found)


def _unfinished() -> ColumnElement[bool]:
    return broadcasts.c.state.in_([*UNDER_WAY, State.STOPPED]) & broadcasts.c.ended_at.is_(None)


async def _one(tx: Tx, query: Any) -> Broadcast | None:  # noqa: ANN401 - a select or an update that returns
    row = await tx.one(query)
    return None if row is None else _read(tx, row)


def _read(tx: Tx, row: RowMapping) -> Broadcast:
    return Broadcast(
        id=row["id"],
        branch_id=row["branch_id"],
        author_id=row["author_id"],
        state=State(row["state"]),
        purpose=Purpose(row["purpose"]),
        audience=Audience(row["audience"]),
        targets=tuple(row["targets"]),
        content=Content(**tx.vault.open(row["content"])) if row["content"] else None,
        version=row["version"],
        total=row["total"],
        tally=dict(row["tally"] or {}),
        confirmed_at=row["confirmed_at"],
        told_at=row["told_at"],
        ended_at=row["ended_at"],
    )
