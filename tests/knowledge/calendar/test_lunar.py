"""The lunar calendar and the festivals, against lunar-python's own conversion and the almanac."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunar_python import Solar

from knowledge.calendar.festivals import festival
from knowledge.calendar.lunar import lunar_month_of, lunar_to_solar
from knowledge.calendar.numerals import number, year_number


@given(st.dates(date(1901, 3, 1), date(2099, 12, 31)))
@settings(max_examples=40)
def test_conversions_agree_with_lunar_python(day: date) -> None:
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    month, leap = abs(lunar.getMonth()), lunar.getMonth() < 0
    assert lunar_to_solar(lunar.getYear(), month, lunar.getDay(), leap) == day
    assert lunar_month_of(day) == (lunar.getYear(), month, leap)


def test_a_leap_month_that_is_not_there_is_the_ordinary_one() -> None:
    assert lunar_to_solar(2021, 4, 8, True) == lunar_to_solar(2021, 4, 8) == date(2021, 5, 19)


def test_day_thirty_of_a_short_month_is_its_last() -> None:
    assert lunar_to_solar(2025, 12, 30) == lunar_to_solar(2025, 12, 29) == date(2026, 2, 16)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1899, 1, 1), (2100, 1, 1), (2024, 13, 1), (2024, 1, 31), (2024, 0, 1)]
)
def test_what_no_year_holds_is_refused_in_words(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match="农历"):
        lunar_to_solar(year, month, day)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("除夕", 2025, date(2026, 2, 16)),
        ("大年三十", 2022, date(2023, 1, 21)),
        ("中秋", 2025, date(2025, 10, 6)),
        ("清明", 2026, date(2026, 4, 5)),
        ("冬至", 2026, date(2026, 12, 22)),
        ("父亲节", 2026, date(2026, 6, 21)),
        ("五一", 2026, date(2026, 5, 1)),
    ],
)
def test_festivals_fall_where_the_almanac_says(name: str, year: int, day: date) -> None:
    assert festival(name, year) == day


def test_an_unknown_festival_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        festival("工会节", 2026)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8", 8),
        ("八", 8),
        ("十", 10),
        ("十八", 18),
        ("二十", 20),
        ("二十三", 23),
        ("廿三", 23),
        ("卅", 30),
        ("初八", 8),
        ("半", None),
    ],
)
def test_small_numerals(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "year"), [("2019", 2019), ("19", 2019), ("85", 1985), ("二〇一九", 2019), ("多", None)]
)
def test_years(text: str, year: int | None) -> None:
    assert year_number(text) == year
