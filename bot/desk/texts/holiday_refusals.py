"""Why a year's arrangement of holidays cannot be taken as it was sent, and what wants a second look.

It knows no other module of the room, for the rules read it. Days are words already (1月1日（周五）).
"""

from collections.abc import Sequence
from datetime import date

NO_DOCUMENT = "没有写文号"
NOTHING_OFF = "没有读到哪几天放假"


def wrong(reasons: Sequence[str]) -> str:
    return "这份安排有对不上的地方，没有记下来：\n" + "\n".join(f"· {one}。" for one in reasons)


def no_festival(day: str) -> str:
    return f"{day}放假，附近没有法定节日"


def off_days(worked: int, wanted: int, there: int) -> str:
    return (
        f"法定假日 13 天，加上调休上班 {worked} 天，工作日应放 {wanted} 天，这里放 {there} 天，请核对是不是漏了哪一天"
    )


def unlike_library(year: int, days: Sequence[str]) -> str:
    return f"和程序自带的 {year} 年安排不同：{'、'.join(days)}"


def neither(sentence: str) -> str:
    return f"“{sentence}”没有写明是放假还是上班"


def no_month(said: str) -> str:
    return f"“{said}”没有写明是几月"


def wrong_span(said: str) -> str:
    return f"“{said}”的起止不对"


def no_such_day(year: int, month: int, day: int) -> str:
    return f"没有 {year}年{month}月{day}日"


def wrong_weekday(day: date, weekday: str, named: str) -> str:
    return f"{day.year}年{day.month}月{day.day}日是周{weekday}，写的是{named}"


def wrong_count(first: str, count: int, there: int) -> str:
    return f"{first}起写着共 {count} 天，读到的是 {there} 天"


def both(day: str) -> str:
    return f"{day}又放假又上班"


def not_in_year(day_year: int, day: str, year: int) -> str:
    return f"{day_year}年{day}不在 {year} 年里"


def worked_anyway(day: str) -> str:
    return f"{day}本来就上班，不用写"


def lacking(festival: str, days: Sequence[str]) -> str:
    return f"{festival}少了 {'、'.join(days)}"


def too_long(first: str, days: int) -> str:
    return f"{first}起连放 {days} 天，太长了"
