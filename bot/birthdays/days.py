"""Lists the dates of both calendars whose birthdays are kept on a given day."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from bot.birthdays.queries.greetings import Day
from bot.core.lunar import lunar_months


@lru_cache(maxsize=512)
def keys_of(day: date) -> tuple[Day, ...]:
    """Every key that may hold a birthday kept on `day`; leap months and 29 February are settled by `kept_year`."""
    found = lunar_date(day)
    keys = [Day(day, "solar", day.year, day.month, day.day), Day(day, "lunar", found.year, found.month, found.day)]
    if (day.month, day.day) in ((2, 28), (3, 1)):
        keys.append(Day(day, "solar", day.year, 2, 29))
    if found.day == found.length == 29:  # a short month keeps the 30th on its last day
        keys.append(Day(day, "lunar", found.year, found.month, 30))
    return tuple(keys)


class LunarDate(NamedTuple):
    """A day of the lunar calendar, its month leap or not, and how many days that month has."""

    year: int
    month: int
    leap: bool
    day: int
    length: int


def lunar_date(day: date) -> LunarDate:
    """By the month that began last: lunar months leave no day out."""
    first, year, month, leap, length = max(
        (first, year, month, leap, length)
        for year in (day.year - 1, day.year)
        for (month, leap), (first, length) in lunar_months(year).items()
        if first <= day
    )
    return LunarDate(year, month, leap, (day - first).days + 1, length)
