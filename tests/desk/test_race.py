"""Twenty at once, on both databases. `race.py` runs a thousand rounds when asked."""

from pathlib import Path

import pytest

from bot.core.work.unit import Deps
from bot.store.engine import Store
from tests import support
from tests.desk.race import OFFICERS, rounds

ROUNDS = {"sqlite": 20, "postgresql": 10}


@pytest.fixture
def deps(any_store: Store, clock: support.TestClock, replies: support.Replies, tmp_path: Path) -> Deps:
    return support.make_deps(any_store, clock, replies, tmp_path)


async def test_of_twenty_officers_at_once_exactly_one_decides(deps: Deps, any_store: Store) -> None:
    roster = await support.fill_roster(any_store)
    number = ROUNDS["sqlite" if any_store.sqlite else "postgresql"]
    tally = await rounds(deps, roster, number)
    assert tally.faults == []
    assert (tally.winners, tally.told) == (number, number * (OFFICERS - 1))
