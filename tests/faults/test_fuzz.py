"""A short run of `tests.faults.fuzz`; the long one is a command of its own."""

import json
from pathlib import Path

import pytest

from tests.faults.fuzz import fuzz
from tests.faults.odd import Odd
from tests.traffic.conftest import log_lines

__all__ = ["log_lines"]  # restores the log, which the run reads


@pytest.mark.usefixtures("log_lines")
async def test_odd_updates_raise_nothing_and_hold_up_nobody(tmp_path: Path) -> None:
    found = await fuzz(150, 7, tmp_path)
    assert not found.raised
    assert not found.violations
    assert (found.updates, found.refused, found.unanswered) == (150, 0, 0)
    assert found.states["pending"] == 0
    assert found.unparseable >= 0.1


def test_a_seed_is_a_sequence() -> None:
    first, second, other = Odd(3, [101], [-1001]), Odd(3, [101], [-1001]), Odd(4, [101], [-1001])
    bodies = [[odd.update(number) for number in range(50)] for odd in (first, second, other)]
    assert bodies[0] == bodies[1] != bodies[2]


def test_some_are_not_even_json() -> None:
    odd, broken = Odd(1, [101], [-1001]), 0
    for number in range(1000):
        try:
            json.loads(odd.update(number)[1])
        except (ValueError, RecursionError):
            broken += 1
    assert broken >= 50
