"""Birthdays as members and officers look them up: one's own setting, the days ahead, everybody of a branch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, and_, select, update

from bot.birthdays.queries.columns import birthday_columns, birthday_of, known_birthday
from bot.birthdays.queries.greetings import Day
from bot.birthdays.rules import Birthday
from bot.core.errors import NotFound
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_members import gifts


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
        raise NotFound("名册里没有这位会员了。")
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
        .where(m.status == "active", m.branch_id.in_(branch_ids))
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
        .where(m.status == "active", m.birth_calendar.is_not(None), m.branch_id.in_(branch_ids))
        .order_by(m.branch_id, m.name, m.id)
    )
    return [Born(row["id"], row["name"], row["branch"], known_birthday(row)) for row in await tx.all(query)]
