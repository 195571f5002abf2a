"""The record of processing as an Excel file: the activities, and the rows of every table."""

import io
from typing import TYPE_CHECKING

from bot.core.work import sheets
from bot.core.work.sheets import put
from bot.privacy import document
from bot.privacy.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook

    from bot.core.work.sheets import Value

_WIDTHS = (16, 34, 22, 28, 26, 34, 28, 6, 28, 22)
_COUNT_WIDTHS = (26, 10, 24)


def workbook(record: Record) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheets.add_styles(book)
    _page(book, document.TITLE, document.HEADER, document.cells(record), _WIDTHS)
    _page(book, "数量", document.COUNTS_HEADER, document.counts(record), _COUNT_WIDTHS)
    del book["Sheet"]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _page(
    book: "Workbook",
    title: str,
    header: "Sequence[str]",
    rows: "Iterable[Sequence[Value]]",
    widths: "Sequence[int]",
) -> None:
    page = book.create_sheet(title)
    sheets.lay_out(page, widths)
    sheets.heading(page, title, len(widths))
    put(page, 2, header, bold=True)
    for number, row in enumerate(rows, 3):
        put(page, number, row)
