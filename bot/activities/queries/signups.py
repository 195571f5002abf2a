"""Sign-ups as rows. Whoever changes them holds the activity (`activities.locked`), so that no place is given twice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, delete, func, not_, or_, select, update

from bot.activities.rules import STANDING, SignUp, Status, Tally
from bot.core.clock import local_date
from bot.core.people import MemberStatus
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_activities import activities, signups

_s = signups.c


@dataclass(frozen=True)
class Entrant:
    """Somebody who has signed up, with what the officers' list needs."""

    id: int
    activity_id: int
    member_id: int
    name: str
    staff_no: str
    branch: str
    account: int | None  # where he can be told; None for whoever is not bound, or has left
    state: SignUp
    at: datetime
    came: bool | None


async def tallies(tx: Tx, activity_ids: Collection[int]) -> Mapping[int, Tally]:
    """How many have signed up for each, in one statement."""
    query = select(_s.activity_id, _s.state, func.count().label("many")).where(
        _s.activity_id.in_(activity_ids), _s.state.in_(STANDING)
    )
    found = {
        (row["activity_id"], row["state"]): row["many"]
        for row in await tx.all(query.group_by(_s.activity_id, _s.state))
    }
    return {one: Tally(found.get((one, SignUp.JOINED), 0), found.get((one, SignUp.WAITING), 0)) for one in activity_ids}


async def tally(tx: Tx, activity_id: int) -> Tally:
    return (await tallies(tx, [activity_id]))[activity_id]


async def state_of(tx: Tx, activity_id: int, member_id: int) -> SignUp | None:
    """Where this member stands; None when he does not take part (any more)."""
    mine = (_s.activity_id == activity_id, _s.member_id == member_id, _s.state.in_(STANDING))
    found = await tx.value(select(_s.state).where(*mine))
    return SignUp(found) if found else None


async def of_member(tx: Tx, member_id: int) -> Mapping[int, SignUp]:
    """His sign-ups that count, by activity."""
    query = select(_s.activity_id, _s.state).where(_s.member_id == member_id, _s.state.in_(STANDING))
    return {row["activity_id"]: SignUp(row["state"]) for row in await tx.all(query)}


async def turn_of(tx: Tx, activity_id: int, member_id: int) -> int:
    """The how-manieth he is among those who wait; 0 when he does not wait."""
    waiting = select(_s.member_id).where(_s.activity_id == activity_id, _s.state == SignUp.WAITING).order_by(_s.turn)
    order = [row["member_id"] for row in await tx.all(waiting)]
    return order.index(member_id) + 1 if member_id in order else 0


async def put(tx: Tx, activity_id: int, member_id: int, state: SignUp, now: datetime) -> None:
    """Signs him up, behind everybody who is there; also one who had withdrawn before."""
    counted = update(activities).where(activities.c.id == activity_id).values(turns=activities.c.turns + 1)
    turn = await tx.value(counted.returning(activities.c.turns))
    values = {"state": state, "turn": turn, "at": now, "came": None}
    statement = tx.insert(signups).values(activity_id=activity_id, member_id=member_id, **values)
    await tx.run(statement.on_conflict_do_update(index_elements=["activity_id", "member_id"], set_=values))


async def withdraw(tx: Tx, activity_id: int, member_id: int) -> bool:
    """False when he had not signed up."""
    mine = (_s.activity_id == activity_id, _s.member_id == member_id, _s.state.in_(STANDING))
    return bool(await tx.run(update(signups).where(*mine).values(state=SignUp.WITHDRAWN)))


async def promote(tx: Tx, activity_id: int, places: int | None) -> list[Entrant]:
    """Those who wait longest get the places that are free (None: all of them, 0: none); returns them."""
    first = select(_s.id).where(_s.activity_id == activity_id, _s.state == SignUp.WAITING).order_by(_s.turn)
    ids = [row["id"] for row in await tx.all(first if places is None else first.limit(places))]
    if not ids:
        return []
    await tx.run(update(signups).where(_s.id.in_(ids)).values(state=SignUp.JOINED))
    return await _entrants(tx, _s.id.in_(ids))


async def entrants(tx: Tx, activity_id: int, *states: SignUp) -> list[Entrant]:
    """Who has signed up (in one of `states`, else who joined or waits), in the order of their turns."""
    return await _entrants(tx, _s.activity_id == activity_id, _s.state.in_(states or STANDING))


async def mark(tx: Tx, activity_id: int, member_id: int, came: bool | None) -> bool:
    """Whether he came. False when he is not on the list (any more)."""
    listed = (_s.activity_id == activity_id, _s.member_id == member_id, _s.state == SignUp.JOINED)
    return bool(await tx.run(update(signups).where(*listed).values(came=came)))


async def strangers(tx: Tx, since: date) -> list[Entrant]:
    """Sign-ups for what is still to come by people who may not take part any more: who have left, or whose branch's
    activity it no longer is.
    """
    ahead = func.coalesce(activities.c.until, activities.c.day) >= since
    gone = t.members.c.status != MemberStatus.ACTIVE
    elsewhere = and_(not_(_host.c.committee), activities.c.branch_id != t.members.c.branch_id)
    running = (activities.c.status == Status.PUBLISHED, or_(activities.c.day.is_(None), ahead))
    return await _entrants(tx, _s.state.in_(STANDING), or_(gone, elsewhere), *running)


async def drop(tx: Tx, ids: Sequence[int]) -> None:
    await tx.run(update(signups).where(_s.id.in_(ids)).values(state=SignUp.DROPPED))


async def over(tx: Tx, before: datetime) -> list[int]:
    """Activities that were over (or cancelled) by then and still hold names or words."""
    a = activities.c
    last = func.coalesce(a.until, a.day)
    ended = or_(last < local_date(before), and_(last.is_(None), a.cancelled_at < before))
    holding = or_(a.note.is_not(None), a.reason.is_not(None), a.id.in_(select(_s.activity_id)))
    return [row["id"] for row in await tx.all(select(a.id).where(ended, holding))]


async def forget(tx: Tx, activity_ids: Sequence[int]) -> int:
    """Erases who signed up, and the words that may name somebody; how many had a place stays. Returns the rows."""
    counted = select(func.count()).where(_s.activity_id == activities.c.id, _s.state == SignUp.JOINED).scalar_subquery()
    bare = {"headcount": counted, "note": None, "reason": None}
    await tx.run(update(activities).where(activities.c.id.in_(activity_ids)).values(bare))
    return await tx.run(delete(signups).where(_s.activity_id.in_(activity_ids)))


_host = t.branches.alias("host")


async def _entrants(tx: Tx, *conditions: ColumnElement[bool]) -> list[Entrant]:
    m, b = t.members.c, t.branches.c
    query = (
        select(signups, m.name, m.staff_no, m.telegram_id, m.status, b.name.label("branch"))
        .join(t.members, m.id == _s.member_id)
        .join(t.branches, b.id == m.branch_id)
        .join(activities, activities.c.id == _s.activity_id)
        .join(_host, _host.c.id == activities.c.branch_id)
        .where(*conditions)
        .order_by(_s.activity_id, _s.turn)
    )
    return [
        Entrant(
            row["id"],
            row["activity_id"],
            row["member_id"],
            row["name"],
            row["staff_no"],
            row["branch"],
            row["telegram_id"] if row["status"] == MemberStatus.ACTIVE else None,
            SignUp(row["state"]),
            row["at"],
            row["came"],
        )
        for row in await tx.all(query)
    ]
