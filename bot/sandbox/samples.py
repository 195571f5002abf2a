"""What a newcomer finds on the page beside the people: an activity to sign up for, and each member's menu."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.activities.queries import activities
from bot.activities.queries.activities import Origin
from bot.activities.rules import DAY_END, Plan
from bot.conversation.welcoming import greeting
from bot.core.clock import SHANGHAI
from bot.core.queries import members
from bot.core.work.unit import Deps, unit

ORGANISER = "C0001"
SATURDAY = 5


async def sample_activity(deps: Deps) -> None:
    """A walk on a Saturday to come, of the committee's own; only where there are no activities yet."""
    async with unit(deps) as u:
        officer = await members.by_staff_no(u.tx, ORGANISER, u.today)
        if officer is None or await activities.any_there(u.tx):
            return
        await activities.add(u.tx, officer.branch_id, _walk(u.today), Origin(), officer.id, u.now)


async def welcome_sample(deps: Deps, accounts: Iterable[int]) -> None:
    """What binding says to everybody: the sample people came with their accounts and never opened a link.

    With it comes the menu, to which the guide and the texts point.
    """
    async with unit(deps) as u:
        for account in accounts:
            await u.say(await greeting(u, account))


def _walk(today: date) -> Plan:
    day = today + timedelta(days=10 + (SATURDAY - today.weekday() - 10) % 7)
    return Plan(
        title="机关健步走",
        day=day,
        start="08:30",
        place="江滨公园东门",
        audience="全体会员",
        places=3,
        deadline=datetime.combine(day - timedelta(days=3), DAY_END, SHANGHAI),
        note="穿运动鞋，带水。",
    )
