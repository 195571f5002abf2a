"""The lunar calendar, over lunar-python (imported only when a lunar date turns up: it costs a tenth of a second)."""

from datetime import date
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1900, 2099


@lru_cache(maxsize=4096)
def lunar_to_solar(year: int, month: int, day: int, leap: bool = False) -> date:
    """The day on which a lunar date falls.

    A leap month that the year lacks becomes the ordinary one, and day 30 of a short month its 29th (DESIGN §2).
    Raises ValueError with a Chinese reason for what no year can hold.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"农历年份只支持 {FIRST_YEAR}–{LAST_YEAR} 年")
    if not (1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError(f"农历没有{month}月{day}日")
    from lunar_python import Lunar, LunarMonth, LunarYear

    signed = -month if leap and LunarYear.fromYear(year).getLeapMonth() == month else month
    days = LunarMonth.fromYm(year, signed).getDayCount()
    solar = Lunar.fromYmd(year, signed, min(day, days)).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@lru_cache(maxsize=512)
def solar_term(name: str, year: int) -> date:
    """The day of a solar term (清明, 冬至) in a solar year, in Chinese time."""
    from lunar_python import Lunar

    # The table runs from the winter solstice before the year to the one within it, which has a name of its own.
    key = "DONG_ZHI" if name == "冬至" else name
    solar = Lunar.fromYmd(year, 6, 1).getJieQiTable()[key]
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@lru_cache(maxsize=512)
def solar_to_lunar(day: date) -> tuple[int, int, bool]:
    """(lunar year, lunar month, whether that month is a leap one) of a day."""
    from lunar_python import Solar

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return lunar.getYear(), abs(lunar.getMonth()), lunar.getMonth() < 0
