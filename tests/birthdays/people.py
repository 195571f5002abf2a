"""Birthdays for the sample roster, and what the greetings table and the outbox say of them."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import RowMapping, insert, select, update

from bot.birthdays.greeting import greet_due
from bot.birthdays.queries.greetings import birthday_columns
from bot.birthdays.rules import Birthday
from bot.core.clock import SHANGHAI
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from tests.support import TestClock


def at(day: date, hour: int = 9, minute: int = 5) -> datetime:
    """That hour of that day on the union's wall clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


async def born(deps: Deps, member: Member, birthday: Birthday, **columns: object) -> None:
    async with deps.store.begin() as tx:
        values = birthday_columns(birthday) | columns
        await tx.run(update(t.members).where(t.members.c.id == member.id).values(values))


async def bereave(deps: Deps, member: Member, **columns: object) -> None:
    """A loss in his family, reported and agreed to."""
    values = {"kind": "bereavement", "branch_id": member.branch_id, "subject_id": member.id, "reporter_id": member.id}
    values |= {"status": "approved", "facts": deps.store.vault.seal({})}
    values |= {"created_at": deps.clock.now(), "updated_at": deps.clock.now()}
    async with deps.store.begin() as tx:
        await tx.run(insert(t.reports).values(values | columns))


async def outcomes(deps: Deps) -> dict[tuple[int, int], str]:
    """(member id, year) → outcome."""
    async with deps.store.read() as tx:
        rows = await tx.all(select(t.greetings))
    return {(row["member_id"], row["year"]): row["outcome"] for row in rows}


async def greeting_rows(deps: Deps) -> list[RowMapping]:
    async with deps.store.read() as tx:
        return list(await tx.all(select(t.greetings).order_by(t.greetings.c.at)))


async def greeted_perhaps(deps: Deps, member: Member, day: date) -> None:
    """His birthday is that day; he is greeted in the morning, and nobody knows if it has arrived."""
    await born(deps, member, Birthday(day.month, day.day))
    assert isinstance(deps.clock, TestClock)
    deps.clock.moment = at(day)
    await greet_due(deps)
    async with deps.store.begin() as tx:
        await tx.run(update(t.outbox).values(state="unknown"))


async def swept_yesterday(deps: Deps, today: date) -> None:
    """As if the bot had been running the day before."""
    async with deps.store.begin() as tx:
        slot = (today - timedelta(days=1)).isoformat()
        await tx.run(t.ticks.insert().values(name="greeted-through", slot=slot, at=deps.clock.now()))


class Heard:
    """Updates as the intake stores them."""

    def __init__(self, deps: Deps) -> None:
        self.deps, self.last = deps, 0

    async def __call__(self) -> int:
        self.last += 1
        async with self.deps.store.begin() as tx:
            values = {"update_id": self.last, "lane": 1, "raw": b"{}", "received_at": self.deps.clock.now()}
            await tx.run(insert(t.inbox).values(values))
        return self.last
