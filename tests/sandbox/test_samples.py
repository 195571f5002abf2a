"""The newcomer's activity: one, to come, open for sign-up, and never a second."""

from bot.domain.activities import Phase
from bot.domain.clock import local_date
from bot.sandbox.people import SAMPLE_ROSTER
from bot.sandbox.samples import SATURDAY, sample_activity
from bot.services.base import Deps
from bot.services.roster.applying import apply_rows
from bot.store import activities
from tests.support import TestClock


async def test_one_activity_to_sign_up_for(deps: Deps, clock: TestClock) -> None:
    await apply_rows(deps, SAMPLE_ROSTER)
    for _ in range(8):
        await sample_activity(deps)
        async with deps.store.read() as tx:
            (walk,) = await activities.published(tx, local_date(clock.now()))
        assert walk.phase(clock.now()) is Phase.OPEN
        assert walk.plan.day is not None and walk.plan.day.weekday() == SATURDAY
        clock.forward(days=1)
