"""The lunar calendar, over lunar-python (imported only when a lunar date turns up: it costs a tenth of a second)."""

from datetime import date, timedelta
from functools import lru_cache

from knowledge import texts

FIRST_YEAR, LAST_YEAR = 1900, 2099


def lunar_to_solar(year: int, month: int, day: int, leap: bool = False) -> date:
    """The day on which a lunar date falls.

    A leap month that the year lacks becomes the ordinary one, and day 30 of a short month its 29th (DESIGN §2).
    Raises ValueError with a Chinese reason for what no year can hold.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(texts.lunar_years(FIRST_YEAR, LAST_YEAR))
    if not (1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError(f"农历没有{month}月{day}日")
    months = _months(year)
    first, days = months.get((month, leap)) or months[month, False]
    return first + timedelta(days=min(day, days) - 1)


def lunar_month_of(day: date) -> tuple[int, int, bool]:
    """(lunar year, lunar month, whether it is a leap one) of a day."""
    for year in (day.year, day.year - 1):
        for (month, leap), (first, days) in _months(year).items():
            if first <= day < first + timedelta(days=days):
                return year, month, leap
    raise ValueError(texts.lunar_years(FIRST_YEAR, LAST_YEAR))


@lru_cache(maxsize=64)
def _months(year: int) -> dict[tuple[int, bool], tuple[date, int]]:
    """(month, leap) → first day and length: one table a year, for a conversion of its own costs lunar-python 8 ms."""
    from lunar_python import LunarYear

    return {
        (abs(month.getMonth()), month.getMonth() < 0): (_date(month.getFirstJulianDay()), month.getDayCount())
        for month in LunarYear.fromYear(year).getMonthsInYear()
    }


def _date(julian_day: float) -> date:
    from lunar_python import Solar

    solar = Solar.fromJulianDay(julian_day)
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@lru_cache(maxsize=512)
def solar_term(name: str, year: int) -> date:
    """The day of a solar term (清明, 冬至) in a solar year, in Chinese time."""
    from lunar_python import Lunar

    # The table runs from the winter solstice before the year to the one within it, which has a name of its own.
    key = "DONG_ZHI" if name == "冬至" else name
    solar = Lunar.fromYmd(year, 6, 1).getJieQiTable()[key]
    return date(solar.getYear(), solar.getMonth(), solar.getDay())
