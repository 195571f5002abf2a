"""Sheets as officers get them, safe to open and ready to print: styles by kind of value, A4, headings repeated."""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = int | str | date | Decimal | None

YUAN = "#,##0.00"
RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may take for the beginning of a formula
PAPER_A4 = 9
LINE, SPACE = 13.5, 7.5  # points: a line of text, and what is free above and below
DIGIT = 7  # pixels: a character of a column's width
HEADER_ROW = 1  # counted from 0, as all rows and columns here
FIRST_ROW = HEADER_ROW + 1

_FRAMED = {"font_name": "宋体", "font_size": 10, "border": 1, "border_color": "#808080", "valign": "vcenter"}
_MIDDLE = _FRAMED | {"align": "center", "text_wrap": True}
_RIGHT = _FRAMED | {"align": "right", "indent": 1, "num_format": YUAN}
_STRONG = {"bold": True, "bg_color": "#EDEDED"}
_TITLE = {"font_name": "宋体", "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"}


class Book:
    """A workbook that is being written. `scratch`: a folder that rows go to as they come, where there are many."""

    def __init__(self, file: IO[bytes], scratch: str | None = None) -> None:
        from xlsxwriter import Workbook

        apart = {"constant_memory": True, "tmpdir": scratch} if scratch else {"in_memory": True}
        self._workbook: Workbook = Workbook(file, apart)
        self._format = lru_cache(maxsize=None)(self._new_format)

    def page(
        self, name: str, title: str, header: Sequence[str], widths: Sequence[int], *, portrait: bool = False
    ) -> "Page":
        """A sheet with its title over all columns and their heading. Widths in characters."""
        sheet = self._workbook.add_worksheet(name)
        _lay_out(sheet, widths, portrait=portrait)
        title_format = self._workbook.add_format(_TITLE)
        sheet.set_row(0, 30)
        sheet.merge_range(0, 0, 0, len(widths) - 1, "", title_format)
        sheet.write_string(0, 0, clean(title), title_format)
        page = Page(sheet, self._format, widths)
        page.put(HEADER_ROW, header, bold=True)
        return page

    def close(self) -> None:
        """Writes the file."""
        self._workbook.close()

    def _new_format(self, kind: type, *, bold: bool, quoted: bool) -> "Format":
        """`quoted`: the text stays text when somebody edits the cell."""
        if kind is Decimal:
            look = _RIGHT | (_STRONG if bold else {})
        elif kind is date:
            look = _MIDDLE | {"num_format": "yyyy-mm-dd"}
        else:
            look = _MIDDLE | (_STRONG if bold else {}) | {"quote_prefix": quoted}
        return self._workbook.add_format(look)


class Page:
    """A sheet of a `Book`. Rows are written from top to bottom."""

    def __init__(self, sheet: "Worksheet", look: Callable[..., "Format"], widths: Sequence[int]) -> None:
        self._sheet, self._look, self._widths = sheet, look, widths

    def put(self, row: int, values: Iterable[Value], *, bold: bool = False) -> None:
        """Writes a row, each value in its style."""
        for column, value in enumerate(values):
            match value:
                case None | "":
                    self._sheet.write_blank(row, column, None, self._look(str, bold=bold, quoted=False))
                case str():  # never a formula, whatever it begins with
                    look = self._look(str, bold=bold, quoted=value.startswith(RISKY))
                    self._sheet.write_string(row, column, clean(value), look)
                case date():
                    self._sheet.write_datetime(row, column, value, self._look(date, bold=bold, quoted=False))
                case _:
                    self._sheet.write_number(row, column, value, self._look(type(value), bold=bold, quoted=False))

    def fit(self, row: int, values: Iterable[Value]) -> None:
        """As high as the longest text needs, before it is put: not every program does that when it opens the file."""
        texts = ((value, width) for value, width in zip(values, self._widths, strict=True) if isinstance(value, str))
        lines = max((_lines(text, width) for text, width in texts), default=1)
        self.height(row, LINE * lines + SPACE)

    def height(self, row: int, points: float) -> None:
        self._sheet.set_row(row, points)

    def note(self, row: int, column: int, text: str) -> None:
        """Words outside the table."""
        self._sheet.write_string(row, column, clean(text))


@contextmanager
def writing(file: IO[bytes], scratch: str | None = None) -> Iterator[Book]:
    """The workbook is in `file` when the block ends."""
    book = Book(file, scratch)
    yield book
    book.close()


def _lay_out(sheet: "Worksheet", widths: Iterable[int], *, portrait: bool) -> None:
    """A4, as wide as the page, the heading repeated, page numbers in the foot. Widths in characters."""
    for column, width in enumerate(widths):
        sheet.set_column_pixels(column, column, width * DIGIT)
    if not portrait:
        sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, HEADER_ROW)
    sheet.center_horizontally()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)  # inches
    sheet.set_footer("&C第 &P 页，共 &N 页", {"margin": 0.3})
    sheet.freeze_panes(FIRST_ROW, 0)


@lru_cache(maxsize=4096)
def _lines(text: str, width: int) -> int:
    """How many lines of a column so wide it takes; a Chinese character is as wide as two digits."""
    units = sum(2 if char > "\u2e7f" else 1 for char in text)
    return max(1, -(-units // max(1, width - 1)))


def clean(text: str) -> str:
    """Without the control characters that Excel refuses."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char.isprintable() or char == "\n")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The whole file."""
    return codecs.BOM_UTF8 + csv_lines([header, *rows])


def csv_lines(rows: Iterable[Sequence[Value]]) -> bytes:
    page = io.StringIO(newline="")
    csv.writer(page).writerows([_shown(value) for value in row] for row in rows)
    return page.getvalue().encode()


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    text = clean(str(value))
    return f"'{text}" if text.startswith(RISKY) else text
