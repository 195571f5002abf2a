"""A short run of `tests.faults.office`; longer ones, by webhook and on PostgreSQL too, are a command of their own."""

import pytest

from tests.faults.kill import Plan
from tests.faults.office import worked

pytestmark = [
    pytest.mark.faults,
    pytest.mark.filterwarnings("ignore:unread_data:DeprecationWarning"),  # aiohttp's own reading of an upload
]


async def test_killed_at_work_nothing_is_lost_doubled_or_decided_twice() -> None:
    outcome = await worked(Plan(2), weather=0.15)
    assert outcome.begun > 1
    assert outcome.children > 0
    assert (outcome.stuck, outcome.doubled, outcome.undecided, outcome.twice, outcome.untold) == (0, 0, 0, 0, 0)
    assert outcome.submitted == outcome.begun - outcome.aside
    assert (outcome.unanswered, outcome.orphans) == ([], 0)
