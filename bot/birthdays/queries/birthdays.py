"""Birthdays as members and officers look them up, their 慰问品, and the committee's wordings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping, and_, delete, select, update

from bot.birthdays.queries.greetings import Day, birthday_columns, birthday_of, known_birthday
from bot.birthdays.rules import Birthday
from bot.birthdays.texts import greeting as texts
from bot.core.errors import NotFound
from bot.core.people import MemberStatus
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_members import gifts, retired_wordings, wordings
from bot.store.types import RULE_LENGTH


@dataclass(frozen=True)
class Preference:
    """A member's birthday and where he wants to be greeted. `group`: his branch has a group for members."""

    birthday: Birthday | None
    place: str
    group: bool


async def preference(tx: Tx, member_id: int) -> Preference:
    query = select(t.members, t.branches.c.members_chat_id).join(t.branches).where(t.members.c.id == member_id)
    row = await tx.one(query)
    if row is None:
        raise NotFound(texts.NO_SUCH_MEMBER)
    return Preference(birthday_of(row), row["greeting"], row["members_chat_id"] is not None)


async def prefer(tx: Tx, member_id: int, place: str) -> None:
    await tx.run(update(t.members).where(t.members.c.id == member_id).values(greeting=place))


async def note(tx: Tx, member_id: int, birthday: Birthday, now: datetime) -> bool:
    """Enters a birthday where none is known; False where one is."""
    unknown = (t.members.c.id == member_id, t.members.c.birth_calendar.is_(None))
    values = birthday_columns(birthday) | {"updated_at": now}
    return bool(await tx.run(update(t.members).where(*unknown).values(values)))


@dataclass(frozen=True)
class Upcoming:
    """A birthday as officers see it."""

    member_id: int
    name: str
    branch: str
    year: int
    day: date
    birthday: Birthday
    outcome: str | None
    bound: bool
    gift_prepared: bool
    gift_given: bool


async def upcoming(tx: Tx, day: Day, branch_ids: Sequence[int]) -> list[Upcoming]:
    """Active members of these branches with the day's key, with greeting and gift; a superset, as in `due`."""
    m, g, gift = t.members.c, t.greetings.c, gifts.c
    query = (
        select(
            *(m.id, m.name, m.telegram_id, t.branches.c.name.label("branch"), g.outcome),
            *(m.birth_calendar, m.birth_year, m.birth_month, m.birth_day, m.birth_leap),
            *(gift.prepared_at, gift.given_at),
        )
        .join(t.branches, t.branches.c.id == m.branch_id)
        .outerjoin(t.greetings, and_(g.member_id == m.id, g.year == day.year))
        .outerjoin(gifts, and_(gift.member_id == m.id, gift.year == day.year))
        .where(m.birth_calendar == day.calendar, m.birth_month == day.month, m.birth_day == day.day_of_month)
        .where(m.status == MemberStatus.ACTIVE, m.branch_id.in_(branch_ids))
        .order_by(m.branch_id, m.id)
    )
    return [_upcoming(row, day) for row in await tx.all(query)]


def _upcoming(row: RowMapping, day: Day) -> Upcoming:
    return Upcoming(
        member_id=row["id"],
        name=row["name"],
        branch=row["branch"],
        year=day.year,
        day=day.day,
        birthday=known_birthday(row),
        outcome=row["outcome"],
        bound=row["telegram_id"] is not None,
        gift_prepared=row["prepared_at"] is not None,
        gift_given=row["given_at"] is not None,
    )


@dataclass(frozen=True)
class Born:
    """An active member whose birthday is known."""

    member_id: int
    name: str
    branch: str
    birthday: Birthday


async def everybody(tx: Tx, branch_ids: Sequence[int]) -> list[Born]:
    """Of these branches, by branch and name."""
    m, b = t.members.c, t.branches.c
    query = (
        select(m.id, m.name, b.name.label("branch"))
        .add_columns(m.birth_calendar, m.birth_year, m.birth_month, m.birth_day, m.birth_leap)
        .join(t.branches, b.id == m.branch_id)
        .where(m.status == MemberStatus.ACTIVE, m.birth_calendar.is_not(None), m.branch_id.in_(branch_ids))
        .order_by(m.branch_id, m.name, m.id)
    )
    return [Born(row["id"], row["name"], row["branch"], known_birthday(row)) for row in await tx.all(query)]


async def prepare_gift(tx: Tx, member_id: int, year: int, day: date, by: int, now: datetime) -> bool:
    """False when it is prepared or given already."""
    values = {"prepared_at": now, "prepared_by": by}
    return await _step(tx, member_id, year, day, values, gifts.c.prepared_at.is_(None) & gifts.c.given_at.is_(None))


async def give_gift(
    tx: Tx, member_id: int, year: int, day: date, by: int, now: datetime, amount: Decimal | None, rule: str
) -> bool:
    """False when it is given already."""
    values = {"given_at": now, "given_by": by, "amount": amount, "rule": rule[:RULE_LENGTH]}
    return await _step(tx, member_id, year, day, values, gifts.c.given_at.is_(None))


async def _step(tx: Tx, member_id: int, year: int, day: date, values: dict[str, Any], open_: Any) -> bool:  # noqa: ANN401
    statement = tx.insert(gifts).values(member_id=member_id, year=year, day=day, **values)
    taken = statement.on_conflict_do_update(index_elements=["member_id", "year"], set_=values, where=open_)
    return await tx.value(taken.returning(gifts.c.member_id)) is not None


@dataclass(frozen=True)
class Own:
    """One of the committee's. `replaces`: the wording, by its id in use, of which this is a later version."""

    id: int
    place: str
    text: str
    replaces: int | None
    retired: bool


async def own_wordings(tx: Tx) -> list[Own]:
    """All that were ever entered, oldest first."""
    rows = await tx.all(select(wordings).order_by(wordings.c.id))
    return [Own(row["id"], row["place"], row["text"], row["replaces"], row["retired_at"] is not None) for row in rows]


async def wordings_retired(tx: Tx) -> set[int]:
    """Ids of the program's wordings that are out of use."""
    return {row["id"] for row in await tx.all(select(retired_wordings.c.id))}


async def add_wording(tx: Tx, place: str, text: str, replaces: int | None, by: int, now: datetime) -> int:
    values = {"place": place, "text": text, "replaces": replaces, "entered_by": by, "entered_at": now}
    return int(await tx.value(wordings.insert().values(values).returning(wordings.c.id)))


async def retire_wording(tx: Tx, ids: Sequence[int], now: datetime) -> int:
    """Takes own ones out of use; returns how many were in use."""
    live = (wordings.c.id.in_(ids), wordings.c.retired_at.is_(None))
    return await tx.run(update(wordings).where(*live).values(retired_at=now))


async def retire_built_in(tx: Tx, wording_id: int, by: int, now: datetime) -> bool:
    """False when it is out of use already."""
    statement = tx.insert(retired_wordings).values(id=wording_id, retired_by=by, retired_at=now)
    taken = statement.on_conflict_do_nothing(index_elements=["id"]).returning(retired_wordings.c.id)
    return await tx.value(taken) is not None


async def restore_wording(tx: Tx, ids: Sequence[int]) -> int:
    """Brings those of the program back into use; returns how many were not."""
    return await tx.run(delete(retired_wordings).where(retired_wordings.c.id.in_(ids)))
