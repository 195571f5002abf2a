"""Days as they are typed into a form."""

from datetime import date, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.kinds import Kind
from bot.reports.extracting import read_day, sounds_lunar

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("said", "tense", "day"),
    [
        ("今天", "past", date(2026, 11, 23)),
        ("昨晚", "past", date(2026, 11, 22)),
        ("前天早上", "past", date(2026, 11, 21)),
        ("大前天", "past", date(2026, 11, 20)),
        ("3天前", "past", date(2026, 11, 20)),
        ("周五", "past", date(2026, 11, 20)),
        ("上周六", "past", date(2026, 11, 21)),
        ("上上周日", "past", date(2026, 11, 15)),
        ("本月8号", "past", date(2026, 11, 8)),
        ("28号", "past", date(2026, 10, 28)),
        ("28号", None, date(2026, 11, 28)),
        ("3-5", "past", date(2026, 3, 5)),
        ("3/5", "past", date(2026, 3, 5)),
        ("3.5", "past", date(2026, 3, 5)),
        ("12月25日", "past", date(2025, 12, 25)),
        ("12月25日", None, date(2026, 12, 25)),
        ("2026年3月5号", "past", date(2026, 3, 5)),
        ("2026-03-05", "past", date(2026, 3, 5)),
        ("20260305", "past", date(2026, 3, 5)),
        ("三月五日", "past", date(2026, 3, 5)),
        ("国庆节", "past", date(2026, 10, 1)),
        ("农历八月十五", "past", date(2026, 9, 25)),
        ("中秋", "past", date(2026, 9, 25)),
        ("去年腊月廿八", "past", date(2026, 2, 15)),
    ],
)
def test_days(said: str, tense: Literal["past"] | None, day: date) -> None:
    assert read_day(said, TODAY, tense, Kind.HOSPITALIZATION) == day


@pytest.mark.parametrize("said", ["", "不记得了", "2月30日", "13月1日", "前几天", "去年", "99", "🙂"])
def test_no_day(said: str) -> None:
    assert read_day(said, TODAY, "past", Kind.HOSPITALIZATION) is None


@pytest.mark.parametrize(
    "said", ["1985年12月1日", "85年12月1日", "1985-12-1", "1985.12.1", "12月1日", "12-1", "1985/12/1"]
)
def test_the_year_of_birth_does_not_count(said: str) -> None:
    assert read_day(said, TODAY, None, Kind.BIRTHDAY) == date(2026, 12, 1)


@pytest.mark.parametrize("said", ["农历八月十五", "阴历三月初八", "正月初一", "腊月廿三", "八月廿二"])
def test_lunar_words(said: str) -> None:
    assert sounds_lunar(said)


@pytest.mark.parametrize("said", ["8月15日", "12-1", "初中毕业那天"])
def test_solar_words(said: str) -> None:
    assert not sounds_lunar(said)


@given(st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31)))
def test_a_whole_date_is_always_read_as_written(day: date) -> None:
    for said in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}"):
        assert read_day(said, TODAY, "past", Kind.HOSPITALIZATION) == day


@given(st.text(max_size=60))
def test_any_words_are_a_day_or_none(said: str) -> None:
    day = read_day(said, TODAY, "past", Kind.HOSPITALIZATION)
    assert day is None or abs(day - TODAY) < timedelta(days=200 * 366)
