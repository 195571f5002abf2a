"""The ledger as an Excel file: safe to open, for no text becomes a formula, and ready to print."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bot.accounts.book import HEADER, Book, Progress, Sum
from bot.core import private_files
from bot.core.work.sheets import add_styles, clean, fit, heading, lay_out, put

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = (5, 11, 9, 14, 15, 11, 18, 5, 11, 11, 10, 11, 14, 16)  # characters, in the order of HEADER
SUM_WIDTHS = (30, 10, 16, 16)
STEP = 500  # rows between two reports of progress
SIGNATURES = {1: "制表：", 5: "审核：", 9: "单位负责人："}  # by column, with room to sign


def write(book: Book, path: Path, progress: Progress | None = None) -> None:
    """Writes three sheets: the ledger, its sums by kind, its sums by branch."""
    from openpyxl import Workbook

    workbook = Workbook()
    add_styles(workbook)
    _ledger(workbook.create_sheet("慰问台账"), book, progress)
    _sums(workbook, "分项合计", "事由", book.by_kind, book)
    _sums(workbook, "分单位合计", "单位", book.by_branch, book)
    del workbook["Sheet"]
    with private_files.replacing(path) as file:
        workbook.save(file)


def _ledger(sheet: "Worksheet", book: Book, progress: Progress | None) -> None:
    lay_out(sheet, WIDTHS)
    heading(sheet, clean(book.title), len(HEADER))
    put(sheet, 2, HEADER, bold=True)
    for offset, row in enumerate(book.rows):
        put(sheet, 3 + offset, row.cells)
        fit(sheet, 3 + offset, row.cells, WIDTHS)
        if progress and offset % STEP == 0:
            progress(offset, len(book.rows))
    total = book.total
    last = 3 + len(book.rows)
    put(sheet, last, ["合计", *[""] * 7, total.approved, total.paid, "", "", f"共 {total.count} 件", ""], bold=True)
    sheet.cell(last + 1, 1, "按同意日期归月；批准、实付以元为单位。")
    for column, label in SIGNATURES.items():
        sheet.cell(last + 3, column, label)
    if progress:
        progress(len(book.rows), len(book.rows))


def _sums(workbook: "Workbook", title: str, key: str, sums: Mapping[str, Sum], book: Book) -> None:
    sheet = workbook.create_sheet(title)
    lay_out(sheet, SUM_WIDTHS)
    heading(sheet, clean(f"{book.title} {title}"), len(SUM_WIDTHS))
    put(sheet, 2, (key, "件数", "批准", "实付"), bold=True)
    for row, (name, each) in enumerate(sums.items(), 3):
        put(sheet, row, (name, each.count, each.approved, each.paid))
    total = book.total
    put(sheet, 3 + len(sums), ("合计", total.count, total.approved, total.paid), bold=True)
