"""Rows of a table as they are typed in a text file: between tabs, between bars, or set under each other by blanks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from knowledge.documents.columns import is_head
from knowledge.documents.fold import Reading
from knowledge.documents.marks import Level, mark_of
from knowledge.documents.numerals import DATE
from knowledge.documents.pages import Block, Cell, Line, Table

TAB, BLANKS = "\t", " "
BARS = ("|", "｜")
GAP = re.compile(r"[ \u3000]{2,}")
CELL = re.compile(r"[^ \u3000]+(?:[ \u3000][^ \u3000]+)*")
RULE = re.compile(r"[:—–\-─━ ]*")
SUM = re.compile(r"[0-9０-９一二三四五六七八九十百千万]+(?:元|[%％])")
NEAR = 3  # half characters between where a cell and its head begin
WIDEST = 30  # characters of a cell between blanks: more is prose with two blanks in it
_Row = list[tuple[int, str]]


def blocks(lines: list[Line]) -> Iterator[Block]:
    """Two rows of at least two cells make a table; a row that stands alone is a line."""
    marks = [_mark(line.text) for line in lines]
    at = 0
    while at < len(lines):
        end = _end(lines, marks, at)
        found = lines[at:end]
        rows = bool(marks[at]) and len(found) > 1 and not _is_list(found, marks[at])
        table = _table(found, marks[at]) if rows else None
        yield from ([table] if table else map(_alone, found))
        at = end


def _mark(text: str) -> str:
    """What parts the cells of this line; "" where nothing does."""
    for mark in (TAB, *BARS):
        if mark in _inner(text, mark):
            return mark
    cells = [Reading.of(one[0]).text for one in CELL.finditer(text.strip("\r"))]
    if len(cells) < 2 or any(len(cell) > WIDEST or "。" in cell for cell in cells):
        return ""
    mark_ = mark_of(cells[0])
    numbered = mark_ is not None and mark_.level < Level.POINT and mark_.length == len(cells[0])
    return "" if numbered or any(DATE.fullmatch(cell) for cell in cells) else BLANKS


def _inner(text: str, mark: str) -> str:
    """The line without the frame around its cells; a tab ahead of a line only indents it."""
    plain = text.strip(" \u3000\r")
    return plain.lstrip(TAB) if mark == TAB else plain.strip(mark + "\t ")


def _end(lines: Sequence[Line], marks: Sequence[str], at: int) -> int:
    """Where the rows that begin here end; below heads one cell alone (患病慰问) is a row that heads a group."""
    mark, end = marks[at], at + 1
    headed = bool(mark) and is_head(_cells(lines[at].text, mark))
    while end < len(lines):
        if headed and mark == BLANKS and _stands_under(lines[end].text, lines[at].text):
            end += 1
            continue
        between = not marks[end] and headed and end + 1 < len(lines) and marks[end - 1] == mark == marks[end + 1]
        if marks[end] != mark and not (between and _is_group(lines, end, mark)):
            break
        end += 1
    return end


def _is_list(lines: Sequence[Line], mark: str) -> bool:
    """Whether all are numbered points (1、会员结婚	800元), and no rows."""
    firsts = [Reading.of(_cells(line.text, mark)[0]).text for line in lines]
    return all((found := mark_of(first)) and found.length < len(first) for first in firsts)


def _stands_under(text: str, head: str) -> bool:
    """Whether all of a line stands under the heads, be it prose in long cells."""
    starts, cells = [start for start, _ in _spaced(head)], _spaced(text)
    under = all(any(abs(start - one) <= NEAR for one in starts) for start, _ in cells)
    return under and (len(cells) > 1 or (len(cells) == 1 and cells[0][0] >= starts[1] - NEAR))


def _is_group(lines: Sequence[Line], at: int, mark: str) -> bool:
    text, near = lines[at].text.strip(), lines[at].spot.line - lines[at - 1].spot.line
    follows = lines[at + 1].spot.line - lines[at].spot.line == near
    plain = len(text) <= WIDEST and not re.search(r"[。：:；]", text)
    return follows and plain and not is_head(_cells(lines[at + 1].text, mark))


def _alone(line: Line) -> Line:
    """Of a row that stands alone nothing follows in the next line where it ends with its sum."""
    row = _mark(line.text) and re.search(r"[0-9０-９][元%％][^，。；]{0,10}$", line.text.strip())
    return Line(line.text, line.spot, ends=True) if row else line


def _cells(text: str, mark: str) -> list[str]:
    return (
        [cell for _, cell in _spaced(text)]
        if mark == BLANKS
        else [one.strip() for one in _inner(text, mark).split(mark)]
    )


def _table(lines: list[Line], mark: str) -> Table | None:
    """Rows that are but a rule (|---|---|) are left out. An empty cell stays empty."""
    if mark == TAB:
        rows = _tabbed(lines)
    elif mark == BLANKS:
        rows = _under_each_other([_spaced(line.text) for line in lines])
    else:
        rows = [_cells(line.text, mark) for line in lines]
    rows = [row for row in rows if not all(RULE.fullmatch(cell) for cell in row)]
    cells = (Cell(text, at, column) for at, row in enumerate(rows) for column, text in enumerate(row))
    return Table(tuple(cells), lines[0].spot) if rows else None


def _tabbed(lines: Sequence[Line]) -> list[list[str]]:
    """A tab ahead stands for an empty cell where the row has a cell less than others have; several tabs are one where
    only then all rows have as many cells."""
    texts = [line.text.strip(" \u3000\r") for line in lines]
    single = [[cell.strip() for cell in text.lstrip(TAB).split(TAB)] for text in texts]
    if not any(text.startswith(TAB) for text in texts):
        merged = [[cell.strip() for cell in re.split(r"\t+", text.strip(TAB))] for text in texts]
        even = {len(row) for row in merged}
        return merged if len(even) == 1 and len({len(row) for row in single}) > 1 else single
    widest = max((len(row) for row, text in zip(single, texts, strict=True) if not text.startswith(TAB)), default=0)
    made: list[list[str]] = []
    for row, text in zip(single, texts, strict=True):
        ahead = len(text) - len(text.lstrip(TAB))
        made.append([""] * ahead + row if ahead + len(row) <= widest else row)
    return made


def _spaced(text: str) -> _Row:
    """Where each cell begins, in columns of half a character, and its words."""
    return [(_width(text[: one.start()]), one[0].strip()) for one in CELL.finditer(text.strip("\r"))]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _under_each_other(rows: list[_Row]) -> list[list[str]]:
    """Cells by the column under which they begin; nothing where two would stand in one, or there is no sum in most."""
    widest = max(rows, key=len)
    with_sum = sum(any(SUM.search(cell) for _, cell in row) for row in rows)
    if not (is_head([cell for _, cell in rows[0]]) or with_sum * 2 >= len(rows)):
        return []
    made: list[list[str]] = []
    for row in rows:
        at = [_nearest(start, widest) for start, _ in row] if len(row) < len(widest) else list(range(len(row)))
        if len(set(at)) < len(at) or at != sorted(at):
            return []
        made.append([next((cell for place, (_, cell) in zip(at, row, strict=True) if place == number), "")
                     for number in range(len(widest))])  # fmt: skip
    return made


def _nearest(start: int, columns: _Row) -> int:
    return min(range(len(columns)), key=lambda at: abs(columns[at][0] - start))
