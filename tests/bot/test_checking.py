"""`wennuan check` on what needs no network."""

from datetime import UTC, datetime

from bot.checking import check_calendar
from bot.store.engine import Store


async def test_a_year_without_its_holidays_is_pointed_out(store: Store) -> None:
    assert (await check_calendar(store, datetime(2026, 3, 2, tzinfo=UTC))).ok
    wrong = await check_calendar(store, datetime(2031, 3, 2, tzinfo=UTC))
    assert "2031" in wrong.what
    assert "/holidays" in wrong.advice
    assert "wennuan holidays enter" in wrong.advice
