"""The roster in bulk, with the few statements that an import of 50,000 lines needs; and offices as rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, and_, bindparam, func, insert, or_, select, update

from bot.birthdays.queries.greetings import birthday_of
from bot.core.people import MemberStatus, Role
from bot.members.rules.roster_plan import Known
from bot.store import history
from bot.store import tables as t
from bot.store.batches import chunks
from bot.store.engine import Tx

#: What a roster says of a member, and an import may therefore change and undo.
COLUMNS = (
    "name", "branch_id", "status", "birth_calendar", "birth_year", "birth_month", "birth_day", "birth_leap",
    "phone_tail", "telegram_id", "bound_at",
)  # fmt: skip


async def add_branches(tx: Tx, names: Iterable[str], greeting_hour: int) -> None:
    rows = [{"name": name, "greeting_hour": greeting_hour} for name in names]
    if rows:
        await tx.run(insert(t.branches), rows)


async def known(tx: Tx, branches: Iterable[str], staff_nos: Sequence[str], today: date) -> list[Known]:
    """The members of these branches, and those with these numbers wherever they are."""
    query = select(t.members, t.branches.c.name.label("branch")).join(t.branches)
    found = {row["id"]: row for row in await tx.all(query.where(t.branches.c.name.in_(list(branches))))}
    missing = set(staff_nos) - {row["staff_no"] for row in found.values()}
    for part in chunks(sorted(missing)):
        found |= {row["id"]: row for row in await tx.all(query.where(t.members.c.staff_no.in_(part)))}
    held, chairs = await _offices(tx, today)
    return [_known(row, held.get(row["id"], {}), chairs) for row in found.values()]


def _known(row: RowMapping, held: Mapping[int, set[Role]], chairs: Mapping[int, set[int]]) -> Known:
    chaired = [branch for branch, roles in held.items() if Role.CHAIR in roles]
    return Known(
        id=row["id"],
        staff_no=row["staff_no"],
        name=row["name"],
        branch=row["branch"],
        status=MemberStatus(row["status"]),
        birthday=birthday_of(row),
        phone_tail=row["phone_tail"],
        telegram_id=row["telegram_id"],
        roles=frozenset(held.get(row["branch_id"], ())),
        last_chair=any(chairs[branch] == {row["id"]} for branch in chaired),
    )


async def _offices(tx: Tx, today: date) -> tuple[dict[int, dict[int, set[Role]]], dict[int, set[int]]]:
    """member → branch → roles, and branch → its chairs, today and among the active."""
    held: dict[int, dict[int, set[Role]]] = defaultdict(lambda: defaultdict(set))
    chairs: dict[int, set[int]] = defaultdict(set)
    query = select(t.offices).join(t.members).where(current(today), t.members.c.status == MemberStatus.ACTIVE)
    for row in await tx.all(query):
        held[row["member_id"]][row["branch_id"]].add(Role(row["role"]))
        if row["role"] == Role.CHAIR:
            chairs[row["branch_id"]].add(row["member_id"])
    return held, chairs


def current(today: date) -> Any:  # noqa: ANN401 - a SQL condition
    """Whether an office is held on this day."""
    since, until = t.offices.c.since, t.offices.c.until
    return or_(since.is_(None), since <= today) & or_(until.is_(None), until >= today)


async def columns_of(tx: Tx, member_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The present values of COLUMNS, by member."""
    query = select(t.members.c.id, *(t.members.c[name] for name in COLUMNS))
    found: dict[int, dict[str, Any]] = {}
    for part in chunks(member_ids):
        for row in await tx.all(query.where(t.members.c.id.in_(part))):
            found[row["id"]] = {name: row[name] for name in COLUMNS}
    return found


async def insert_members(tx: Tx, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Writes new members; returns their ids by staff number."""
    statement = insert(t.members).returning(t.members.c.staff_no, t.members.c.id)
    ids: dict[str, int] = {}
    for part in chunks(rows, 1000):
        found = await tx.all(statement, part)
        ids |= {row["staff_no"]: row["id"] for row in found}
    return ids


async def update_members(tx: Tx, values: Mapping[int, Mapping[str, Any]], now: datetime) -> None:
    """Sets all of COLUMNS for each member."""
    if not values:
        return
    sets = {name: bindparam(f"new_{name}", type_=t.members.c[name].type) for name in COLUMNS}
    statement = (
        update(t.members).where(t.members.c.id == bindparam("member")).values(updated_at=bindparam("moment"), **sets)
    )
    rows = [
        {"member": member, "moment": now} | {f"new_{name}": columns[name] for name in COLUMNS}
        for member, columns in values.items()
    ]
    for part in chunks(rows, 1000):
        await tx.run(statement, list(part))


async def add_offices(tx: Tx, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Rows of member_id, branch_id, role, since; returns their ids, in order."""
    return await tx.number(t.offices, rows)


async def end_offices(tx: Tx, member_ids: Sequence[int], today: date) -> list[RowMapping]:
    """Ends what these members hold, as of yesterday; returns the offices as they were."""
    ended: list[RowMapping] = []
    for part in chunks(member_ids):
        ended += await tx.all(select(t.offices).where(t.offices.c.member_id.in_(part), current(today)))
    for rows in chunks([row["id"] for row in ended]):
        await tx.run(update(t.offices).where(t.offices.c.id.in_(rows)).values(until=today - timedelta(days=1)))
    return ended


async def append_history(tx: Tx, entries: Sequence[history.Entry], now: datetime) -> None:
    """Appends to many chains at once, one row each, as `history.append` does for one."""
    heads: dict[tuple[str, int], str] = {}
    for entity in {entry.entity for entry in entries}:
        ids = [entry.entity_id for entry in entries if entry.entity == entity]
        heads |= {(entity, one): head for one, head in (await _heads(tx, entity, ids)).items()}
    rows = []
    for entry in entries:
        key = (entry.entity, entry.entity_id)
        previous = heads.get(key, history.GENESIS)
        heads[key] = history.digest(entry, now, previous)
        rows.append(_history_row(tx, entry, now, previous, heads[key]))
    for part in chunks(rows, 1000):
        await tx.run(insert(t.history), list(part))


async def _heads(tx: Tx, entity: str, ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in chunks(ids):
        newest = (
            select(func.max(t.history.c.id))
            .where(t.history.c.entity == entity, t.history.c.entity_id.in_(part))
            .group_by(t.history.c.entity_id)
        )
        query = select(t.history.c.entity_id, t.history.c.digest).where(t.history.c.id.in_(newest))
        found |= {row["entity_id"]: row["digest"] for row in await tx.all(query)}
    return found


def _history_row(tx: Tx, entry: history.Entry, now: datetime, previous: str, digest: str) -> dict[str, Any]:
    return {
        "entity": entry.entity,
        "entity_id": entry.entity_id,
        "at": now,
        "actor_id": entry.actor_id,
        "action": entry.action,
        "before": entry.before,
        "after": entry.after,
        "amount": entry.amount,
        "note": None if entry.note is None else tx.vault.seal(entry.note),
        "previous": previous,
        "digest": digest,
    }


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


async def held_offices(tx: Tx, day: date | None, branch_id: int | None = None) -> list[Held]:
    """Offices of active members held on that day; of everybody and at any time when it is None."""
    m, b, o = t.members.c, t.branches.c, t.offices.c
    query = (
        select(t.offices, m.staff_no, m.name, b.name.label("branch"))
        .join(t.members, m.id == o.member_id)
        .join(t.branches, b.id == o.branch_id)
        .order_by(o.branch_id, o.role, o.id)
    )
    if day is not None:
        query = query.where(current(day), m.status == MemberStatus.ACTIVE)
    if branch_id is not None:
        query = query.where(o.branch_id == branch_id)
    return [Held(**{**row, "role": Role(row["role"])}) for row in await tx.all(query)]


async def overlapping_offices(
    tx: Tx, member_id: int, branch_id: int, role: Role, since: date, until: date | None
) -> bool:
    """Whether he holds the same office at some time of this term."""
    o = t.offices.c
    meets = [or_(o.until.is_(None), o.until >= since)]
    if until is not None:
        meets.append(or_(o.since.is_(None), o.since <= until))
    query = select(o.id).where(o.member_id == member_id, o.branch_id == branch_id, o.role == role, *meets)
    return await tx.value(query.limit(1)) is not None


async def add_office(
    tx: Tx, member_id: int, branch_id: int, role: Role, since: date, until: date | None, *, acting: bool
) -> int:
    values = {"member_id": member_id, "branch_id": branch_id, "role": role, "since": since, "until": until}
    return int(await tx.value(insert(t.offices).values(acting=acting, **values).returning(t.offices.c.id)))


async def set_office_until(tx: Tx, office_id: int, until: date | None) -> None:
    await tx.run(update(t.offices).where(t.offices.c.id == office_id).values(until=until))


async def branches_without_chair(tx: Tx, day: date) -> list[str]:
    """Branches that have members and no chair on that day."""
    chaired = (
        select(t.offices.c.branch_id)
        .join(t.members, t.members.c.id == t.offices.c.member_id)
        .where(current(day), t.offices.c.role == Role.CHAIR, t.members.c.status == MemberStatus.ACTIVE)
    )
    peopled = select(t.members.c.branch_id).where(t.members.c.status == MemberStatus.ACTIVE)
    query = select(t.branches.c.name).where(and_(t.branches.c.id.in_(peopled), t.branches.c.id.not_in(chaired)))
    return [row["name"] for row in await tx.all(query)]
