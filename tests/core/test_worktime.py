"""Working time in China: weekends, holidays, make-up days, and years that are not known yet."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clock import SHANGHAI
from bot.core.worktime import NONE, at_work, by_default, is_workday, known, lacking, made_up, statutory, worked


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("day", "workday"),
    [
        (date(2026, 11, 23), True),  # a Monday
        (date(2026, 11, 22), False),  # a Sunday
        (date(2026, 10, 1), False),  # National Day, a Thursday
        (date(2026, 2, 14), True),  # a Saturday made up for the Spring Festival
        (date(2026, 2, 17), False),  # the first day of the lunar year
        (date(2031, 5, 1), False),  # not known yet: Labour Day, a Thursday
        (date(2031, 5, 6), True),  # not known yet: a Tuesday
        (date(2031, 5, 3), False),  # not known yet: a Saturday
    ],
)
def test_working_days(day: date, workday: bool) -> None:
    assert is_workday(day) is workday


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_statutory_days_are_off_in_the_years_that_are_known(year: int) -> None:
    """Since the amendment of 2024 there are thirteen; the arrangements of both years give all of them."""
    assert len(statutory(year)) == 13
    assert not any(is_workday(day) for day in statutory(year))


def test_holidays_on_a_weekend_are_made_up_in_a_year_that_is_not_known() -> None:
    """办法 (2024): 适逢周六、周日，应当在工作日补假. 2027: of 春节, 劳动节 and 国庆 two days each."""
    made = {date(2027, month, day) for month, day in ((2, 9), (2, 10), (5, 3), (5, 4), (10, 4), (10, 5))}
    assert made_up(2027) == made
    assert not any(by_default(day) for day in made)
    assert [by_default(date(2027, month, day)) for month, day in ((2, 11), (5, 5), (10, 6), (2, 4))] == [True] * 4


@pytest.mark.parametrize("year", range(2024, 2060))
def test_every_statutory_day_gives_a_working_day_off(year: int) -> None:
    off = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    free = {day for day in off if day.weekday() < 5 and day in statutory(year) | made_up(year)}
    assert len(free) == len(statutory(year))


def test_a_year_to_come_has_its_festivals_off() -> None:
    festivals = {date(2027, 2, 5), date(2027, 2, 6), date(2027, 4, 5), date(2027, 6, 9), date(2027, 9, 15)}
    assert festivals < statutory(2027)
    assert [is_workday(date(2027, 1, day)) for day in (1, 2, 3, 4)] == [False, False, False, True]
    assert len(statutory(2028)) == 12  # 中秋 falls on 3 October


@pytest.mark.parametrize(
    ("today", "year"), [(date(2030, 11, 30), 2030), (date(2026, 11, 22), None), (date(2025, 12, 1), None)]
)
def test_the_year_whose_arrangement_is_wanted(today: date, year: int | None) -> None:
    assert lacking(today, NONE) == year


def test_from_december_on_the_next_year_is_wanted() -> None:
    last = next(year for year in range(2026, 2100) if not known(year + 1, NONE))
    assert lacking(date(last, 11, 30), NONE) is None
    assert lacking(date(last, 12, 1), NONE) == last + 1


def test_which_years_are_known() -> None:
    assert known(2026, NONE)
    assert not known(2031, NONE)


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        ("2026-11-23T08:59", False),
        ("2026-11-23T09:00", True),
        ("2026-11-23T12:30", True),
        ("2026-11-23T17:59", True),
        ("2026-11-23T18:00", False),
        ("2026-11-21T10:00", False),
    ],
)
def test_nobody_is_reminded_out_of_hours(moment: str, working: bool) -> None:
    assert at_work(at(moment), NONE) is working


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-23T09:00", "2026-11-23T18:00", 8),  # a whole day, without lunch
        ("2026-11-23T11:00", "2026-11-23T14:00", 2),
        ("2026-11-20T17:00", "2026-11-23T10:00", 2),  # Friday afternoon to Monday morning
        ("2026-11-21T09:00", "2026-11-22T18:00", 0),  # a weekend
        ("2026-02-13T17:00", "2026-02-14T10:00", 2),  # a made-up Saturday counts
        ("2026-11-23T20:00", "2026-11-24T08:00", 0),  # a night
        ("2026-11-23T10:00", "2026-11-23T10:00", 0),
    ],
)
def test_working_hours_between(since: str, until: str, hours: int) -> None:
    assert worked(at(since), at(until), NONE) == timedelta(hours=hours)


@given(st.integers(0, 1_000_000), st.integers(0, 20_000), st.integers(0, 20_000))
def test_time_adds_up(start: int, first: int, second: int) -> None:
    begin = at("2025-01-01T00:00") + timedelta(minutes=start)
    middle, end = begin + timedelta(minutes=first), begin + timedelta(minutes=first + second)
    assert worked(begin, middle, NONE) + worked(middle, end, NONE) == worked(begin, end, NONE)
    assert worked(begin, end, NONE) <= end - begin
