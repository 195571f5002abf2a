"""The written forms of a day, and what each can mean. Weeks begin on Monday.

Each pattern has a reader: (match, today) → the days that it can mean, from about a year back to a year ahead.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from knowledge.calendar.festivals import festival
from knowledge.calendar.lunar import lunar_month_of, lunar_to_solar
from knowledge.calendar.numerals import SMALL, number, year_number
from knowledge.calendar.words import date_words
from knowledge.patterns import Late

_YEAR_WORDS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1}
_YEAR = r"(?P<year>大前年|前年|去年|上年|今年|本年|明年|(?:\d{4}|\d{2}|[一二][〇零一二三四五六七八九]{3})年)"
_LUNAR = r"农历|阴历|旧历|古历|老历|夏历"
_CALENDAR = rf"(?P<cal>{_LUNAR}|公历|阳历|新历|国历)"
_MONTHS = {"正": 1, "冬": 11, "腊": 12, "蜡": 12}
_DAY_MARK = r"[日号](?!楼|床|线|门|桌|厅|机|病|院|文|公|店|馆|码|召|称)"
_WEEK = r"(?:周|星期|礼拜)"
_WEEKDAYS = {c: n for n, c in enumerate("一二三四五六日", start=1)} | {"天": 7} | {str(n): n for n in range(1, 8)}
_ORDINAL = {"上上上": -3, "上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "这一": 0, "下": 1, "下下": 2}

FULL = r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<mm>[01]\d)(?P<dd>[0-3]\d))(?!\d)"
WEEK = rf"(?P<which>上上上|上上|上|这一|这|本|下下|下)个?(?:一个)?{_WEEK}(?P<day>[一二三四五六日天1-7])(?!\d)"
WEEKDAY = rf"(?<![上下这本每一两二三几半个N\d]){_WEEK}(?P<day>[一二三四五六日天1-6])(?![\d个]|期)"
MONTH = (
    r"(?P<which>上上|上|这|本|当|下下|下)(?:一)?个?月(?:份)?底?的?"
    rf"(?:(?P<last>最后[一1]天)|(?P<day>{SMALL})(?:{_DAY_MARK}|(?=[^\d个点天岁]|$)))"
)
MONTH_DAY = (
    rf"(?:{_CALENDAR}的?)?(?:{_YEAR}的?)?(?:(?P<cal2>{_LUNAR}|公历|阳历|新历)的?)?(?P<leap>闰)?"
    rf"(?<![\d个])(?P<m>正|腊|蜡|冬|{SMALL})月份?的?(?:(?P<half>半)|(?P<last>最后[一1]天)"
    rf"|(?P<d>初[一二三四五六七八九十]|{SMALL})(?P<mark>{_DAY_MARK}|(?=[^\d个月点天岁周]|$)))"
)
DAYS_AGO = rf"(?<!第)(?<![\d几多])(?P<n>{SMALL})天(?:以|之)?(?P<way>前|后)"
DOTTED = (
    r"(?<![\d.\-/:])(?P<m>0?[1-9]|1[0-2])[./\-](?P<d>3[01]|[12]\d|0?[1-9])"
    r"(?![\d./\-:%°度万千百元块斤两公克厘米分倍级kKmM])"
)
DAY = rf"(?<![第\d月楼栋层床])(?P<day>{SMALL}){_DAY_MARK}(?!\d(?!\d?[点:时]))"
LUNAR_DAY = r"(?<![最当起])(?:大年|年)?(?P<d>初[一二三四五六七八九十]|廿[一二三四五六七八九]?)(?![中高一二三级])"
VAGUE = rf"{SMALL}来天前|[一两二三四五六几半\d]+个?多?(?:月|周|星期|礼拜|年)(?:以|之)?[前后]|{_YEAR}(?=[^\d]|$)"
ABOUT = Late(r"左右|前后|上下|那几天|那两天|期间|放假|(?:假期|长假)(?!的?(?:第一天|头一天|首日))|附近")
_NEXT = Late(
    r"(?:的)?(?:那天|当天|节|夜里|晚上)?的?(?:(?P<after>第二天|后一天|次日|隔天|隔日)|(?P<before>前一天|前一晚|头一天|前夕|前夜)"
    rf"|第(?P<nth>{SMALL})天|(?:(?P<ahead>前)|(?:之|以|过)?后(?:的)?)第?(?P<n>[2-9二两三四五六七八九])[天日](?![前后]))"
)

_NAMED_AFTER = Late(rf"[,(\s]{{0,2}}(?P<cal>{_LUNAR}|公历|阳历|新历)")


def any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def festival_pattern(names: Iterable[str]) -> str:
    """A festival with an optional year; street and company names that begin with one are left out."""
    no_place = r"(?!路|街|村|广场|小学|中学|号|日(?!子)|\d|[十廿])"
    return rf"(?<!\d)(?:{_CALENDAR}的?)?(?:{_YEAR}的?)?(?P<name>{any_of(names)}){no_place}"


def shift(rest: str) -> int:
    """How many days “第二天”, “第三天”, “前一天” or “后三天” right after a mention move it."""
    found = _NEXT.match(rest)
    if not found:
        return 0
    if found["nth"]:
        return (number(found["nth"]) or 1) - 1
    if found["n"]:
        days = number(found["n"]) or 0
        return -days if found["ahead"] else days
    return 1 if found["after"] else -1


def full(match: re.Match[str], _today: date) -> list[date]:
    return [date(int(match["y"]), int(match["m"] or match["mm"]), int(match["d"] or match["dd"]))]


def week(match: re.Match[str], today: date) -> list[date]:
    monday = today - timedelta(days=today.weekday())
    return [monday + timedelta(weeks=_ORDINAL[match["which"]], days=_WEEKDAYS[match["day"]] - 1)]


def weekday(match: re.Match[str], today: date) -> list[date]:
    monday = today - timedelta(days=today.weekday())
    return [monday + timedelta(weeks=n, days=_WEEKDAYS[match["day"]] - 1) for n in (-1, 0, 1)]


def month(match: re.Match[str], today: date) -> list[date]:
    first = _months_on(today, _ORDINAL[match["which"]])
    if match["last"]:
        return [_months_on(first, 1) - timedelta(days=1)]
    day = number(match["day"])
    return [first.replace(day=day)] if day else []


def month_day(match: re.Match[str], today: date) -> list[date]:
    """Solar, unless the calendar is named or the words (正月, 初三, 廿八, 闰) belong to the lunar one."""
    at = _MONTHS.get(match["m"]) or number(match["m"]) or 0
    if match["last"]:
        return [_months_on(date(y, at, 1), 1) - timedelta(days=1) for y in _years(match["year"], today.year)]
    day = 15 if match["half"] else number(match["d"]) or 0
    after = _NAMED_AFTER.match(match.string, match.end())
    named = match["cal"] or match["cal2"] or (after["cal"] if after else "")
    if named in _LUNAR.split("|") or (not named and _sounds_lunar(match)):
        years = _years(match["year"], _base_year(match["year"], today))
        return [lunar_to_solar(y, at, day, True) for y in years if match["leap"]] or [
            lunar_to_solar(y, at, day) for y in years
        ]
    return _solar(at, day, _years(match["year"], today.year))


def days_ago(match: re.Match[str], today: date) -> list[date]:
    days = number(match["n"]) or 0
    return [today + timedelta(days=days if match["way"] == "后" else -days)]


def relative(match: re.Match[str], today: date) -> list[date]:
    return [today + timedelta(days=date_words().days[match.group()])]


def dotted(match: re.Match[str], today: date) -> list[date]:
    return _solar(int(match["m"]), int(match["d"]), _years(None, today.year))


def festival_day(match: re.Match[str], today: date) -> list[date]:
    lunar = not date_words().festivals[match["name"]].startswith(("solar", "term", "week"))
    if lunar and match["year"] and match["year"] not in _YEAR_WORDS and match["cal"] not in _LUNAR.split("|"):
        return _within(match["name"], year_number(match["year"].removesuffix("年")))
    years = _years(match["year"], _base_year(match["year"], today) if lunar else today.year)
    return [festival(match["name"], y) for y in years]


def _within(name: str, year: int | None) -> list[date]:
    """A festival of the lunar calendar in a year that is written as a number: 2027年除夕 is that of February 2027."""
    if year is None:
        return []
    days = [festival(name, lunar_year) for lunar_year in (year - 1, year)]
    return [day for day in days if day.year == year] or days[1:]


def bare_day(match: re.Match[str], today: date) -> list[date]:
    day = number(match["day"]) or 0
    return _in_months(day, [_months_on(today, n) for n in range(-3, 4)])


def bare_lunar_day(match: re.Match[str], today: date) -> list[date]:
    """“初三” alone: of the lunar months around today."""
    day = number(match["d"]) or 0
    around = [lunar_month_of(today + timedelta(days=29 * n)) for n in (-1, 0, 1)]
    return sorted({lunar_to_solar(y, m, day, leap) for y, m, leap in around})


def this_day(_match: re.Match[str], today: date) -> list[date]:
    return [today]


def vague(_match: re.Match[str], _today: date) -> list[date]:
    return []


def _sounds_lunar(match: re.Match[str]) -> bool:
    if match["half"] or match["leap"] or match["m"] in _MONTHS:
        return True
    return match["d"].startswith(("初", "廿")) and not match["mark"]


def _years(word: str | None, this_year: int) -> list[int]:
    """The years that a stretch can mean: the one written, else last, this and next."""
    if not word:
        return [this_year - 1, this_year, this_year + 1]
    if word in _YEAR_WORDS:
        return [this_year + _YEAR_WORDS[word]]
    year = year_number(word.removesuffix("年"))
    return [year] if year else []


def _base_year(word: str | None, today: date) -> int:
    """“今年” is the year on the wall even before the lunar new year; a date without a year goes by the lunar one."""
    return today.year if word else lunar_month_of(today)[0]


def _solar(at: int, day: int, years: list[int]) -> list[date]:
    return _in_months(day, [date(y, at, 1) for y in years])


def _in_months(day: int, firsts: list[date]) -> list[date]:
    found = []
    for first in firsts:
        try:
            found.append(first.replace(day=day))
        except ValueError:  # this month has no such day
            continue
    return found


def _months_on(day: date, months: int) -> date:
    """The first of the month so many months on."""
    years, at = divmod(day.month - 1 + months, 12)
    return date(day.year + years, at + 1, 1)
