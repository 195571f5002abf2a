"""Which month or year an officer names in words: 二月份, 下个月, 去年, 前年, 2024年."""

import re
from datetime import date, timedelta

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_DIGITS |= {"十一": 11, "十二": 12, "元": 1, "正": 1}
_MONTH = re.compile(
    r"(?<!\d)(?P<digits>1[0-2]|0?[1-9])月|(?P<words>十[一二]?|[一二三四五六七八九元正])月(?!前|后|底了)"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|的|$)")


def named(text: str) -> int | None:
    """The month that is named by its number."""
    found = _MONTH.search(text)
    return (int(found["digits"]) if found["digits"] else _DIGITS[found["words"]]) if found else None


def of(text: str, today: date) -> date:
    """The first day of the month that is meant; of this month, where none is named."""
    first = today.replace(day=1)
    if month := named(text):
        return first.replace(year=year(text, today), month=month)
    if re.search("下个?月", text):
        return (first + timedelta(days=31)).replace(day=1)
    if re.search("上个?月", text):
        return (first - timedelta(days=1)).replace(day=1)
    return first.replace(year=year(text, today))


def year(text: str, today: date) -> int:
    if found := _YEAR.search(text):
        return int(found[1])
    back = next((years for word, years in (("前年", 2), ("去年", 1), ("上年", 1)) if word in text), 0)
    return today.year - back


def slug(text: str, today: date) -> str:
    """The month as /ledger takes it; a year that is over and of which no month is named, whole."""
    whole = year(text, today) != today.year and named(text) is None
    return str(year(text, today)) if whole else f"{of(text, today):%Y-%m}"
