"""Activities that are there already, for tests of what happens next."""

from datetime import date, datetime

from sqlalchemy import update

from bot.activities.queries import activities, signups
from bot.activities.queries.activities import Origin
from bot.activities.rules import Activity, Plan
from bot.core.clock import SHANGHAI
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store.tables import members as member_rows
from tests.support import NOON

DAY = date(2026, 12, 12)
UPDATES = iter(range(10_000, 1_000_000))


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


def plan(places: int | None = 2, **more: object) -> Plan:
    facts = {"title": "乒乓球比赛", "day": DAY, "start": "09:00", "place": "市体育馆", "audience": "全体会员"}
    return Plan(**(facts | {"places": places} | more))  # type: ignore[arg-type]


async def publish(deps: Deps, host: Member, facts: Plan, origin: Origin = Origin()) -> int:  # noqa: B008 - a value
    """An activity of the host's branch, published at noon."""
    async with deps.store.begin() as tx:
        return await activities.add(tx, host.branch_id, facts, origin, host.id, NOON)


async def of(deps: Deps, activity_id: int) -> Activity:
    async with deps.store.read() as tx:
        return await activities.get(tx, activity_id)


async def listed(deps: Deps, activity_id: int) -> list[tuple[str, str]]:
    """(staff number, state) of who has signed up, in the order of their turns."""
    async with deps.store.read() as tx:
        return [(one.staff_no, one.state.value) for one in await signups.entrants(tx, activity_id)]


async def change_member(deps: Deps, member: Member, **values: object) -> None:
    async with deps.store.begin() as tx:
        await tx.run(update(member_rows).where(member_rows.c.id == member.id).values(values))
