"""Wrong rows, handed back as a workbook: the union's own columns and what to mend; mended, it can be sent again.

The file is read once more for it, in a process of its own like the first time.
"""

import io
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO

from bot.core.messages import JsonObject
from bot.members.roster.cells import Bounds
from bot.members.roster.reading import Part, read_parts
from bot.members.rules.roster import Wrong
from bot.members.rules.roster_layout import Cell, text_of

ENTRY = f"{__name__}:confined_workbook"
NOTES = ("原文件哪一行", "要改哪一列", "问题")
MOST = 2000  # rows handed back; whoever has more wrong mends the whole file


def confined_workbook(file: IO[bytes], options: JsonObject) -> str:
    """`options`: rows (how many were read), wrong. The workbook, in base64."""
    wrong = [Wrong(**one) for one in options["wrong"]]
    return b64encode(wrong_rows_workbook(file.read(), wrong, Bounds(rows=options["rows"]))).decode()


def wrong_rows_workbook(content: bytes, wrong: Sequence[Wrong], bounds: Bounds | None = None) -> bytes:
    """An .xlsx of the wrong rows. Every cell is text: nothing in it is ever taken for a formula."""
    from xlsxwriter import Workbook

    parts, _ = read_parts(content, bounds or Bounds())
    lines = {part.title: {line.number: line.cells for line in part.sheet} for part in parts}
    page = io.BytesIO()
    with Workbook(page, {"in_memory": True}) as book:
        sheet = book.add_worksheet("待修改")
        text = book.add_format({"num_format": "@"})
        marked = book.add_format({"num_format": "@", "bg_color": "#FFF2CC"})
        headers = parts[0].layout.headers
        for column, name in enumerate((*headers, *NOTES)):
            sheet.write_string(0, column, clean(name), text)
        for row, one in enumerate(wrong[:MOST], start=1):
            cells = [text_of(_dated(cell)) for cell in _cells(parts, lines, one)]
            padded = (cells + [""] * len(headers))[: len(headers)]
            for column, value in enumerate((*padded, one.place, one.column, one.reason)):
                bad = column < len(headers) and headers[column] == one.column
                look = marked if bad else text
                if value:
                    sheet.write_string(row, column, clean(value), look)
                else:
                    sheet.write_blank(row, column, None, look)
        sheet.freeze_panes(1, 0)
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


def clean(text: str) -> str:
    """Without the control characters that a workbook cannot hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n")


def _dated(cell: Cell) -> Cell:
    """Dates as people write them, without a midnight."""
    return cell.strftime("%Y-%m-%d") if isinstance(cell, date) else cell
