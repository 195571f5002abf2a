"""`wennuan check` on what needs no network."""

from datetime import UTC, datetime

from bot.checking import check_calendar


def test_a_year_without_its_holidays_is_pointed_out() -> None:
    assert check_calendar(datetime(2026, 3, 2, tzinfo=UTC)).ok
    wrong = check_calendar(datetime(2031, 3, 2, tzinfo=UTC))
    assert "2031" in wrong.what
    assert "chinesecalendar" in wrong.advice
