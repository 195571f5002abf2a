"""The short run of `tests.faults.kill`; the longer one is a command of its own."""

import pytest

from tests.faults.kill import toll


@pytest.mark.faults
@pytest.mark.parametrize(("mode", "kills"), [("polling", 6), ("webhook", 4)])
async def test_kill_minus_nine_loses_and_doubles_nothing(mode: str, kills: int) -> None:
    counted = await toll(kills, mode)
    assert counted.received > 20 * kills
    assert (counted.lost, counted.doubled, counted.unconfirmed) == (0, 0, 0)
    if mode == "polling":  # a webhook's calls overtake each other on their way already
        assert counted.out_of_order == 0
