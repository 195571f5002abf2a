"""A cell of the birthday's column, however Excel or a person has put the day into it. Pure."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.birthdays.rules import Birthday, parse_birthday
from bot.core.errors import BadInput
from bot.members.rules.roster_layout import Cell, text_of

_EXCEL_EPOCH = date(1899, 12, 30)
#: A bare number in that range is an Excel date, 1927-05-18 … 2029-12-31. Shorter ones may be 8503 (March 1985) or 0307.
_SERIALS = range(10000, 47483)
_YOUNGEST = 14  # years; a date of birth later than that is a month and day that Excel has given this year
_TEN_OR_ONE = re.compile(r"\d{1,2}\.[123]")  # 8.1 as a number: typed as 8.1 or as 8.10


def says_a_day(text: str) -> bool:
    return text not in ("", "-", "/", "无", "不详")


def birthday_of(cell: Cell, today: date, *, lunar: bool = False) -> Birthday | None:
    """A birthday as people write it, as an Excel date or as an Excel serial number. Raises BadInput."""
    if isinstance(cell, float) and _TEN_OR_ONE.fullmatch(str(cell)):
        month, _, tens = str(cell).partition(".")
        either = f"{month}月{tens}日 还是 {month}月{tens}0日，请写成 {month}-{tens} 或 {month}-{tens}0"
        raise BadInput(f"“{cell}”是数字，分不清是 {either}")
    day = _excel_day(cell)
    text = day.isoformat() if day else text_of(cell)
    if not says_a_day(text):
        return None
    if re.fullmatch(r"\d{4}年\d{1,2}月", text):
        raise BadInput(f"“{text}”只有年月，没有日，请写上是哪一天")
    found = parse_birthday(text, "lunar" if lunar else None)
    if found.year and found.year > today.year - _YOUNGEST:
        if day is None or found.year > today.year + 1:
            raise BadInput(f"出生年份 {found.year} 不对")
        found = replace(found, year=None)
    return found


def _excel_day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    return _EXCEL_EPOCH + timedelta(days=int(text)) if re.fullmatch(r"\d{5}", text) and int(text) in _SERIALS else None
