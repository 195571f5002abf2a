"""Offices as rows: who holds which role where, and for how long."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, insert, or_, select, update

from bot.core.people import Role
from bot.members.queries.roster import current
from bot.store import tables as t
from bot.store.engine import Tx


@dataclass(frozen=True)
class Held:
    """An office with its holder's and its branch's names."""

    id: int
    member_id: int
    staff_no: str
    name: str
    branch_id: int
    branch: str
    role: Role
    since: date | None
    until: date | None
    acting: bool


async def held(tx: Tx, day: date | None, branch_id: int | None = None) -> list[Held]:
    """Offices of active members held on that day; of everybody and at any time when it is None."""
    m, b, o = t.members.c, t.branches.c, t.offices.c
    query = (
        select(t.offices, m.staff_no, m.name, b.name.label("branch"))
        .join(t.members, m.id == o.member_id)
        .join(t.branches, b.id == o.branch_id)
        .order_by(o.branch_id, o.role, o.id)
    )
    if day is not None:
        query = query.where(current(day), m.status == "active")
    if branch_id is not None:
        query = query.where(o.branch_id == branch_id)
    return [Held(**{**row, "role": Role(row["role"])}) for row in await tx.all(query)]


async def overlapping(tx: Tx, member_id: int, branch_id: int, role: Role, since: date, until: date | None) -> bool:
    """Whether he holds the same office at some time of this term."""
    o = t.offices.c
    meets = [or_(o.until.is_(None), o.until >= since)]
    if until is not None:
        meets.append(or_(o.since.is_(None), o.since <= until))
    query = select(o.id).where(o.member_id == member_id, o.branch_id == branch_id, o.role == role, *meets)
    return await tx.value(query.limit(1)) is not None


async def add(
    tx: Tx, member_id: int, branch_id: int, role: Role, since: date, until: date | None, *, acting: bool
) -> int:
    values = {"member_id": member_id, "branch_id": branch_id, "role": role, "since": since, "until": until}
    return int(await tx.value(insert(t.offices).values(acting=acting, **values).returning(t.offices.c.id)))


async def set_until(tx: Tx, office_id: int, until: date | None) -> None:
    await tx.run(update(t.offices).where(t.offices.c.id == office_id).values(until=until))


async def branches_without_chair(tx: Tx, day: date) -> list[str]:
    """Branches that have members and no chair on that day."""
    chaired = (
        select(t.offices.c.branch_id)
        .join(t.members, t.members.c.id == t.offices.c.member_id)
        .where(current(day), t.offices.c.role == Role.CHAIR, t.members.c.status == "active")
    )
    peopled = select(t.members.c.branch_id).where(t.members.c.status == "active")
    query = select(t.branches.c.name).where(and_(t.branches.c.id.in_(peopled), t.branches.c.id.not_in(chaired)))
    return [row["name"] for row in await tx.all(query)]
