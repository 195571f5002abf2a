"""What Excel's number formats make of a number: a day, a lunar day, or a number with leading zeros.

Ids below 164 need not be spelt out in the file; 27–36 and 50–58 are dates in Chinese Excel (ECMA-376, 18.8.30).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.birthdays.rules import solar_to_lunar
from bot.core.errors import BadInput
from bot.members.rules.roster_layout import Cell

_DATES = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58))
_WITHOUT_DAY = frozenset((17, 27, 36, 52, 57))  # mmm-yy, yyyy年m月
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LUNAR = re.compile(r"\[\$[^\]-]*-[0-9a-f]{0,2}13[0-9a-f]{4}\]")  # calendar 0x13 in the language code: [$-130000]
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LEAP_1900 = 60  # the day that Excel believes in and that was none: serials before it are one less
_LATEST = 2_958_465  # 9999-12-31


@dataclass(frozen=True)
class Format:
    """`width`: digits that a whole number is padded to (“00000”). `day`: whether the format shows the day."""

    date: bool = False
    day: bool = True
    lunar: bool = False
    width: int = 0


PLAIN = Format()


def format_of(number: int, code: str | None) -> Format:
    """By the id, and the format's code where the file spells it out."""
    if code is None:
        return Format(date=True, day=number not in _WITHOUT_DAY) if number in _DATES else PLAIN
    lower = code.lower()
    shown = _LITERAL.sub("", lower.split(";")[0])
    if re.fullmatch("0{2,20}", shown.strip("@ ")):
        return Format(width=shown.count("0"))
    dated = "y" in shown or "d" in shown or ("m" in shown and not re.search("[hs]", shown))
    if "general" in shown or not dated:
        return PLAIN
    return Format(date=True, day="d" in shown, lunar=_LUNAR.search(lower) is not None)


def number_cell(text: str, form: Format, *, from_1904: bool) -> Cell:
    """A cell's number as the sheet shows it. A float is one that the file does not write as a whole number."""
    try:
        value = int(text) if len(text) < 20 and text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return text
    if form.date and 0 < value <= _LATEST:
        return _day(value, form, from_1904=from_1904)
    if form.width and isinstance(value, int) and value >= 0:
        return str(value).zfill(form.width)
    return value


def _day(serial: float, form: Format, *, from_1904: bool) -> Cell:
    days = int(serial) + (1 if not from_1904 and serial < _LEAP_1900 else 0)
    day = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=days)
    if form.lunar:
        try:
            return str(solar_to_lunar(day))
        except BadInput:
            return day
    if not form.day and day.day == 1:  # only a month was meant; the day is Excel's
        return f"{day.year}年{day.month}月"
    return day
