"""Under which keys of either calendar the birthdays of a day are to be looked for."""

from datetime import date, timedelta
from functools import lru_cache

from bot.store.greetings import Day


@lru_cache(maxsize=512)
def keys_of(day: date) -> tuple[Day, ...]:
    """Every key that may hold a birthday kept on `day`; leap months and 29 February are settled by `kept_year`."""
    year, month, lunar_day = _lunar(day)
    keys = [Day(day, "solar", day.year, day.month, day.day), Day(day, "lunar", year, month, lunar_day)]
    if (day.month, day.day) in ((2, 28), (3, 1)):
        keys.append(Day(day, "solar", day.year, 2, 29))
    if lunar_day == 29 and _lunar(day + timedelta(days=1))[2] == 1:  # a short month keeps the 30th on its last day
        keys.append(Day(day, "lunar", year, month, 30))
    return tuple(keys)


def _lunar(day: date) -> tuple[int, int, int]:
    """(lunar year, month whether leap or not, day)."""
    from lunar_python import Solar

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return lunar.getYear(), abs(lunar.getMonth()), lunar.getDay()
