"""Sheets as officers get them, safe to open and ready to print: styles by kind of value, A4, headings repeated."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = int | str | date | Decimal | None

YUAN = "#,##0.00"
RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may take for the beginning of a formula
PAPER_A4 = 9
LINE, SPACE = 13.5, 7.5  # points: a line of text, and what is free above and below
TEXT, HEAD, DATE, MONEY, MONEY_BOLD = "台账正文", "台账表头", "台账日期", "台账金额", "台账合计"


def style_of(value: Value, *, bold: bool) -> str:
    """The name of the style for a cell with this value."""
    if isinstance(value, Decimal):
        return MONEY_BOLD if bold else MONEY
    if isinstance(value, date):
        return DATE
    return HEAD if bold else TEXT


def add_styles(workbook: "Workbook") -> None:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    thin = Side(style="thin", color="808080")
    framed = partial(NamedStyle, border=Border(left=thin, right=thin, top=thin, bottom=thin))
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    right = Alignment(horizontal="right", vertical="center", indent=1)
    plain, bold = Font(name="宋体", size=10), Font(name="宋体", size=10, bold=True)
    grey = PatternFill("solid", fgColor="EDEDED")
    for style in (
        framed(TEXT, font=plain, alignment=middle),
        framed(HEAD, font=bold, alignment=middle, fill=grey),
        framed(DATE, font=plain, alignment=middle, number_format="yyyy-mm-dd"),
        framed(MONEY, font=plain, alignment=right, number_format=YUAN),
        framed(MONEY_BOLD, font=bold, alignment=right, number_format=YUAN, fill=grey),
    ):
        workbook.add_named_style(style)


def lay_out(sheet: "Worksheet", widths: Iterable[int]) -> None:
    """A4 landscape, as wide as the page, the heading repeated, page numbers in the foot. Widths in characters."""
    for index, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPER_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:2"  # type: ignore[attr-defined]
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins  # inches
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.6, 0.3
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"  # type: ignore[attr-defined]
    sheet.freeze_panes = "A3"


def fit(sheet: "Worksheet", row: int, cells: Iterable[Value], widths: Iterable[int]) -> None:
    """As high as the row's longest text needs: not every program does that by itself when it opens the file."""
    texts = ((cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str))
    lines = max((_lines(text, width) for text, width in texts), default=1)
    sheet.row_dimensions[row].height = LINE * lines + SPACE


@lru_cache(maxsize=4096)
def _lines(text: str, width: int) -> int:
    """How many lines of a column so wide it takes; a Chinese character is as wide as two digits."""
    units = sum(2 if char > "\u2e7f" else 1 for char in text)
    return max(1, -(-units // max(1, width - 1)))


def heading(sheet: "Worksheet", title: str, columns: int) -> None:
    """The title over all columns."""
    from openpyxl.styles import Alignment, Font

    cell = sheet["A1"]
    cell.value = title
    cell.data_type = "s"
    cell.font = Font(name="宋体", size=16, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet.row_dimensions[1].height = 30


def clean(text: str) -> str:
    """Without the control characters that Excel refuses."""
    return "".join(char for char in text if char.isprintable() or char == "\n")


def put(sheet: "Worksheet", row: int, values: Iterable[Value], *, bold: bool = False) -> None:
    """Writes a row, each value in its style."""
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        cell.style = style_of(value, bold=bold)
        if isinstance(value, str):
            cell.value = clean(value)
            cell.data_type = "s"  # never a formula, whatever it begins with
            cell.quotePrefix = value.startswith(RISKY)  # stays text when somebody edits it
        else:
            cell.value = value


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The whole file."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(header)
    writer.writerows([_shown(value) for value in row] for row in rows)
    return page.getvalue().encode("utf-8-sig")


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    text = clean(str(value))
    return f"'{text}" if text.startswith(RISKY) else text
