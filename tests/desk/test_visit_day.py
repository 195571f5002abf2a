"""A day as an officer types it."""

from datetime import UTC, date, datetime

import pytest

from bot.core.errors import BadInput
from bot.desk.rules.visit_day import parse_day

MONDAY = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今天", date(2026, 11, 23)),
        ("大后天", date(2026, 11, 26)),
        ("11月25日", date(2026, 11, 25)),
        ("11 月 25 号", date(2026, 11, 25)),
        ("１２-１", date(2026, 12, 1)),
        ("3月8日", date(2027, 3, 8)),
        ("2027/3/8", date(2027, 3, 8)),
        ("3月1O日", date(2027, 3, 10)),
        ("2○27-O3-08", date(2027, 3, 8)),
        ("2027年3月8日", date(2027, 3, 8)),
        ("周五", date(2026, 11, 27)),
        ("星期天", date(2026, 11, 29)),
        ("周一", date(2026, 11, 23)),
        ("下周一", date(2026, 11, 30)),
    ],
)
def test_days_that_are_understood(said: str, day: date) -> None:
    assert parse_day(said, MONDAY) == day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("周一", date(2026, 11, 30)),  # this week's is over
        ("周四", date(2026, 11, 26)),
        ("周五", date(2026, 11, 27)),
        ("下周三", date(2026, 12, 2)),
        ("下周四", date(2026, 12, 3)),
    ],
)
def test_days_of_the_week_in_its_midst(said: str, day: date) -> None:
    assert parse_day(said, datetime(2026, 11, 26, 4, tzinfo=UTC)) == day


@pytest.mark.parametrize("said", ["", "有空的时候", "2月30日", "13月1日", "25", "周八"])
def test_what_is_no_day_is_asked_again(said: str) -> None:
    with pytest.raises(BadInput):
        parse_day(said, MONDAY)


def test_a_leap_day_is_not_promised_for_a_common_year() -> None:
    with pytest.raises(BadInput):
        parse_day("2月29日", datetime(2028, 3, 1, tzinfo=UTC))
