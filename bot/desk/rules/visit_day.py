"""A coming day as an officer types it: 3月8日, 12-1, 2027-03-08, 明天, 周五."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from bot.core.clock import local_date
from bot.core.errors import BadInput

_AHEAD = {"今天": 0, "明天": 1, "后天": 2, "大后天": 3}
_ZEROS = dict.fromkeys(map(ord, "○◯Oo〇零"), "0")  # 3月1O日
_WEEKDAYS = {name: index for index, name in enumerate("一二三四五六日")} | {"天": 6}
_DATE = re.compile(r"^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?$")
_WEEKDAY = re.compile(r"^(下?)(?:个)?(?:周|星期|礼拜)([一二三四五六日天])$")


def parse_day(text: str, now: datetime) -> date:
    """The nearest such day from today on. Raises BadInput."""
    said = unicodedata.normalize("NFKC", text).replace(" ", "").strip().translate(_ZEROS)
    today = local_date(now)
    if said in _AHEAD:
        return today + timedelta(days=_AHEAD[said])
    if found := _WEEKDAY.match(said):
        return _weekday(today, _WEEKDAYS[found[2]], following=bool(found[1]))
    if found := _DATE.match(said):
        return _dated(today, found[1], int(found[2]), int(found[3]))
    raise BadInput("没看懂日期。请写成 3月8日、2027-03-08、明天或周五这样。")


def _weekday(today: date, weekday: int, *, following: bool) -> date:
    """周五: of this week (from Monday) if it is still to come, else of the next; 下周五: of the next."""
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=weekday + (7 if following else 0))
    return day if day >= today else day + timedelta(days=7)


def _dated(today: date, year: str | None, month: int, day: int) -> date:
    try:
        if year:
            return date(int(year), month, day)
        near = date(today.year, month, day)
    except ValueError as error:
        raise BadInput("没有这一天，请看看月和日。") from error
    return near if near >= today else _next_year(near)


def _next_year(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError as error:
        raise BadInput("明年没有 2月29日，请换一天。") from error
