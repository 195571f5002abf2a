"""Members, branches and offices, read as the domain's values; within a transaction nobody is read twice."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, RowMapping, and_, func, literal, or_, select

from bot.core.people import Branch, Member, MemberStatus, Office, Preferences, Role
from bot.store import tables as t
from bot.store.engine import Tx

Read = TypeVar("Read")
_COMMITTEE = "committee"  # its key among the branches that are remembered; the others have their ids


async def by_telegram(tx: Tx, telegram_id: int, today: date) -> Member | None:
    """The active member bound to this account, with the offices held today."""
    conditions = (t.members.c.telegram_id == telegram_id, t.members.c.status == MemberStatus.ACTIVE)
    return await _once(tx, ("account", telegram_id, today), lambda: _first(tx, conditions, today))


async def by_id(tx: Tx, member_id: int, today: date) -> Member | None:
    return await _once(tx, (member_id, today), lambda: _first(tx, [t.members.c.id == member_id], today))


async def by_staff_no(tx: Tx, staff_no: str, today: date) -> Member | None:
    return await _first(tx, [t.members.c.staff_no == staff_no], today)


async def by_name(tx: Tx, name: str, today: date) -> list[Member]:
    """Active members of that name, in any branch."""
    return await _find(tx, [t.members.c.name == name, t.members.c.status == MemberStatus.ACTIVE], today)


async def by_surname(tx: Tx, surname: str, branch_id: int, today: date) -> list[Member]:
    """Active members of the branch whose name begins so."""
    ours = [t.members.c.branch_id == branch_id, t.members.c.status == MemberStatus.ACTIVE]
    return await _find(tx, [t.members.c.name.startswith(surname, autoescape=True), *ours], today)


async def officers(tx: Tx, branch_id: int, today: date, *roles: Role) -> list[Member]:
    """Active members who hold one of `roles` (any, when none is named) in the branch today."""
    holders = select(t.offices.c.member_id).where(t.offices.c.branch_id == branch_id, *_current(today))
    conditions = (t.members.c.id.in_(holders), t.members.c.status == MemberStatus.ACTIVE)
    held = await _once(tx, ("officers", branch_id, today), lambda: _find(tx, conditions, today))
    return [each for each in held if each.office_in(branch_id, *roles)]


async def name_of(tx: Tx, member_id: int | None) -> str:
    """Empty where there is no such member."""
    query = select(t.members.c.name).where(t.members.c.id == member_id)
    return str(await _once(tx, ("name", member_id), lambda: tx.value(query)) or "")


async def branch(tx: Tx, branch_id: int) -> Branch:
    found = await _one_branch(tx, branch_id, t.branches.c.id == branch_id)
    if found is None:
        raise LookupError(f"no branch {branch_id}")
    return found


async def branch_of_group(tx: Tx, chat_id: int) -> Branch | None:
    """The branch whose officers' group this is."""
    return await _one_branch(tx, ("group", chat_id), t.branches.c.group_chat_id == chat_id)


async def committee(tx: Tx) -> Branch:
    """The 工委. Every installation has one from its first migration on."""
    found = await _one_branch(tx, _COMMITTEE, t.branches.c.committee)
    if found is None:
        raise LookupError("no committee")
    return found


async def all_branches(tx: Tx) -> list[Branch]:
    return [_branch(row) for row in await tx.all(select(t.branches).order_by(t.branches.c.id))]


async def count(tx: Tx, branch_id: int) -> int:
    """How many active members the branch has."""
    ours = (t.members.c.branch_id == branch_id, t.members.c.status == MemberStatus.ACTIVE)
    return int(await tx.value(select(func.count()).select_from(t.members).where(*ours)) or 0)


async def hold_committee(tx: Tx) -> None:
    """Keeps whoever else does this waiting until this transaction ends: what the whole installation shares (wordings,
    what was taught) must not be changed from two sides at once."""
    await tx.hold(select(t.branches.c.id).where(t.branches.c.committee))


async def hold_branch(tx: Tx, branch_id: int) -> None:
    """Keeps whoever else does this waiting until this transaction ends."""
    await tx.hold(select(t.branches.c.id).where(t.branches.c.id == branch_id))


async def named_in(tx: Tx, text: str) -> bool:
    """Whether somebody on the roster is called by name in the text."""
    named = literal(text).contains(t.members.c.name)
    return await tx.value(select(t.members.c.id).where(named).limit(1)) is not None


def _current(today: date) -> list[ColumnElement[bool]]:
    return [
        or_(t.offices.c.since.is_(None), t.offices.c.since <= today),
        or_(t.offices.c.until.is_(None), t.offices.c.until >= today),
    ]


async def _one_branch(tx: Tx, key: Hashable, wanted: ColumnElement[bool]) -> Branch | None:
    """The branch that is remembered under this key; when none is, it is read, the committee along with the first."""
    known = tx.memo(t.branches)
    if key not in known:
        condition = wanted if _COMMITTEE in known else or_(wanted, t.branches.c.committee)
        for row in await tx.all(select(t.branches).where(condition)):
            found = _branch(row)
            known[found.id] = known["group", found.group_chat_id] = found
            if found.committee:
                known[_COMMITTEE] = found
    remembered: Branch | None = known.setdefault(key, None)
    return remembered


def _branch(row: RowMapping) -> Branch:
    return Branch(
        id=row["id"],
        name=row["name"],
        committee=row["committee"],
        group_chat_id=row["group_chat_id"],
        greeting_hour=row["greeting_hour"],
        preferences=Preferences.read(row["settings"] or {}),
    )


def _people(tx: Tx) -> dict[Any, Any]:
    """What is remembered of members with their offices."""
    return tx.memo(t.members, t.offices, t.branches)


async def _once(tx: Tx, key: Hashable, read: Callable[[], Awaitable[Read]]) -> Read:
    """What is remembered of people under this key, read when it is not."""
    known = _people(tx)
    if key not in known:
        known[key] = await read()
    found: Read = known[key]
    return found


async def _first(tx: Tx, conditions: Sequence[ColumnElement[bool]], today: date) -> Member | None:
    found = await _find(tx, conditions, today)
    return found[0] if found else None


async def _find(tx: Tx, conditions: Sequence[ColumnElement[bool]], today: date) -> list[Member]:
    """By id, with the offices held today; each is remembered."""
    m, o = t.members.c, t.offices.c
    office = (o.branch_id.label("place"), o.role, o.since, o.until, o.acting, t.branches.c.committee)
    query = (
        select(m.id, m.staff_no, m.name, m.branch_id, m.status, m.telegram_id, m.blocked_at, *office)
        .outerjoin(t.offices, and_(o.member_id == m.id, *_current(today)))
        .outerjoin(t.branches, t.branches.c.id == o.branch_id)
        .where(*conditions)
        .order_by(m.id, o.id)
    )
    found = [_member(list(rows)) for _, rows in groupby(await tx.all(query), key=lambda row: row["id"])]
    for each in found:
        _remember(tx, each, today)
    return found


def _remember(tx: Tx, who: Member, today: date) -> None:
    known = _people(tx)
    known[who.id, today], known["name", who.id] = who, who.name
    if who.active and who.telegram_id is not None:
        known["account", who.telegram_id, today] = who


def _member(rows: Sequence[RowMapping]) -> Member:
    """`rows`: one for each office, or one without."""
    first = rows[0]
    return Member(
        id=first["id"],
        staff_no=first["staff_no"],
        name=first["name"],
        branch_id=first["branch_id"],
        status=MemberStatus(first["status"]),
        telegram_id=first["telegram_id"],
        blocked=first["blocked_at"] is not None,
        offices=tuple(_office(row) for row in rows if row["role"] is not None),
    )


def _office(row: RowMapping) -> Office:
    return Office(
        branch_id=row["place"],
        role=Role(row["role"]),
        committee=row["committee"],
        since=row["since"],
        until=row["until"],
        acting=row["acting"],
    )


async def phone_tail(tx: Tx, member_id: int) -> str | None:
    """The last digits of his number, where the roster has them."""
    found: str | None = await tx.value(select(t.members.c.phone_tail).where(t.members.c.id == member_id))
    return found


async def bound_at(tx: Tx, member_id: int) -> datetime | None:
    """When his account was bound."""
    found: datetime | None = await tx.value(select(t.members.c.bound_at).where(t.members.c.id == member_id))
    return found


async def branch_ids(tx: Tx) -> dict[str, int]:
    """Every branch by its name."""
    return {row["name"]: row["id"] for row in await tx.all(select(t.branches.c.name, t.branches.c.id))}
