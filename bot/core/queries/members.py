"""Members, branches and offices, read as the domain's values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, literal, or_, select

from bot.core.people import Branch, Member, MemberStatus, Office, Role
from bot.core.preferences import Preferences
from bot.store import tables as t
from bot.store.engine import Tx


async def by_telegram(tx: Tx, telegram_id: int, today: date) -> Member | None:
    """The active member bound to this account, with the offices held today."""
    return await _first(tx, [t.members.c.telegram_id == telegram_id, t.members.c.status == "active"], today)


async def by_id(tx: Tx, member_id: int, today: date) -> Member | None:
    return await _first(tx, [t.members.c.id == member_id], today)


async def by_staff_no(tx: Tx, staff_no: str, today: date) -> Member | None:
    return await _first(tx, [t.members.c.staff_no == staff_no], today)


async def by_name(tx: Tx, name: str, today: date) -> list[Member]:
    """Active members of that name, in any branch."""
    return await _find(tx, [t.members.c.name == name, t.members.c.status == "active"], today)


async def by_surname(tx: Tx, surname: str, branch_id: int, today: date) -> list[Member]:
    """Active members of the branch whose name begins so."""
    ours = [t.members.c.branch_id == branch_id, t.members.c.status == "active"]
    return await _find(tx, [t.members.c.name.startswith(surname, autoescape=True), *ours], today)


async def officers(tx: Tx, branch_id: int, today: date, *roles: Role) -> list[Member]:
    """Active members who hold one of `roles` (any, when none is named) in the branch today."""
    holders = select(t.offices.c.member_id).where(
        t.offices.c.branch_id == branch_id, *_current(today), *([t.offices.c.role.in_(roles)] if roles else [])
    )
    return await _find(tx, [t.members.c.id.in_(holders), t.members.c.status == "active"], today)


async def branch(tx: Tx, branch_id: int) -> Branch:
    return (await _branches(tx, select(t.branches).where(t.branches.c.id == branch_id)))[0]


async def branch_of_group(tx: Tx, chat_id: int) -> Branch | None:
    found = await _branches(tx, select(t.branches).where(t.branches.c.group_chat_id == chat_id))
    return found[0] if found else None


async def all_branches(tx: Tx) -> list[Branch]:
    return await _branches(tx, select(t.branches).order_by(t.branches.c.id))


async def committee(tx: Tx) -> Branch:
    """The 工委. Every installation has one from its first migration on."""
    return (await _branches(tx, select(t.branches).where(t.branches.c.committee)))[0]


async def hold_committee(tx: Tx) -> None:
    """Keeps whoever else does this waiting until this transaction ends: what the whole installation shares (wordings,
    what was taught) must not be changed from two sides at once."""
    await tx.run(select(t.branches.c.id).where(t.branches.c.committee).with_for_update())


async def named_in(tx: Tx, text: str) -> bool:
    """Whether somebody on the roster is called by name in the text."""
    named = literal(text).contains(t.members.c.name)
    return await tx.value(select(t.members.c.id).where(named).limit(1)) is not None


def _current(today: date) -> list[ColumnElement[bool]]:
    return [
        or_(t.offices.c.since.is_(None), t.offices.c.since <= today),
        or_(t.offices.c.until.is_(None), t.offices.c.until >= today),
    ]


async def _branches(tx: Tx, query: Select[tuple[object, ...]]) -> list[Branch]:
    return [
        Branch(
            id=row["id"],
            name=row["name"],
            committee=row["committee"],
            group_chat_id=row["group_chat_id"],
            greeting_hour=row["greeting_hour"],
            preferences=Preferences.read(row["settings"] or {}),
        )
        for row in await tx.all(query)
    ]


async def _first(tx: Tx, conditions: Sequence[ColumnElement[bool]], today: date) -> Member | None:
    found = await _find(tx, conditions, today)
    return found[0] if found else None


async def _find(tx: Tx, conditions: Sequence[ColumnElement[bool]], today: date) -> list[Member]:
    found = await tx.all(select(t.members).where(*conditions).order_by(t.members.c.id))
    held = await _offices(tx, [row["id"] for row in found], today)
    return [
        Member(
            id=row["id"],
            staff_no=row["staff_no"],
            name=row["name"],
            branch_id=row["branch_id"],
            status=MemberStatus(row["status"]),
            telegram_id=row["telegram_id"],
            blocked=row["blocked_at"] is not None,
            offices=tuple(held[row["id"]]),
        )
        for row in found
    ]


async def _offices(tx: Tx, member_ids: Iterable[int], today: date) -> dict[int, list[Office]]:
    held: dict[int, list[Office]] = defaultdict(list)
    query = (
        select(t.offices, t.branches.c.committee)
        .join(t.branches, t.branches.c.id == t.offices.c.branch_id)
        .where(t.offices.c.member_id.in_(list(member_ids)), *_current(today))
        .order_by(t.offices.c.id)
    )
    for row in await tx.all(query):
        held[row["member_id"]].append(
            Office(
                branch_id=row["branch_id"],
                role=Role(row["role"]),
                committee=row["committee"],
                since=row["since"],
                until=row["until"],
                acting=row["acting"],
            )
        )
    return held


async def phone_tail(tx: Tx, member_id: int) -> str | None:
    """The last digits of his number, where the roster has them."""
    found: str | None = await tx.value(select(t.members.c.phone_tail).where(t.members.c.id == member_id))
    return found


async def branch_ids(tx: Tx) -> dict[str, int]:
    """Every branch by its name."""
    return {row["name"]: row["id"] for row in await tx.all(select(t.branches.c.name, t.branches.c.id))}
