"""One greeting a year for every birthday there is: the keys by calculation, a sample in the database."""

import random
from datetime import date

from bot.birthdays.birthday import keys_of
from bot.birthdays.rules import birthday_in_year, kept_year
from bot.core.work.unit import Deps
from tests.birthdays.sweep import DAY, every_birthday, kept_days, simulate, troubles
from tests.support import TestClock

YEARS = range(2026, 2061)
SEED = 1


def test_every_birthday_is_found_on_its_day_and_on_no_other() -> None:
    """The key under which a day's birthdays are looked for, for all birthdays 1940–2010 and all days 2026–2060."""
    birthdays = every_birthday()
    assert len(birthdays) > 366 + 355
    for birthday in birthdays:
        for year in YEARS:
            day = birthday_in_year(birthday, year)
            keys = [
                key.year
                for key in keys_of(day)
                if (key.calendar, key.month, key.day_of_month) == (birthday.calendar, birthday.month, birthday.day)
            ]
            assert keys == [year] == [kept_year(birthday, day)], (birthday, year, day)


def test_a_day_has_few_keys_and_none_twice() -> None:
    day = date(2026, 1, 1)
    while day.year < 2036:
        keys = keys_of(day)
        assert 2 <= len(keys) == len(set(keys)) <= 4
        day += DAY


async def test_a_sample_through_jumps_and_outages(deps: Deps, clock: TestClock) -> None:
    """After the late leap month of 2033, where solar and lunar years part most; a three-day outage is among it."""
    first, last = date(2034, 1, 15), date(2034, 2, 22)
    trouble = troubles(first, last, random.Random(SEED))
    assert len(trouble.down) == 3
    then = [birthday for birthday in every_birthday() if any(kept_days(birthday, first, last))]
    result = await simulate(deps, clock, then[::2], trouble)
    assert result.wrong == []
    assert result.expected == len(then[::2])
    assert result.belated > 0
    assert result.outcomes["queued"] > 30
