"""Birthdays: written as people write them, and kept exactly once a year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunar_python import Solar

from bot.birthdays.birthday import keys_of
from bot.birthdays.queries.greetings import Day
from bot.birthdays.rules import (
    Birthday,
    Feb29,
    birthday_in_year,
    kept_between,
    kept_year,
    next_birthday,
    parse_birthday,
    solar_to_lunar,
)
from bot.core.errors import BadInput
from bot.core.lunar import lunar_to_solar

SOLAR_DAYS = st.dates(date(1940, 1, 1), date(2010, 12, 31))
SOLAR = SOLAR_DAYS.map(lambda d: Birthday(d.month, d.day, year=d.year))
LUNAR = st.builds(Birthday, st.integers(1, 12), st.integers(1, 30), st.just("lunar"), st.booleans())
FEB29: st.SearchStrategy[Feb29] = st.sampled_from(["feb28", "mar1"])
YEARS = range(2026, 2061)


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        ("1985/3/7", Birthday(3, 7, year=1985)),
        ("1985-03-07", Birthday(3, 7, year=1985)),
        ("1985.3.7", Birthday(3, 7, year=1985)),
        ("19850307", Birthday(3, 7, year=1985)),
        ("1985-03-07 00:00:00", Birthday(3, 7, year=1985)),
        ("85年3月7日", Birthday(3, 7, year=1985)),
        ("05年3月7号", Birthday(3, 7, year=2005)),
        ("29年3月7日", Birthday(3, 7, year=2029)),
        ("30年3月7日", Birthday(3, 7, year=1930)),
        ("三月二十日", Birthday(3, 20)),
        ("十月十日", Birthday(10, 10)),
        ("一九八五年三月七日", Birthday(3, 7, year=1985)),
        ("3-7", Birthday(3, 7)),
        ("3/7", Birthday(3, 7)),
        ("0307", Birthday(3, 7)),
        ("3月7日生", Birthday(3, 7)),
        ("３月７日", Birthday(3, 7)),
        ("公历3月7日", Birthday(3, 7)),
        ("3月7日(公历)", Birthday(3, 7)),
        ("2月29日", Birthday(2, 29)),
        ("三月初七", Birthday(3, 7, "lunar")),
        ("农历八月十五", Birthday(8, 15, "lunar")),
        ("农历 8月15", Birthday(8, 15, "lunar")),
        ("农历3-7", Birthday(3, 7, "lunar")),
        ("阴历冬月廿一", Birthday(11, 21, "lunar")),
        ("腊月三十", Birthday(12, 30, "lunar")),
        ("腊月卅", Birthday(12, 30, "lunar")),
        ("正月初一", Birthday(1, 1, "lunar")),
        ("闰四月初八", Birthday(4, 8, "lunar", True)),
        ("1974年农历闰四月初八", Birthday(4, 8, "lunar", True, 1974)),
        ("农历1985年三月初七", Birthday(3, 7, "lunar", year=1985)),
        ("1985年3月7日（农历）", Birthday(3, 7, "lunar", year=1985)),
        ("我的生日是农历十月十二", Birthday(10, 12, "lunar")),
    ],
)
def test_reads_what_people_write(written: str, birthday: Birthday) -> None:
    assert parse_birthday(written) == birthday


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("春天", "看不懂"),
        ("", "看不懂"),
        ("13月1日", "没有13月"),
        ("2月30日", "2月没有30日"),
        ("1985-02-29", "1985年2月没有29日"),
        ("农历三月三十一", "没有31日"),
        ("公历闰四月初八", "公历没有闰月"),
        ("1975年闰四月初八", "1975年没有闰4月"),
        ("1885年3月7日", "1885"),
        ("0月3日", "没有0月"),
        ("二三十月五日", "没有0月"),
        ("三月十二三日", "没有0日"),
    ],
)
def test_says_why_a_birthday_cannot_be_used(written: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        parse_birthday(written)


@given(st.text(max_size=30))
def test_no_text_does_worse_than_be_refused(text: str) -> None:
    try:
        parse_birthday(text)
    except BadInput as error:
        assert str(error)


@given(st.one_of(SOLAR, LUNAR))
def test_reads_back_what_it_writes(birth: Birthday) -> None:
    assert parse_birthday(str(birth)) == birth


@pytest.mark.parametrize(
    ("birthday", "year", "day"),
    [
        (Birthday(2, 29), 2028, date(2028, 2, 29)),
        (Birthday(2, 29), 2027, date(2027, 2, 28)),
        (Birthday(8, 15, "lunar"), 2026, date(2026, 9, 25)),
        (Birthday(12, 30, "lunar"), 2026, date(2027, 2, 5)),
        (Birthday(12, 30, "lunar"), 2027, date(2028, 1, 25)),
        (Birthday(12, 30, "lunar"), 2025, date(2026, 2, 16)),  # a month of 29 days
        (Birthday(6, 3, "lunar", leap=True), 2025, date(2025, 7, 27)),
        (Birthday(6, 3, "lunar", leap=True), 2026, date(2026, 7, 16)),  # no leap month: the ordinary one
        (Birthday(4, 8, "lunar"), 2020, date(2020, 4, 30)),
        (Birthday(4, 8, "lunar", leap=True), 2020, date(2020, 5, 30)),
    ],
)
def test_is_kept_on_the_day_that_the_almanac_gives(birthday: Birthday, year: int, day: date) -> None:
    assert birthday_in_year(birthday, year) == day


def test_a_leap_day_may_be_kept_in_march() -> None:
    assert birthday_in_year(Birthday(2, 29), 2027, "mar1") == date(2027, 3, 1)
    assert Day(date(2027, 3, 1), "solar", 2027, 2, 29) in keys_of(date(2027, 3, 1))


def test_the_next_time_is_today_or_later_and_the_times_between_two_days_include_both() -> None:
    late = Birthday(12, 29, "lunar")
    assert next_birthday(late, date(2027, 2, 5)) == date(2027, 2, 5)
    assert next_birthday(late, date(2027, 2, 6)) == date(2028, 1, 25)
    assert kept_between(late, date(2027, 2, 5), date(2028, 1, 25)) == [
        (2026, date(2027, 2, 5)),
        (2027, date(2028, 1, 25)),
    ]
    assert kept_between(late, date(2027, 2, 6), date(2028, 1, 24)) == []


@given(st.one_of(SOLAR, LUNAR), FEB29)
@settings(max_examples=60)
def test_each_year_is_kept_on_one_day_of_its_own(birth: Birthday, rule: Feb29) -> None:
    days = [birthday_in_year(birth, year, rule) for year in YEARS]
    assert [kept_year(birth, day, rule) for day in days] == list(YEARS)
    assert all(300 < (later - day).days < 400 for day, later in pairwise(days))


def test_every_lunar_day_is_kept_once_a_year() -> None:
    """All 720 of them, over 35 years, against the days of the almanac itself."""
    births = [Birthday(m, d, "lunar", leap) for m in range(1, 13) for d in range(1, 31) for leap in (False, True)]
    for birth in births:
        days = [birthday_in_year(birth, year) for year in YEARS]
        assert days == sorted(set(days))


@given(st.dates(date(1901, 3, 1), date(2099, 12, 31)))
@settings(max_examples=60)
def test_every_day_is_the_lunar_day_that_lunar_python_says(day: date) -> None:
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    assert lunar_to_solar(lunar.getYear(), abs(lunar.getMonth()), lunar.getDay(), lunar.getMonth() < 0) == day


@given(LUNAR, st.dates(date(2026, 3, 1), date(2060, 1, 1)))
@settings(max_examples=100)
def test_the_next_birthday_is_the_first_day_that_counts(birth: Birthday, today: date) -> None:
    coming = next_birthday(birth, today)
    between = (today + timedelta(days=n) for n in range((coming - today).days))
    assert kept_year(birth, coming) is not None
    assert not any(kept_year(birth, day) for day in between)


@pytest.mark.parametrize("year", [1899, 2100])
def test_years_beyond_the_almanac_are_refused(year: int) -> None:
    with pytest.raises(BadInput, match="1900 到 2099"):
        lunar_to_solar(year, 1, 1)


def test_a_day_has_its_lunar_date_also_before_new_year_and_beyond_the_almanac_none() -> None:
    assert solar_to_lunar(date(1985, 3, 7)) == Birthday(1, 16, "lunar", year=1985)
    assert solar_to_lunar(date(1985, 1, 27)) == Birthday(12, 7, "lunar", year=1984)
    for day in (date(1899, 6, 1), date(2101, 6, 1)):
        with pytest.raises(BadInput, match="农历只支持"):
            solar_to_lunar(day)
