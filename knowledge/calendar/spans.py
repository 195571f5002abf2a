"""Stretches of days that are named instead of one: 12月底, 下月初, 12月中旬, 年底, 明年3月.

They are no answer to “which day?”, but whoever asks back can say what was understood.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from knowledge.calendar.mentions import Tense
from knowledge.calendar.numerals import number

_PARTS = {
    "上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31), "底": (25, 31), "末": (25, 31),
}  # fmt: skip
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_MONTHS = {"上个": -1, "上": -1, "这个": 0, "这": 0, "本": 0, "下个": 1, "下": 1, "": 0}
_PART = "|".join(_PARTS)
_SPAN = re.compile(
    rf"(?P<year>\d{{4}}年|{'|'.join(_YEARS)})?的?"
    rf"(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|(?P<which>上个?|这个?|本|下个?|)月份?|(?P<whole>年))"
    rf"的?(?P<part>{_PART})?(?![\d一二三四五六七八九十]|饼|嫂|子)"
)


@dataclass(frozen=True)
class Span:
    text: str
    first: date
    last: date


def span(text: str, today: date, tense: Tense | None = None) -> Span | None:
    """The first stretch of days that the words name. A month without its year is the nearest one of that tense."""
    for found in _SPAN.finditer(re.sub(r"\s", "", text)):
        if found["part"] is None and (found["whole"] or found["which"] == ""):
            continue  # 年 and 月 alone say nothing
        year, month = _month(found, today, tense)
        first, last = _PARTS[found["part"]] if found["part"] else (1, 31)
        return Span(found[0], date(year, month, first), date(year, month, min(last, monthrange(year, month)[1])))
    return None


def _month(found: re.Match[str], today: date, tense: Tense | None) -> tuple[int, int]:
    said = found["year"]
    year = today.year + _YEARS[said] if said in _YEARS else int(said[:4]) if said else None
    if found["whole"]:
        return year or today.year, 1 if found["part"] in ("初", "上旬") else 6 if found["part"].startswith("中") else 12
    if found["month"] is None:
        ahead = today.month - 1 + _MONTHS[found["which"]]
        return today.year + ahead // 12, ahead % 12 + 1
    month = number(found["month"]) or 1
    if year is None:
        year = today.year + (tense != "past" and month < today.month) - (tense == "past" and month > today.month)
    return year, month
