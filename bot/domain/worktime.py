"""Working days and hours in China: holidays and make-up days from `chinese_calendar`, weekdays for years it lacks."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import chinese_calendar

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
    """Monday to Friday where the year is not known."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


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
