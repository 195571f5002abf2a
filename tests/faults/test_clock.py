"""The machine's clock is put back and forward under a running bot: it ticks on, and says so."""

import pytest

from tests.faults.clock import stepped

PATIENCE = 60.0  # seconds for three ticks of a second each, on a busy machine


@pytest.mark.faults
@pytest.mark.parametrize(("hours", "said"), [(-2, "往回跳了约 2 小时"), (365 * 24, "往前跳了约 365 天")])
async def test_a_step_of_the_clock_stops_no_tick_and_is_told(hours: int, said: str) -> None:
    found = await stepped(hours * 3600.0, 3, PATIENCE)
    assert found.ticks >= 3
    assert any(said in text for text in found.told)
