"""What a newcomer finds on the page beside the people: one activity that is fixed, to sign up for."""

from datetime import date, datetime, timedelta

from bot.domain.activities import DAY_END, Plan
from bot.domain.clock import SHANGHAI
from bot.services.base import Deps, unit
from bot.store import activities, members
from bot.store.activities import Origin

ORGANISER = "C0001"
SATURDAY = 5


async def sample_activity(deps: Deps) -> None:
    """A walk on a Saturday to come, of the committee's own; only where there are no activities yet."""
    async with unit(deps) as u:
        officer = await members.by_staff_no(u.tx, ORGANISER, u.today)
        if officer is None or await activities.any_there(u.tx):
            return
        await activities.add(u.tx, officer.branch_id, _walk(u.today), Origin(), officer.id, u.now)


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
