"""An Excel workbook as plain sheets: what is merged over several rows stands in each of them."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from html import unescape
from typing import TYPE_CHECKING

from bot.domain.errors import BadInput
from bot.domain.roster_layout import Cell, text_of

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_UNPACKED = 600_000_000  # bytes; a workbook that claims more is a trap
MOST_ROWS = 200_000
_TAIL = 2_000_000  # bytes at the end of a sheet among which its merged cells are named
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')

Sheet = list[Sequence[Cell]]


def read_workbook(content: bytes) -> Iterator[tuple[str, Sheet]]:
    """Name and rows of every sheet that is shown. Raises BadInput for what cannot be opened."""
    book = _opened(content)
    try:
        merged = _merged(content)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()  # type: ignore[union-attr]  # the stubs know no read-only sheets
                title = str(sheet.title)
                yield title, _spread(_filled(sheet.iter_rows(values_only=True)), merged.get(title, ()))
    finally:
        book.close()


def check_rows(count: int) -> None:
    if count >= MOST_ROWS:
        raise BadInput(f"超过 {MOST_ROWS} 行，请按单位分成几个文件。")


def _opened(content: bytes) -> "Workbook":
    from openpyxl import load_workbook

    try:
        unpacked = _unpacked_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True) if unpacked < MOST_UNPACKED else None
    except Exception as error:  # whatever a damaged workbook makes the library raise
        raise BadInput("这个 Excel 文件打不开，可能已损坏或加了密码。请另存一份再发。") from error
    if book is None:
        raise BadInput("这个 Excel 文件解压后过大，没有读取。请只保留花名册这一张表。")
    return book


def _unpacked_size(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(item.file_size for item in archive.infolist())


def _filled(lines: Iterator[tuple[object, ...]]) -> Sheet:
    sheet: Sheet = []
    try:
        for line in lines:
            check_rows(len(sheet))
            sheet.append([_cell(value) for value in line])
    except BadInput:
        raise
    except Exception as error:  # a sheet cut short in the middle
        raise BadInput("这个 Excel 文件读到一半就坏了。请另存一份再发。") from error
    while sheet and not any(text_of(cell) for cell in sheet[-1]):
        sheet.pop()
    return sheet


def _cell(value: object) -> Cell:
    """What Excel holds, as a cell; errors (#N/A), formulas without a value and times come as text."""
    if value is None or isinstance(value, (str, int, float, date, datetime)):
        return value
    return str(value)


def _merged(content: bytes) -> dict[str, list[tuple[int, int, int]]]:
    """By sheet: (column, first row, last row) of cells merged over several rows, all from 0.

    The library's quick way of reading leaves them out, though one 单位 over all its people is what unions write.
    """
    found: dict[str, list[tuple[int, int, int]]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for title, path in _paths(archive):
                tail = archive.read(path)[-_TAIL:]
                spans = [(_column(a), int(b) - 1, int(c) - 1) for a, b, c in _MERGED.findall(tail)]
                found[title] = [span for span in spans if span[1] < span[2]]
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError):  # an odd workbook is read without
        return {}
    return found


def _paths(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Sheets' names and where they lie in the archive."""
    relations = _tags(archive.read("xl/_rels/workbook.xml.rels"), "Relationship")
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in _tags(archive.read("xl/workbook.xml"), "sheet"):
        if target := targets.get(sheet.get("r:id")):
            yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _tags(xml: bytes, name: str) -> list[dict[str, str]]:
    """The attributes of every such element. Not parsed as XML: a stranger's entities are not to be unfolded."""
    text = xml.decode("utf-8", errors="replace")
    found = re.findall(rf"<(?:\w+:)?{name}\s([^>]*)>", text)
    return [{key: unescape(value) for key, value in _ATTRIBUTE.findall(inside)} for inside in found]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _spread(sheet: Sheet, merged: Sequence[tuple[int, int, int]]) -> Sheet:
    """The value of a cell merged over rows, in each of them."""
    for column, first, last in merged:
        value = sheet[first][column] if first < len(sheet) and column < len(sheet[first]) else None
        for row in range(first + 1, min(last + 1, len(sheet))):
            cells = list(sheet[row])
            cells += [None] * (column + 1 - len(cells))
            cells[column] = value
            sheet[row] = cells
    return sheet
