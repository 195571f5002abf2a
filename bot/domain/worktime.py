"""Working days and hours in China: holidays and make-up days from `chinese_calendar`.

For a year whose arrangement it does not hold (the State Council announces it each autumn, and a release follows) the
statutory holidays themselves are known, days exchanged for weekends are not.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import chinese_calendar

from bot.domain.birthdays import lunar_to_solar
from bot.domain.clock import SHANGHAI, local

OPENING, CLOSING = time(9), time(18)  # nobody is reminded outside of these
LUNCH = (time(12), time(13))
#: The working hours of a day, as spans of the wall clock: eight hours in all.
SPANS = ((OPENING, LUNCH[0]), (LUNCH[1], CLOSING))


def known(year: int) -> bool:
    """Whether the year's holidays are known here; the State Council names them in the autumn before."""
    try:
        chinese_calendar.is_workday(date(year, 1, 4))
    except NotImplementedError:
        return False
    return True


@lru_cache(maxsize=2048)
def is_workday(day: date) -> bool:
    """Monday to Friday but for the statutory holidays, where the year is not known."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5 and day not in statutory(day.year)


@lru_cache(maxsize=8)
def statutory(year: int) -> frozenset[date]:
    """The thirteen days off by 全国年节及纪念日放假办法 (2024, 第二条), before any exchange for weekends."""
    from lunar_python import Lunar  # slow to import, and needed for years without an arrangement only

    new_year = lunar_to_solar(year, 1, 1)
    term = Lunar.fromYmd(year, 2, 1).getJieQiTable()["清明"]
    return frozenset(
        {
            date(year, 1, 1),
            *(new_year + timedelta(days=offset) for offset in range(-1, 3)),  # 除夕 to 正月初三
            date(term.getYear(), term.getMonth(), term.getDay()),
            date(year, 5, 1),
            date(year, 5, 2),
            lunar_to_solar(year, 5, 5),
            lunar_to_solar(year, 8, 15),
            *(date(year, 10, day) for day in (1, 2, 3)),
        }
    )


def lacking(today: date) -> int | None:
    """The year whose arrangement is missing and soon wanted, if any: this year, or the next one from December on."""
    if not known(today.year):
        return today.year
    following = today.year + 1
    return following if today.month == 12 and not known(following) else None


def at_work(moment: datetime) -> bool:
    """Whether people may be reminded now: a working day, between opening and closing."""
    wall = local(moment)
    return is_workday(wall.date()) and OPENING <= wall.time() < CLOSING


def worked(since: datetime, until: datetime) -> timedelta:
    """How much working time lies between the two moments."""
    start, end = local(since), local(until)
    total, day = timedelta(), start.date()
    while day <= end.date():
        if is_workday(day):
            total += sum((_overlap(day, span, start, end) for span in SPANS), timedelta())
        day += timedelta(days=1)
    return total


def _overlap(day: date, span: tuple[time, time], start: datetime, end: datetime) -> timedelta:
    opens, closes = (datetime.combine(day, moment, SHANGHAI) for moment in span)
    return max(timedelta(), min(closes, end) - max(opens, start))
