"""Whom a broadcast is addressed to, and what became of each copy: a row a member, so that nobody gets it twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, bindparam, case, delete, func, literal, select, update

from bot.activities.rules import SignUp
from bot.birthdays.queries.greetings import mourners
from bot.broadcasts.rules import Audience, Broadcast, Outcome, Purpose
from bot.core.messages import Dropped, OutboxState
from bot.core.people import MemberStatus
from bot.store import tables as t
from bot.store.batches import chunks
from bot.store.engine import Tx
from bot.store.tables_activities import broadcast_recipients as recipients
from bot.store.tables_activities import broadcast_refusals as refusals
from bot.store.tables_activities import signups


@dataclass(frozen=True)
class Copy:
    """One member's copy that is to be sent (`account`), or what stands against it (`outcome`)."""

    member_id: int
    account: int
    outcome: Outcome


async def forecast(tx: Tx, broadcast: Broadcast, mourning_since: datetime) -> dict[Outcome, int]:
    """How many of those addressed would get it (PENDING), and what stands against the others."""
    outcome = _standing(broadcast.purpose, mourning_since).label("outcome")
    found = select(outcome).select_from(_people()).where(*_addressed(broadcast)).subquery()
    return await _counted(tx, select(found.c.outcome, func.count().label("n")).group_by(found.c.outcome))


async def address(tx: Tx, broadcast: Broadcast, mourning_since: datetime) -> None:
    """A row for every member addressed, in one statement, whatever their number."""
    outcome = _standing(broadcast.purpose, mourning_since)
    rows = select(literal(broadcast.id), t.members.c.id, outcome).select_from(_people()).where(*_addressed(broadcast))
    await tx.run(recipients.insert().from_select(["broadcast_id", "member_id", "outcome"], rows))


async def next_copies(tx: Tx, broadcast: Broadcast, mourning_since: datetime, limit: int) -> list[Copy]:
    """The next who have not had theirs, as they stand now: who has left or refused since, is not written to."""
    r = recipients.c
    gone = (t.members.c.status != MemberStatus.ACTIVE, Outcome.LEFT)
    outcome = case(gone, else_=_standing(broadcast.purpose, mourning_since)).label("outcome")
    query = (
        select(r.member_id, t.members.c.telegram_id, outcome)
        .select_from(_people().join(recipients, r.member_id == t.members.c.id))
        .where(r.broadcast_id == broadcast.id, r.outcome == Outcome.PENDING)
        .order_by(r.member_id)
        .limit(limit)
    )
    return [Copy(row["member_id"], row["telegram_id"] or 0, Outcome(row["outcome"])) for row in await tx.all(query)]


async def note(tx: Tx, broadcast_id: int, queued: Mapping[int, int], others: Mapping[int, Outcome]) -> None:
    """Member → message in the outbox, and member → why there is none."""
    r = recipients.c
    if queued:
        this = (r.broadcast_id == broadcast_id, r.member_id == bindparam("of_member"))
        rows = [{"of_member": member_id, "sent_as": outbox_id} for member_id, outbox_id in queued.items()]
        values = {"outcome": Outcome.QUEUED, "outbox_id": bindparam("sent_as")}
        await tx.run(update(recipients).where(*this).values(values), rows)
    for outcome in set(others.values()):
        them = [member_id for member_id, found in others.items() if found is outcome]
        mine = (r.broadcast_id == broadcast_id, r.member_id.in_(them))
        await tx.run(update(recipients).where(*mine).values(outcome=outcome))


async def collect(tx: Tx, broadcast_id: int) -> None:
    """Notes what became of the copies in the outbox. One that is gone from there may have arrived."""
    r, o = recipients.c, t.outbox.c
    died = case(
        (o.error.in_(list(Dropped)), Outcome.LEFT), (o.error.like("Forbidden%"), Outcome.BLOCKED), else_=Outcome.FAILED
    )
    fate = case((o.state == OutboxState.SENT, Outcome.SENT), (o.state == OutboxState.DEAD, died), else_=Outcome.UNKNOWN)
    found = select(fate).where(o.id == r.outbox_id).scalar_subquery()
    waiting = select(o.id).where(o.id == r.outbox_id, o.state.in_([OutboxState.PENDING, OutboxState.CLAIMED])).exists()
    over = (r.broadcast_id == broadcast_id, r.outcome == Outcome.QUEUED, ~waiting)
    await tx.run(update(recipients).where(*over).values(outcome=func.coalesce(found, Outcome.UNKNOWN)))


async def take_back(tx: Tx, broadcast_id: int, outcome: Outcome) -> None:
    """Takes out of the outbox what the relay has not in hand; those copies are PENDING again, or STOPPED for good."""
    r = recipients.c
    written = select(r.outbox_id).where(r.broadcast_id == broadcast_id, r.outcome == Outcome.QUEUED)
    mine = (t.outbox.c.id.in_(written), t.outbox.c.state == OutboxState.PENDING)
    rows = await tx.all(delete(t.outbox).where(*mine).returning(t.outbox.c.id))
    for part in chunks([row["id"] for row in rows]):
        back = (r.broadcast_id == broadcast_id, r.outbox_id.in_(part))
        await tx.run(update(recipients).where(*back).values(outcome=outcome, outbox_id=None))


async def stop_pending(tx: Tx, broadcast_id: int) -> None:
    mine = (recipients.c.broadcast_id == broadcast_id, recipients.c.outcome == Outcome.PENDING)
    await tx.run(update(recipients).where(*mine).values(outcome=Outcome.STOPPED))


async def tally(tx: Tx, broadcast_id: int) -> dict[Outcome, int]:
    r = recipients.c
    query = select(r.outcome, func.count().label("n")).where(r.broadcast_id == broadcast_id).group_by(r.outcome)
    return await _counted(tx, query)


async def listed(tx: Tx, broadcast_id: int, outcomes: Sequence[Outcome]) -> Sequence[RowMapping]:
    """Staff number, name, branch and outcome of these, branch by branch."""
    query = (
        select(t.members.c.staff_no, t.members.c.name, t.branches.c.name.label("branch"), recipients.c.outcome)
        .select_from(recipients.join(t.members).join(t.branches, t.branches.c.id == t.members.c.branch_id))
        .where(recipients.c.broadcast_id == broadcast_id, recipients.c.outcome.in_(outcomes))
        .order_by(t.branches.c.id, recipients.c.outcome, t.members.c.staff_no)
    )
    return await tx.all(query)


def _people() -> Any:  # noqa: ANN401 - a join
    return t.members.outerjoin(refusals, refusals.c.member_id == t.members.c.id)


def _addressed(broadcast: Broadcast) -> list[ColumnElement[bool]]:
    """Active members of the audience."""
    conditions = [t.members.c.status == MemberStatus.ACTIVE]
    if broadcast.audience is Audience.BRANCHES:
        conditions.append(t.members.c.branch_id.in_(broadcast.targets))
    if broadcast.audience is Audience.ACTIVITY:
        joined = and_(signups.c.activity_id.in_(broadcast.targets), signups.c.state == SignUp.JOINED)
        conditions.append(t.members.c.id.in_(select(signups.c.member_id).where(joined)))
    return conditions


def _standing(purpose: Purpose, mourning_since: datetime) -> ColumnElement[str]:
    """PENDING for whoever is to get it, else what stands against it: the one rule for forecast and sending."""
    against: list[tuple[ColumnElement[bool], Outcome]] = [(t.members.c.telegram_id.is_(None), Outcome.UNBOUND)]
    if purpose is not Purpose.ESSENTIAL:
        against.append((refusals.c.at.is_not(None), Outcome.REFUSED))
    if purpose is Purpose.JOYFUL:
        against.append((t.members.c.id.in_(mourners(mourning_since)), Outcome.MOURNING))
    return case(*against, else_=Outcome.PENDING)


async def _counted(tx: Tx, query: Select[Any]) -> dict[Outcome, int]:
    return {Outcome(row["outcome"]): int(row["n"]) for row in await tx.all(query)}
