"""A year or a day of the month that is said of a day already known: “我是说明年”, “不对，是10号”."""

from datetime import date

from knowledge.calendar.numerals import number
from knowledge.patterns import Late

_YEARS = Late(r"(?P<word>大前年|前年|去年|今年|明年|后年)|(?P<year>20\d\d)年?(?!\d)")
_CORRECTS = Late(r"我?是?(?:说|讲|指)的?(?:是)?|口误|嘴快|[写说打记弄搞]错|不是|不对|应该是")
_DAY = Late(
    r"(?<![\d月初一二三四五六七八九十])(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[号日](?![楼线厅床病窗公子常])"
)
_MONTH = Late(r"月|[/.\-]\d")
_AHEAD = {"大前年": -3, "前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}


def in_year_said(text: str, day: date, today: date) -> date | None:
    """The same day of the year that a correction names, None where it is none; 29 February falls to the 28th."""
    found = _YEARS.search(text) if _CORRECTS.search(text) else None
    if found is None:
        return None
    year = int(found["year"]) if found["year"] else today.year + _AHEAD[found["word"]]
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def in_month_known(text: str, day: date) -> date | None:
    """The day of the same month that a correction names by its number alone; None where it names none, or a month."""
    found = None if _MONTH.search(text) else _DAY.search(text)
    meant = number(found["day"]) if found else None
    try:
        return day.replace(day=meant) if meant else None
    except ValueError:
        return None
