"""An Excel workbook as plain sheets, of rows with something in them: thousands of empty formatted ones cost nothing.

Read by the standard library's XML parser, as a stream: docs/decisions/reading-workbooks.md says why.
"""

import re
from collections.abc import Iterator

from bot.members.roster.cells import Bounds, Line, Sheet, number_cell
from bot.members.roster.package import Attributes, Book, Part, opened_book, stream
from bot.members.rules.roster_layout import Cell

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})")
_NONE: Attributes = {}
_SPOKEN = frozenset({"v", "t"})  # where a cell's content stands; in `f` stands a formula


def read_workbook(content: bytes, bounds: Bounds) -> Iterator[tuple[str, Sheet]]:
    """Title and lines of every sheet that is shown. Raises BadInput for what cannot be read or is beyond bounds."""
    with opened_book(content, bounds) as book:
        for title, path in book.paths:
            page = _Page(book, bounds)
            stream(book.archive, path, page)
            page.spread()
            yield title, page.lines


class _Page(Part):
    """One sheet, cell by cell as it passes."""

    def __init__(self, book: Book, bounds: Bounds) -> None:
        self.lines: Sheet = []
        self._book, self._bounds = book, bounds
        self._merged: dict[int, list[tuple[int, int]]] = {}  # column → first and last row, of what is merged over rows
        self._spans = self._cells = 0
        self._row = 0  # the number of the row that passes, and what has been found in it by column
        self._found: dict[int, Cell] = {}
        self._column = -1
        self._cell: Attributes = {}  # of the cell that passes; looked at once there is something in it
        self._pieces: list[str] = []
        self._taking = self._above = False
        self._columns: dict[str, int] = {}

    def opened(self, name: str, attributes: Attributes) -> None:
        """An element of the sheet's XML begins."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._row = _number(attributes.get("r"), self._row + 1)
            self._column, self._cell = -1, _NONE
        elif name in _SPOKEN:
            self._taking = not self._above
        elif name == "rPh":
            self._above = True
        elif name == "mergeCell":
            self._note_merged(attributes.get("ref", ""))

    def closed(self, name: str) -> None:
        if name == "c":
            if self._pieces:
                self._end_cell()
        elif name == "row":
            if self._found:
                self._end_row()
        elif name in _SPOKEN:
            self._taking = False
        elif name == "rPh":
            self._above = False

    def said(self, text: str) -> None:
        if self._taking:
            self._pieces.append(self._bounds.cut(text))

    def _begin_cell(self, attributes: Attributes) -> None:
        if "r" not in attributes:  # it stands behind the one before
            self._column = self._place() + 1
        self._cell = attributes

    def _place(self) -> int:
        """The column of the cell that passes."""
        place = self._cell.get("r")
        return self._column if place is None else self._column_of(place)

    def _column_of(self, place: str) -> int:
        name = place.rstrip("0123456789")
        found = self._columns.get(name)
        if found is None:
            matched = _PLACE.fullmatch(place)
            if matched is None:
                raise ValueError("no place of a cell")
            found = self._columns[name] = _column(matched[1])
        return found

    def _end_cell(self) -> None:
        text, self._pieces = "".join(self._pieces), []
        value = self._value(text)
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        column = self._place()
        self._bounds.check_column(self._row, column)
        self._found[column] = value
        self._cells += 1
        self._bounds.check_cells(self._cells)

    def _value(self, text: str) -> Cell:
        kind = self._cell.get("t", "n")
        if kind == "s":
            index = int(text)
            return self._book.texts[index] if 0 <= index < len(self._book.texts) else None
        if kind == "n":
            return number_cell(text.strip(), self._book.format(self._cell.get("s")), from_1904=self._book.from_1904)
        if kind == "b":
            return "是" if text == "1" else "否"
        return self._bounds.cut(text)  # str, inlineStr, d (an ISO date), e (#N/A)

    def _end_row(self) -> None:
        cells: list[Cell] = [None] * (max(self._found) + 1)
        for column, value in self._found.items():
            cells[column] = value
        self._found = {}
        self.lines.append(Line(self._row, cells))
        self._bounds.check_row(len(self.lines))

    def _note_merged(self, reference: str) -> None:
        """Only over rows (one 单位 over all its people); the first column of what is merged over columns, too."""
        matched = _MERGED.fullmatch(reference)
        if matched is None or self._spans >= self._bounds.merged:
            return
        column, first, last = _column(matched[1]), int(matched[2]), int(matched[3])
        if first < last and column < self._bounds.columns:
            self._merged.setdefault(column, []).append((first, last))
            self._spans += 1

    def spread(self) -> None:
        """The value of a cell merged over rows, in each of them; one pass over the lines for each such column."""
        for column, spans in self._merged.items():
            spans.sort(reverse=True)
            value: Cell = None
            until = 0
            for line in self.lines:
                while spans and spans[-1][0] <= line.number:
                    first, last = spans.pop()
                    if first == line.number and _at(line, column) is not None:
                        value, until = _at(line, column), last
                if line.number <= until and _at(line, column) is None:
                    line.cells.extend([None] * (column + 1 - len(line.cells)))
                    line.cells[column] = value


def _at(line: Line, column: int) -> Cell:
    return line.cells[column] if column < len(line.cells) else None


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else default


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
