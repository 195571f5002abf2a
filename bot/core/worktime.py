"""Working days and hours in China: holidays and make-up days from `chinese_calendar`, or as the committee entered them.

The State Council announces a year's arrangement in the autumn before, and a release of the library follows. Until then
the committee's entry counts; without one the statutory holidays are known, with the working days that make up for
those on a weekend (补假), while days exchanged for weekends (调休) are not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import chinese_calendar

from bot.core.clock import SHANGHAI, local
from bot.core.lunar import lunar_to_solar


@dataclass(frozen=True)
class Arrangement:
    """A year's days off and the weekends worked for them; the last week of the December before may belong to it."""

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    document: str


Arranged = Mapping[int, Arrangement]  # by year, as the committee has entered them
NONE: Arranged = {}

OPENING, CLOSING = time(9), time(18)  # nobody is reminded outside of these
LUNCH = (time(12), time(13))
#: The working hours of a day, as spans of the wall clock: eight hours in all.
SPANS = ((OPENING, LUNCH[0]), (LUNCH[1], CLOSING))


def known(year: int, arranged: Arranged) -> bool:
    """Whether the year's arrangement is known here, from the committee or from the library."""
    return year in arranged or in_library(year)


def in_library(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 4))
    except NotImplementedError:
        return False
    return True


def is_workday(day: date, arranged: Arranged = NONE) -> bool:
    """By the committee's entry, else by the library, else Monday to Friday but for the statutory holidays."""
    for found in (arranged.get(day.year + 1), arranged.get(day.year)):
        if found and day in found.off | found.worked:
            return day in found.worked
    return day.weekday() < 5 if day.year in arranged else by_default(day)


@lru_cache(maxsize=2048)
def by_default(day: date) -> bool:
    """Without an entry of the committee's."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5 and day not in statutory(day.year) and day not in made_up(day.year)


@lru_cache(maxsize=8)
def made_up(year: int) -> frozenset[date]:
    """The working days off for holidays on a weekend (办法 第六条 of 2024: 适逢周六、周日，应当在工作日补假)."""
    found: set[date] = set()
    for holiday in sorted(day for day in statutory(year) if day.weekday() >= 5):
        day = holiday
        while day.weekday() >= 5 or day in statutory(year) or day in found:
            day += timedelta(days=1)
        found.add(day)
    return frozenset(found)


@lru_cache(maxsize=8)
def holidays(year: int) -> Mapping[str, frozenset[date]]:
    """The seven festivals off by 全国年节及纪念日放假办法 (2024, 第二条), before any exchange for weekends."""
    from lunar_python import Lunar  # slow to import, and needed for years without an arrangement only

    new_year = lunar_to_solar(year, 1, 1)
    term = Lunar.fromYmd(year, 2, 1).getJieQiTable()["清明"]
    return {
        "元旦": frozenset({date(year, 1, 1)}),
        "春节": frozenset(new_year + timedelta(days=offset) for offset in range(-1, 3)),  # 除夕 to 正月初三
        "清明节": frozenset({date(term.getYear(), term.getMonth(), term.getDay())}),
        "劳动节": frozenset({date(year, 5, 1), date(year, 5, 2)}),
        "端午节": frozenset({lunar_to_solar(year, 5, 5)}),
        "中秋节": frozenset({lunar_to_solar(year, 8, 15)}),
        "国庆节": frozenset(date(year, 10, day) for day in (1, 2, 3)),
    }


def statutory(year: int) -> frozenset[date]:
    """All of them: thirteen days, fewer where two festivals meet."""
    return frozenset().union(*holidays(year).values())


def lacking(today: date, arranged: Arranged) -> int | None:
    """The year whose arrangement is missing and soon wanted, if any: this year, or the next one from December on."""
    if not known(today.year, arranged):
        return today.year
    following = today.year + 1
    return following if today.month == 12 and not known(following, arranged) else None


def at_work(moment: datetime, arranged: Arranged) -> bool:
    """Whether people may be reminded now: a working day, between opening and closing."""
    wall = local(moment)
    return is_workday(wall.date(), arranged) and OPENING <= wall.time() < CLOSING


def worked(since: datetime, until: datetime, arranged: Arranged) -> timedelta:
    """How much working time lies between the two moments."""
    start, end = local(since), local(until)
    total, day = timedelta(), start.date()
    while day <= end.date():
        if is_workday(day, arranged):
            total += sum((_overlap(day, span, start, end) for span in SPANS), timedelta())
        day += timedelta(days=1)
    return total


def _overlap(day: date, span: tuple[time, time], start: datetime, end: datetime) -> timedelta:
    opens, closes = (datetime.combine(day, moment, SHANGHAI) for moment in span)
    return max(timedelta(), min(closes, end) - max(opens, start))
