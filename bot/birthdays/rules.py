"""Birthdays by either calendar (DESIGN §2): as people write them, and the one day a year on which each is kept.

Lunar months run 1–12, days 1–30; a leap month (闰四月) is month 4 with `leap`. Years are 1900–2099.
A leap month or a 三十 that a year lacks is moved in `core.lunar`; who is due on a day: `birthdays.birthday`.
"""

import re
import unicodedata
from calendar import isleap
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from bot.birthdays.texts import refusals as texts
from bot.core.errors import BadInput
from bot.core.lunar import FIRST_YEAR, LAST_YEAR, lunar_months, lunar_to_solar
from bot.core.texts import inputs

Calendar = Literal["solar", "lunar"]
Feb29 = Literal["feb28", "mar1"]

_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12, "蜡": 12}
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}

_CALENDAR = "农历|阴历|旧历|古历|夏历|老历|公历|阳历|新历|国历|农|阴|公|阳"
_HAN = "〇○零一二三四五六七八九"
_NUMERAL = r"\d{1,2}|[一二两三四五六七八九十廿卅]{1,3}|卅"
_WORDS = re.compile(
    rf"(?:(?P<year>\d{{4}}|\d{{2}}|[{_HAN}]{{4}}|[{_HAN}]{{2}})年)?(?P<leap>闰)?"
    rf"(?P<month>正|冬|腊|蜡|{_NUMERAL})月份?(?P<day>初[一二三四五六七八九十]|{_NUMERAL})[日号]?"
)
_FIGURES = re.compile(r"(?:(?P<year>\d{4}|\d{2})[-/.])?(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_RUN = re.compile(r"(?P<year>\d{4})?(?P<month>\d{2})(?P<day>\d{2})")
_MIDNIGHT = r"(?:[Tt]|上午)?(?:0?0|12):00(?::00(?:\.0+)?)?(?:[Zz]|\s?AM)?$"  # which Excel and programs add to a day
_NOISE = re.compile(rf"\s|[（()）]|我?的?生日[是为:]?|出生(?:于|日期)?[是为:]?|[生]$|{_MIDNIGHT}")


class Greeted(StrEnum):
    """What became of a year's greeting of a member."""

    QUEUED = "queued"  # in the outbox, or sent
    HELD = "held"  # a death in the family was reported lately
    UNBOUND = "unbound"  # no account
    OPTED_OUT = "opted_out"
    UNKNOWN = "unknown"  # may have arrived; never sent again
    FAILED = "failed"  # refused by Telegram
    MISSED = "missed"  # the bot stood still on that day and the next
    BELATED = "belated"  # sent late, because an officer said so
    IN_PERSON = "in_person"  # an officer has congratulated him


@dataclass(frozen=True)
class Birthday:
    """A month and a day of a calendar; the year of birth (of that calendar) where it was given."""

    month: int
    day: int
    calendar: Calendar = "solar"
    leap: bool = False
    year: int | None = None

    def __post_init__(self) -> None:
        _check(self)

    def __str__(self) -> str:
        year = f"{self.year}年" if self.year else ""
        if self.calendar == "solar":
            return f"{year}{self.month}月{self.day}日"
        from lunar_python.util import LunarUtil

        return f"农历{year}{'闰' * self.leap}{LunarUtil.MONTH[self.month]}月{LunarUtil.DAY[self.day]}"


def parse_birthday(text: str, unnamed: Calendar | None = None) -> Birthday:
    """A birthday as people write it: 1985/3/7, 85年3月7日, 3-7, 三月初七, 农历八月十五, 闰四月初八, 阴历冬月廿一.

    `unnamed`: the calendar where the text names none (a column may); else its words tell. Raises BadInput with the
    reason and an example.
    """
    written = _NOISE.sub("", unicodedata.normalize("NFKC", text))
    named = "".join(re.findall(_CALENDAR, written)[:1])
    body = written.replace(named, "", 1)
    found = _WORDS.fullmatch(body) or _FIGURES.fullmatch(body) or _RUN.fullmatch(body)
    if not found:
        raise BadInput(texts.unread(text.strip()[:20]))
    parts = found.groupdict()
    month, day = _month(parts["month"]), _number(parts["day"].removeprefix("初"))
    lunar = _is_lunar(named, parts) or (unnamed == "lunar" and not named)
    return Birthday(month, day, "lunar" if lunar else "solar", bool(parts.get("leap")), _year(parts["year"]))


def birthday_in_year(birth: Birthday, year: int, feb29_rule: Feb29 = "feb28") -> date:
    """The one day on which a birthday is kept in a year of its own calendar.

    A late lunar birthday (冬月, 腊月) of lunar year 2026 may fall in January or February 2027: the year names the
    greeting, so that there is exactly one for each. Raises BadInput beyond 1900–2099.
    """
    if birth.calendar == "lunar":
        return lunar_to_solar(year, birth.month, birth.day, birth.leap)
    if (birth.month, birth.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1) if feb29_rule == "mar1" else date(year, 2, 28)
    return date(year, birth.month, birth.day)


def kept_year(birth: Birthday, day: date, feb29_rule: Feb29 = "feb28") -> int | None:
    """The year (of the birthday's calendar) whose birthday is kept on that day; None where it is not."""
    return next((y for y in (day.year, day.year - 1) if birthday_in_year(birth, y, feb29_rule) == day), None)


def kept_between(birth: Birthday, first: date, last: date, feb29_rule: Feb29 = "feb28") -> list[tuple[int, date]]:
    """(year, day) of every time that it is kept from `first` to `last`, both included. The years end with 2099."""
    years = range(first.year - 1, min(last.year, LAST_YEAR) + 1)
    kept = ((year, birthday_in_year(birth, year, feb29_rule)) for year in years)
    return [(year, day) for year, day in kept if first <= day <= last]


def next_birthday(birth: Birthday, today: date, feb29_rule: Feb29 = "feb28") -> date:
    """The next day on which it is kept, today included."""
    days = (birthday_in_year(birth, today.year + n, feb29_rule) for n in (-1, 0, 1))
    return next(day for day in days if day >= today)


def solar_to_lunar(day: date) -> Birthday:
    """The lunar date of a day, with its lunar year. Raises BadInput beyond 1900–2099."""
    for year in (day.year, day.year - 1):
        if FIRST_YEAR <= year <= LAST_YEAR:
            for (month, leap), (first, days) in lunar_months(year).items():
                if 0 <= (day - first).days < days:
                    return Birthday(month, (day - first).days + 1, "lunar", leap, year)
    raise BadInput(inputs.lunar_beyond(FIRST_YEAR, LAST_YEAR))


def _check(birth: Birthday) -> None:
    if not 1 <= birth.month <= 12:
        raise BadInput(texts.no_month(birth.month))
    if birth.year is not None and not FIRST_YEAR <= birth.year <= LAST_YEAR:
        raise BadInput(texts.wrong_year(birth.year, FIRST_YEAR, LAST_YEAR))
    lunar = birth.calendar == "lunar"
    if not 1 <= birth.day <= (30 if lunar else _LONGEST[birth.month]):
        raise BadInput(texts.no_day(birth.month, birth.day, lunar=lunar))
    if birth.leap and not lunar:
        raise BadInput(texts.SOLAR_LEAP)
    if birth.year and not lunar and (birth.month, birth.day) == (2, 29) and not isleap(birth.year):
        raise BadInput(texts.no_29_february(birth.year))
    if birth.year and birth.leap and (birth.month, True) not in lunar_months(birth.year):
        raise BadInput(texts.no_leap_month(birth.year, birth.month))


def _is_lunar(named: str, parts: dict[str, str | None]) -> bool:
    """By the calendar named; else by words that only the lunar one has (正月, 腊月, 闰, 初三, 廿八)."""
    if named:
        return named[0] in "农阴旧古夏老"
    month, day = parts["month"] or "", parts["day"] or ""
    return bool(parts.get("leap")) or month in _LUNAR_MONTHS or day.startswith(("初", "廿"))


def _year(written: str | None) -> int | None:
    if not written:
        return None
    digits = "".join(str(_DIGITS.get(c, c)) for c in written)
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 30 else 2000)


def _month(written: str) -> int:
    return _LUNAR_MONTHS.get(written) or _number(written)


def _number(written: str) -> int:
    """A numeral below 100: 7, 七, 十七, 二十七, 廿七. What is none counts as 0, which no calendar has."""
    if written.isdecimal():
        return int(written)
    tens, ten, units = written.replace("廿", "二十").replace("卅", "三十").partition("十")
    if not ten:
        return _DIGITS.get(written, 0)
    if len(tens) > 1 or len(units) > 1:
        return 0
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(units, 0) if units else 0)
