"""What a reader takes out of a file: lines or paragraphs and tables, each with its place, not yet understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from knowledge.documents.model import FileKind, FlagKind, Spot


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a whole paragraph where the file knows paragraphs.

    `ends`: whether the paragraph surely ends (True) or surely goes on (False) after it; None where the file does not
    tell. `full`: whether it reaches the right margin. `seams`: places in `text` where two pieces of
    the file meet, of which only those between digits matter.
    `starts`: whether a paragraph surely begins with it.
    """

    text: str
    spot: Spot
    ends: bool | None = None
    starts: bool = False
    seams: tuple[int, ...] = ()
    full: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the rows and columns it covers, from 0; a merged cell covers several."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    seams: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table; its cells row by row, none twice."""

    cells: tuple[Cell, ...]
    spot: Spot

    @property
    def height(self) -> int:
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers this place."""
        return next((cell for cell in self._by_row.get(row, ()) if _covers(cell, row, column)), None)

    @cached_property
    def _by_row(self) -> dict[int, list[Cell]]:
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                found.setdefault(row, []).append(cell)
        return found

    def numbered(self, number: int) -> Table:
        return replace(self, spot=replace(self.spot, table=number))


def _covers(cell: Cell, row: int, column: int) -> bool:
    return 0 <= row - cell.row < cell.rows and 0 <= column - cell.column < cell.columns


Block: TypeAlias = Line | Table
Seen: TypeAlias = Callable[[int, int], None]  # so many pages of so many


def unseen(done: int, of: int) -> None:
    """For who does not show how far the reading has got."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader of files wants an officer to know."""

    kind: FlagKind
    words: str


@dataclass(frozen=True, slots=True)
class Extract:
    """A file's text. `left` are running heads and page numbers, taken out by their place. `agreed` and
    `disagreed`: numbers that a second, independent reading of the drawn pages has found, or not found, in the line
    where the text has them; of one that is in both, neither is certain.
    """

    kind: FileKind
    blocks: tuple[Block, ...]
    left: tuple[str, ...] = ()
    pages: int = 0
    notes: tuple[Note, ...] = ()
    agreed: frozenset[str] = frozenset()
    disagreed: frozenset[str] = frozenset()
