"""Wrong rows, handed back as a workbook: the union's own columns and what to mend; mended, it can be sent again.

The file is read once more for it, in a process of its own like the first time.
"""

import io
import sys
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.core.messages import JsonObject
from bot.members.roster.limits import Bounds
from bot.members.roster.reading import Part, read_parts
from bot.members.rules.roster import Wrong
from bot.members.rules.roster_layout import Cell, text_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ENTRY = f"{__name__}:confined_workbook"
NOTES = ("原文件哪一行", "要改哪一列", "问题")
MOST = 2000  # rows handed back; whoever has more wrong mends the whole file


def confined_workbook(content: bytes, options: JsonObject) -> str:
    """`options`: rows (how many were read), wrong. The workbook, in base64."""
    for heavy in ("numpy", "PIL", "lxml"):  # openpyxl takes them along wherever they are; half of the start's time
        sys.modules.setdefault(heavy, None)  # type: ignore[arg-type]  # None is Python's own mark for “not there”
    wrong = [Wrong(**one) for one in options["wrong"]]
    return b64encode(wrong_rows_workbook(content, wrong, Bounds(rows=options["rows"]))).decode()


def wrong_rows_workbook(content: bytes, wrong: Sequence[Wrong], bounds: Bounds | None = None) -> bytes:
    """An .xlsx of the wrong rows. Every cell is text: nothing in it is ever taken for a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import PatternFill

    parts, _ = read_parts(content, bounds or Bounds())
    lines = {part.title: {line.number: line.cells for line in part.sheet} for part in parts}
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = "待修改"
    headers = parts[0].layout.headers
    _append(sheet, 1, [*headers, *NOTES])
    fill = PatternFill("solid", fgColor="FFF2CC")
    for at, one in enumerate(wrong[:MOST], start=2):
        cells = [text_of(_dated(cell)) for cell in _cells(parts, lines, one)]
        padded = (cells + [""] * len(headers))[: len(headers)]
        _append(sheet, at, [*padded, one.place, one.column, one.reason])
        if one.column in headers:
            sheet.cell(at, headers.index(one.column) + 1).fill = fill
    sheet.freeze_panes = "A2"
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _cells(parts: Sequence[Part], lines: Mapping[str, Mapping[int, Sequence[Cell]]], one: Wrong) -> Sequence[Cell]:
    """The cells of a row, in the order of the first sheet's columns."""
    part = next((part for part in parts if part.title == one.sheet), parts[0])
    cells = lines[part.title].get(one.number, ())
    first = parts[0].layout
    if part.layout.headers == first.headers:
        return cells
    aligned: list[Cell] = [None] * len(first.headers)
    for field, column in first.columns.items():
        aligned[column] = part.layout.cell(cells, field)
    return aligned


def _append(sheet: "Worksheet", row: int, values: Sequence[str]) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        cell.number_format = "@"
        cell.value = clean(value)
        cell.data_type = "s"


def clean(text: str) -> str:
    """Without the control characters that a workbook cannot hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n")


def _dated(cell: Cell) -> Cell:
    """Dates as people write them, without a midnight."""
    return cell.strftime("%Y-%m-%d") if isinstance(cell, date) else cell
