"""Wrong rows, handed back as a workbook: the union's own columns and what to mend; mended, it can be sent again."""

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.roster import Wrong
from bot.domain.roster_layout import Cell, text_of
from bot.services.roster.reading import Reading

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NOTES = ("原文件哪一行", "要改哪一列", "问题")


def wrong_rows_workbook(reading: Reading, wrong: Sequence[Wrong]) -> bytes:
    """An .xlsx of the wrong rows. Every cell is text: nothing in it is ever taken for a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import PatternFill

    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = "待修改"
    headers = reading.layout.headers
    _append(sheet, [*headers, *NOTES])
    fill = PatternFill("solid", fgColor="FFF2CC")
    for line, one in enumerate(wrong, start=2):
        cells = [text_of(_dated(cell)) for cell in reading.cells(one)]
        padded = (cells + [""] * len(headers))[: len(headers)]
        _append(sheet, [*padded, one.place, one.column, one.reason])
        if one.column in headers:
            sheet.cell(line, headers.index(one.column) + 1).fill = fill
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _append(sheet: "Worksheet", values: Sequence[str]) -> None:
    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value else 1
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
