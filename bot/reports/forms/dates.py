"""Days as people say them."""

from datetime import date, timedelta

_WEEKDAYS = "一二三四五六日"
_NEAR = {-2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
TWO_YEARS = 730


def say_day(day: date, today: date | None = None) -> str:
    """“2026年11月21日（周六，昨天）”: the year is always there, so that a slip is seen at once."""
    near = _NEAR.get((day - today).days) if today else None
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}{f'，{near}' if near else ''}）"


def doubt(day: date, today: date, ahead: int) -> str | None:
    """Why a day looks like a slip, if it does: more than `ahead` days to come, or more than two years ago."""
    if (day - today).days > ahead:
        return "这一天还没有到" if ahead < 60 else "这一天还早"
    if (today - day).days > TWO_YEARS:
        return "这已经是两年多以前了"
    return None


def days_back(today: date, days: int) -> date:
    """今天, 昨天, 前天 by their number."""
    return today - timedelta(days=days)
