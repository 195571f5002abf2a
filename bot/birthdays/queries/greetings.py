"""Birthday greetings: who is due, the one row a member a year, and what became of each message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, bindparam, or_, select, update

from bot.birthdays.rules import Birthday, Greeted
from bot.core.clock import local_date
from bot.core.people import MemberStatus
from bot.store import tables as t
from bot.store.engine import Tx

SWEEP = "greeted-through"  # the row of `ticks` that holds the last local day swept
#: Outcomes that a later sweep may still turn into a greeting.
_REVIVABLE = (Greeted.MISSED, Greeted.UNBOUND, Greeted.BELATED)


def birthday_columns(birthday: Birthday | None) -> dict[str, Any]:
    if birthday is None:
        return {f"birth_{name}": None for name in ("calendar", "year", "month", "day")} | {"birth_leap": False}
    return {
        "birth_calendar": birthday.calendar,
        "birth_year": birthday.year,
        "birth_month": birthday.month,
        "birth_day": birthday.day,
        "birth_leap": birthday.leap,
    }


def birthday_of(row: RowMapping) -> Birthday | None:
    """The birthday that a row of `members` holds."""
    return known_birthday(row) if row["birth_calendar"] else None


def known_birthday(row: RowMapping) -> Birthday:
    """That of a row which was asked for by its birthday."""
    return Birthday(
        row["birth_month"], row["birth_day"], row["birth_calendar"], bool(row["birth_leap"]), row["birth_year"]
    )


Key = tuple[int, int]  # member and year


@dataclass(frozen=True)
class Due:
    """A member whose birthday it is. `year` names the birthday: the lunar year of a lunar one."""

    member_id: int
    name: str
    year: int
    day: date
    birthday: Birthday
    greeting: str  # private | group | none
    telegram_id: int | None
    branch_id: int
    branch: str
    officers_chat: int | None
    members_chat: int | None
    last_wording: int | None


@dataclass(frozen=True)
class Day:
    """A local day as the sweep looks for it: one key of one calendar, and the year of that calendar."""

    day: date
    calendar: str
    year: int
    month: int
    day_of_month: int


async def due(tx: Tx, day: Day, hour: int, *, unseen: bool = False) -> list[Due]:
    """Active members with the day's key, whose branch greets by `hour`, and who still lack this year's greeting.

    A superset: leap months and short ones are for the caller to tell. `unseen`: only those without any row.
    """
    m, b = t.members.c, t.branches.c
    this, last = t.greetings.alias("this_year"), t.greetings.alias("last_year")
    open_: list[ColumnElement[bool]] = [this.c.outcome.is_(None)]
    if not unseen:
        reachable = or_(m.telegram_id.is_not(None), m.greeting == "group")
        open_ += [this.c.outcome == Greeted.MISSED, and_(this.c.outcome == Greeted.UNBOUND, reachable)]
    query = (
        select(
            *(m.id, m.name, m.greeting, m.telegram_id, m.branch_id),
            *(m.birth_calendar, m.birth_year, m.birth_month, m.birth_day, m.birth_leap),
            *(b.name.label("branch"), b.group_chat_id, b.members_chat_id, last.c.wording),
        )
        .join(t.branches, b.id == m.branch_id)
        .outerjoin(this, and_(this.c.member_id == m.id, this.c.year == day.year))
        .outerjoin(last, and_(last.c.member_id == m.id, last.c.year == day.year - 1))
        .where(m.birth_calendar == day.calendar, m.birth_month == day.month, m.birth_day == day.day_of_month)
        .where(m.status == MemberStatus.ACTIVE, b.greeting_hour <= hour, or_(*open_))
        .order_by(m.branch_id, m.id)
    )
    return [due_of(row, day.day, day.year) for row in await tx.all(query)]


def due_of(row: RowMapping, day: date, year: int) -> Due:
    """A row with the columns of `due`, for the birthday of that year, kept on that day."""
    return Due(
        member_id=row["id"],
        name=row["name"],
        year=year,
        day=day,
        birthday=known_birthday(row),
        greeting=row["greeting"],
        telegram_id=row["telegram_id"],
        branch_id=row["branch_id"],
        branch=row["branch"],
        officers_chat=row["group_chat_id"],
        members_chat=row["members_chat_id"],
        last_wording=row["wording"],
    )


async def bereaved(tx: Tx, member_ids: Sequence[int], since: datetime) -> set[int]:
    """Those of them who are in mourning."""
    query = mourners(since).where(t.reports.c.subject_id.in_(member_ids))
    return {row["subject_id"] for row in await tx.all(query)}


def mourners(since: datetime) -> Select[tuple[int]]:
    """Members with a bereavement report that officers have seen, about an event (or else made) on or after `since`."""
    r = t.reports.c
    recent = or_(r.event_date >= local_date(since), and_(r.event_date.is_(None), r.submitted_at >= since))
    seen = r.status.not_in(["draft", "withdrawn"])
    return select(r.subject_id).where(r.subject_id.is_not(None), r.kind == "bereavement", seen, recent)


@dataclass(frozen=True)
class Outcome:
    """What is to become of a birthday: `queued` with a wording, or why nothing is sent."""

    due: Due
    outcome: str
    wording: int | None = None

    @property
    def key(self) -> Key:
        return self.due.member_id, self.due.year


async def record(tx: Tx, outcomes: Sequence[Outcome], now: datetime) -> set[Key]:
    """Takes this year's one greeting of each member; returns the keys of those that nobody else had (DESIGN §2).

    There is at least one.
    """
    statement = tx.insert(t.greetings)
    new = statement.excluded
    taken = statement.on_conflict_do_update(
        index_elements=["member_id", "year"],
        set_={"day": new.day, "outcome": new.outcome, "wording": new.wording, "at": new.at},
        where=or_(*(t.greetings.c.outcome == old for old in _REVIVABLE)) & (t.greetings.c.outcome != new.outcome),
    )
    rows = [
        {
            "member_id": one.due.member_id,
            "year": one.due.year,
            "day": one.due.day,
            "outcome": one.outcome,
            "wording": one.wording,
            "at": now,
        }
        for one in outcomes
    ]
    returned = await tx.execute(taken.returning(t.greetings.c.member_id, t.greetings.c.year), rows)
    return {(row.member_id, row.year) for row in returned}


async def link(tx: Tx, messages: Mapping[Key, int]) -> None:
    """Remembers which message each greeting is: ids of the outbox by member and year."""
    if not messages:
        return
    g = t.greetings.c
    this = (g.member_id == bindparam("of_member"), g.year == bindparam("of_year"))
    rows = [{"of_member": member, "of_year": year, "sent_as": id_} for (member, year), id_ in messages.items()]
    await tx.run(update(t.greetings).where(*this).values(outbox_id=bindparam("sent_as")), rows)


async def swept_through(tx: Tx) -> date | None:
    """The last local day on which a sweep ran."""
    slot = await tx.value(select(t.ticks.c.slot).where(t.ticks.c.name == SWEEP))
    return date.fromisoformat(slot) if slot else None


async def note_sweep(tx: Tx, today: date, now: datetime) -> None:
    values = {"slot": today.isoformat(), "at": now}
    statement = tx.insert(t.ticks).values(name=SWEEP, **values)
    await tx.run(statement.on_conflict_do_update(index_elements=["name"], set_=values))
