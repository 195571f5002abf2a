"""A short run of `tests.faults.greetings`; the long one is a command of its own."""

import pytest

from tests.faults.greetings import Plan, run


@pytest.mark.faults
async def test_a_death_doubles_no_greeting_and_hides_none() -> None:
    counted = await run(Plan(members=40, kills=2, seed=3))
    assert counted.greetings == sum(counted.outcomes.values()) == 40
    assert (counted.doubled, counted.unlisted) == (0, 0)
    assert counted.arrived > 0
