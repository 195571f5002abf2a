"""The lunar calendar between 1900 and 2099: its months, and the day that a lunar date falls on."""

from datetime import date, timedelta
from functools import lru_cache

from bot.core.errors import BadInput
from bot.core.texts import inputs as texts

FIRST_YEAR, LAST_YEAR = 1900, 2099


def lunar_to_solar(year: int, month: int, day: int, leap: bool = False) -> date:
    """The day of a lunar date; a leap month that the year lacks is the ordinary one, day 30 of a short month its 29th.

    Raises BadInput beyond 1900–2099.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput(texts.lunar_beyond(FIRST_YEAR, LAST_YEAR))
    months = lunar_months(year)
    first, days = months.get((month, leap)) or months[month, False]
    return first + timedelta(days=min(day, days) - 1)


@lru_cache(maxsize=256)
def lunar_months(year: int) -> dict[tuple[int, bool], tuple[date, int]]:
    """(month, leap) → its first day and its length. One table a year: a lookup of its own costs lunar-python 8 ms."""
    from lunar_python import LunarYear, Solar

    table = {}
    for month in LunarYear.fromYear(year).getMonthsInYear():
        first = Solar.fromJulianDay(month.getFirstJulianDay())
        at = date(first.getYear(), first.getMonth(), first.getDay())
        table[abs(month.getMonth()), month.getMonth() < 0] = (at, month.getDayCount())
    return table
