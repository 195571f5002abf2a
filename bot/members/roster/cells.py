"""What Excel's number formats make of a number, and how much of a table is read at all."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.birthdays.rules import solar_to_lunar
from bot.core.errors import BadInput
from bot.members.rules.roster_layout import Cell
from bot.members.texts import files as texts

_LETTERS = 26
_DATES = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58))
_WITHOUT_DAY = frozenset((17, 27, 36, 52, 57))  # mmm-yy, yyyy年m月
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LUNAR = re.compile(r"\[\$[^\]-]*-[0-9a-f]{0,2}13[0-9a-f]{4}\]")  # calendar 0x13 in the language code: [$-130000]
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LEAP_1900 = 60  # the day that Excel believes in and that was none: serials before it are one less
_LATEST = 2_958_465  # 9999-12-31


@dataclass(frozen=True)
class Bounds:
    """`rows`: lines with something in them, of one sheet. `text`: characters of a cell; what is longer is cut."""

    rows: int = 200_000
    columns: int = 256
    cells: int = 4_000_000
    text: int = 2000
    sheets: int = 100
    merged: int = 50_000

    def cut(self, text: str) -> str:
        return text if len(text) <= self.text else f"{text[: self.text]}…"

    def check_row(self, count: int) -> None:
        """Raises BadInput once there are more lines than are read."""
        if count > self.rows:
            also = texts.OR_AT_TERMINAL if self.rows < Bounds.rows else ""
            raise BadInput(texts.too_many_rows(self.rows, also))

    def check_column(self, number: int, column: int) -> None:
        """`column` from 0. Raises BadInput for something that stands too far to the right."""
        if column >= self.columns:
            place = f"第 {number} 行在 {letters(column)} 列（第 {column + 1} 列）"
            raise BadInput(texts.too_many_columns(place, self.columns))

    def check_cells(self, count: int) -> None:
        if count > self.cells:
            raise BadInput(texts.too_many_cells(self.cells // 10_000))


@dataclass(frozen=True)
class Line:
    """A row with something in it. `number` is its row in the file, from 1; empty cells at its end are left out."""

    number: int
    cells: list[Cell]


Sheet = list[Line]


def letters(column: int) -> str:
    """0 → A, 26 → AA, 16383 → XFD."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        name = chr(ord("A") + letter) + name
    return name


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
