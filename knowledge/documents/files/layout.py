"""Lines on pages: which of them are running heads and page numbers, which reach the right margin and go on.

For files that know where characters stand but not which make a paragraph (PDF, OFD, scans).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from knowledge.documents.fold import Reading
from knowledge.documents.model import Spot
from knowledge.documents.pages import Block, Line, Table

EDGE = 0.12  # of the page's height: heads and feet stand there
NUMBERED = re.compile(r"^[—·.]*(?:第)?[0-9]{1,4}(?:页)?(?:[/／，]?(?:共)?[0-9]{1,4}(?:页)?)?[—·.]*$")
FULL = 1.6  # characters: a line that comes as near to the margin is full
SLACK = 6  # characters that a full line may be short of the margin by: brackets and numbers are not broken


@dataclass(frozen=True, slots=True)
class Placed:
    """A line where it stands: `left`, `right`, `top`, `bottom` in the page's own unit, from its upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    seams: tuple[int, ...] = ()

    @property
    def size(self) -> float:
        return max(self.bottom - self.top, 0.1)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, from top to bottom."""

    number: int
    height: float
    lines: tuple[Placed, ...]
    tables: tuple[tuple[float, Table], ...] = ()  # with the top of each


def flow(pages: Sequence[Page]) -> tuple[list[Block], list[str]]:
    """The lines and tables of all pages in order, and apart what stands at their heads and feet."""
    running = _running(pages)
    blocks: list[Block] = []
    left: list[str] = []
    for page in pages:
        body = []
        for line in page.lines:
            if _at_edge(line, page) and (_shape(line) in running or NUMBERED.match(Reading.of(line.text).text)):
                left.append(line.text)
            else:
                body.append(line)
        blocks += _of_page(page, body)
    return _across(blocks), left


def _at_edge(line: Placed, page: Page) -> bool:
    return line.bottom < EDGE * page.height or line.top > (1 - EDGE) * page.height


def _shape(line: Placed) -> str:
    """A running head without its figures, which count the pages."""
    return re.sub(r"[0-9]+", "#", Reading.of(line.text).text)


def _running(pages: Sequence[Page]) -> set[str]:
    """What stands at the edge of more than half of the pages, at the same height."""
    if len(pages) < 2:
        return set()
    found = Counter(
        key
        for page in pages
        for key in {(_shape(line), round(line.top / page.height, 2)) for line in page.lines if _at_edge(line, page)}
    )
    return {shape for (shape, _), count in found.items() if count >= 2 and count * 2 > len(pages)}


def _of_page(page: Page, lines: list[Placed]) -> list[Block]:
    if not lines:
        return [table for _, table in page.tables]
    margin = max(line.right for line in lines)
    begin = _usual_left(lines)
    placed: list[tuple[float, Block]] = list(page.tables)
    for number, line in enumerate(lines, 1):
        short, full = line.right < margin - SLACK * line.size, line.right > margin - FULL * line.size
        indented = line.left > begin + 1.2 * line.size
        made = Line(line.text, Spot(page.number, number), _ends(line, short, full), indented and not short, line.seams)
        placed.append((line.top, made))
    return [block for _, block in sorted(placed, key=lambda pair: pair[0])]


def _ends(line: Placed, short: bool, full: bool) -> bool | None:
    """A short line ends its paragraph; a full one without a full stop goes on; of what is between, the words decide."""
    if short:
        return True
    return False if full and not re.search(r"[。.：:！!？?][”\"’）)]*$", line.text.rstrip()) else None


def _usual_left(lines: Sequence[Placed]) -> float:
    return median(sorted(line.left for line in lines)[: max(1, len(lines) // 2)])


def _across(blocks: list[Block]) -> list[Block]:
    """A table that goes on at the top of the next page is one table; its head may be repeated there."""
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if isinstance(block, Table) and isinstance(before, Table) and _continues(before, block):
            shift = before.height
            more = tuple(
                type(cell)(cell.text, cell.row + shift, cell.column, cell.rows, cell.columns, cell.seams)
                for cell in block.cells
            )
            made[-1] = Table(before.cells + more, before.spot)
        else:
            made.append(block)
    return made


def _continues(before: Table, table: Table) -> bool:
    return before.width == table.width and table.spot.page == before.spot.page + 1
