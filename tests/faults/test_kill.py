"""The short runs of `tests.faults.kill`; the longer ones, on PostgreSQL too, are a command of their own."""

import pytest

from tests.faults.kill import Plan, toll
from tests.faults.reports import reported


@pytest.mark.faults
@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_kill_minus_nine_loses_and_doubles_no_write(mode: str) -> None:
    counted = await toll(Plan(3, mode))
    assert counted.received > 20
    assert (counted.lost, counted.doubled, counted.unconfirmed) == (0, 0, 0)
    if mode == "polling":  # a webhook's calls overtake each other on their way already
        assert counted.out_of_order == 0


@pytest.mark.faults
@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_kill_minus_nine_swallows_no_step_of_a_report_and_doubles_none(mode: str) -> None:
    counted = await reported(Plan(2, mode))
    assert counted.begun > 1
    assert (counted.stuck, counted.doubled) == (0, 0)
    assert counted.submitted == counted.begun
