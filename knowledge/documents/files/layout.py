"""Lines on pages: which of them are running heads and page numbers, which reach the right margin and go on.

For files that know where characters stand but not which make a paragraph (PDF, OFD, scans).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from statistics import median

from knowledge.documents.fold import Reading
from knowledge.documents.model import Spot
from knowledge.documents.pages import Block, Line, Table

EDGE = 0.12  # of the page's height: heads and feet stand there
NUMBERED = re.compile(r"^[—·.]*(?:第)?[0-9]{1,4}(?:页)?(?:[/／，]?(?:共)?[0-9]{1,4}(?:页)?)?[—·.]*$")
INDENT = 1.2  # characters: a line that begins so far from the left is indented
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


@dataclass(frozen=True, slots=True)
class Margins:
    """Between which lines run, and whether paragraphs begin with an indent."""

    left: float
    right: float
    indents: bool

    def is_indented(self, line: Placed) -> bool:
        return line.left > self.left + INDENT * line.size

    def is_full(self, line: Placed) -> bool:
        return line.right > self.right - FULL * line.size

    def is_short(self, line: Placed) -> bool:
        return line.right < self.right - SLACK * line.size

    def is_centred(self, line: Placed) -> bool:
        before, after = line.left - self.left, self.right - line.right
        return self.is_indented(line) and abs(before - after) < 2 * line.size


def flow(pages: Sequence[Page]) -> tuple[list[Block], list[str]]:
    """The lines and tables of all pages in order, and apart what stands at their heads and feet."""
    running = _running(pages)
    left: list[str] = []
    bodies: list[list[Placed]] = []
    for page in pages:
        aside = [line for line in page.lines if _is_running(line, page, running)]
        left += [line.text for line in aside]
        bodies.append([line for line in page.lines if line not in aside])
    margins = _margins([line for body in bodies for line in body])
    blocks: list[Block] = []
    for at, (page, body) in enumerate(zip(pages, bodies, strict=True)):
        following = next((later[0] for later in bodies[at + 1 :] if later), None)
        blocks += _of_page(page, body, following, margins)
    return _across(blocks), left


def _is_running(line: Placed, page: Page, running: set[str]) -> bool:
    numbered = NUMBERED.match(Reading.of(line.text).text)
    return _at_edge(line, page) and bool(_shape(line) in running or numbered)


def _margins(lines: Sequence[Placed]) -> Margins:
    """By all pages together: the last page may hold a line or two."""
    if not lines:
        return Margins(0, 0, False)
    lefts = sorted(line.left for line in lines)
    left, right = lefts[len(lefts) // 20], max(line.right for line in lines)
    size = median(line.size for line in lines)
    indented = sum(1.4 * size < line.left - left < 2.8 * size for line in lines)
    flush = sum(line.left - left < 0.7 * size for line in lines)
    return Margins(left, right, indented >= 3 and flush >= 3)


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


def _of_page(page: Page, lines: list[Placed], following: Placed | None, margins: Margins) -> list[Block]:
    placed: list[tuple[float, Block]] = list(page.tables)
    for number, (line, after) in enumerate(zip_longest(lines, [*lines[1:], following][: len(lines)]), 1):
        ends = _ends(line, after, margins)
        full = margins.is_full(line)
        spot = Spot(page.number, number, top=_share(line.top, page), bottom=_share(line.bottom, page))
        made = Line(line.text, spot, ends, False, line.seams, full)
        placed.append((line.top, made))
    return [block for _, block in sorted(placed, key=lambda pair: pair[0])]


def _share(height: float, page: Page) -> float:
    return round(height / page.height, 4) if page.height else 0.0


def _ends(line: Placed, after: Placed | None, margins: Margins) -> bool | None:
    """Whether the paragraph ends with the line: where paragraphs are indented the next line tells, else its length.

    Of centred lines, which are titles, only their words tell.
    """
    if margins.is_centred(line) and margins.is_short(line):
        return None if after is not None and margins.is_centred(after) else True
    if margins.is_short(line):
        return True
    if margins.indents and after is not None:
        return margins.is_indented(after)
    return None


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
