"""What an amendment does to the rows of another document's table: other words in one, one less, more, or all anew.

A row is named by its running number or by words that only it has. Changed words are read under the heads of the table;
a row that shares a merged cell with another has fewer cells than there are heads, and is left to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.assemble import assemble
from knowledge.documents.clauses import Made
from knowledge.documents.fold import Reading
from knowledge.documents.instructions import Deed, Instruction
from knowledge.documents.model import Clause, Document, FileKind, Span, Spot
from knowledge.documents.numerals import whole
from knowledge.documents.pages import Cell, Extract, Table
from knowledge.documents.tables import HEAD, add_rows

NUMBERED = re.compile(r"表(\d+|[一二三四五六七八九十])$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as printed, its cells between tabs, and the clauses that it is."""

    text: str
    clauses: tuple[Clause, ...]

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.removesuffix("\t").split("\t")]

    @property
    def spot(self) -> Spot:
        return self.clauses[0].spot

    def says(self, words: str) -> bool:
        return any(words in Reading.of(cell).text for cell in self.cells)

    def has(self, words: str) -> bool:
        """Whether some cell consists of these words and no others; of a number, whether the first cell does, which has
        that of the row."""
        cells = [Reading.of(cell).text for cell in self.cells]
        return words in (cells[:1] if words.isdecimal() else cells)

    def placed(self, table: int, number: int) -> Row:
        """The row as the one of this number in the table."""
        place, spot = f"表{table}第{number}行", Spot(table=table, row=number)
        return Row(self.text, tuple(replace(one, place=place, spot=spot) for one in self.clauses))


@dataclass(frozen=True, slots=True)
class Changed:
    """The rows as they were and as they are, in a document that has them, and how much of the amendment is in it."""

    was: tuple[Row, ...]
    now: tuple[Row, ...]
    document: Document
    used: tuple[Span, ...] = ()


def follow(document: Document, one: Instruction, amendment: Document) -> Changed | None:
    """None where it is not sure which table or row is meant, or the row can't be read by itself."""
    table = _meant(document, one)
    if not table:
        return None
    if one.deed in {Deed.WHOLE, Deed.ADDED}:
        return _given(document, one, amendment, table)
    if one.deed is Deed.GONE:
        row = _row(table, one.row)
        return _changed(document, [row], []) if row else None
    return _exchanged(document, one, table)


def _meant(document: Document, one: Instruction) -> list[Row]:
    """The rows of the table that is named: of the only one; else of the one with its number; else of the one that alone
    has the words."""
    tables = _tables(document)
    if len(tables) == 1:
        return next(iter(tables.values()))
    number = NUMBERED.match(Reading.of(one.table).text)
    if number:
        return tables.get(whole(number[1]) or 0, [])
    having = [rows for rows in tables.values() if one.row and _row(rows, one.row)]
    return having[0] if len(having) == 1 else []


def _tables(document: Document) -> dict[int, list[Row]]:
    by_place: dict[tuple[int, int], list[Clause]] = {}
    for clause in document.clauses:
        if clause.spot.table:
            by_place.setdefault((clause.spot.table, clause.spot.row), []).append(clause)
    tables: dict[int, list[Row]] = {}
    for (table, _), found in by_place.items():
        span = found[0].span
        tables.setdefault(table, []).append(Row(document.text[span.start : span.end], tuple(found)))
    return tables


def _row(table: Sequence[Row], named: str) -> Row | None:
    """The one row that has a cell of these words; where none has, the one that has them in a cell."""
    words = Reading.of(named).text
    found = [row for row in table if row.has(words)]
    found = found or [row for row in table if not words.isdecimal() and row.says(words)]
    return found[0] if len(found) == 1 else None


def _exchanged(document: Document, one: Instruction, table: Sequence[Row]) -> Changed | None:
    """Other words in the row that is named, else in the only one that has them."""
    named = [row] if one.row and (row := _row(table, one.row)) else [] if one.row else table
    texts = [(row, words) for row in named if (words := exchanged(row.text, one.old, one.new)) is not None]
    if len(texts) != 1:
        return None
    row, words = texts[0]
    now = _read(document, row, words)
    return _changed(document, [row], [now]) if now else None


def exchanged(text: str, old: str, new: str) -> str | None:
    """Blanks and forms of characters apart; 800 is not found in 1800."""
    reading, sought = Reading.of(text), Reading.of(old).text
    edge = (r"(?<![0-9.，])" if sought[:1].isdigit() else "", r"(?![0-9.，])" if sought[-1:].isdigit() else "")
    spans = [reading.span(*found.span()) for found in re.finditer(edge[0] + re.escape(sought) + edge[1], reading.text)]
    for span in reversed(spans):
        text = text[: span.start] + new + text[span.end :]
    return text if spans else None


def _read(document: Document, row: Row, text: str) -> Row | None:
    """The row with other words, under the heads of its table."""
    own = Row(text, row.clauses)
    grid = [*(Row(one, ()).cells for one in _heads(document, row)), own.cells]
    if len(grid) < 2 or len({len(cells) for cells in grid}) > 1:
        return None
    printed = (Cell(cell, at, column) for at, cells in enumerate(grid) for column, cell in enumerate(cells))
    whole_table, made = assemble(Extract(FileKind.TXT, (Table(tuple(printed), Spot()),))), Made()
    for at in range(len(grid)):
        add_rows(made, whole_table, whole_table.paragraphs, at, ())
    return Row(text, tuple(made.clauses)).placed(row.spot.table, row.spot.row) if made.clauses else None


def _heads(document: Document, row: Row) -> Iterator[str]:
    """The heads right over the table that the row is of."""
    first = min(one.span.start for one in document.clauses if one.spot.table == row.spot.table)
    before = max((one.span.end for one in document.clauses if one.span.end <= first), default=0)
    heads = (one.span for one in document.unread if one.name == HEAD and before <= one.span.start < first)
    return (document.text[span.start : span.end] for span in heads)


def _given(document: Document, one: Instruction, amendment: Document, table: Sequence[Row]) -> Changed | None:
    """Rows of the amendment's own table below the instruction: as all of the table, as one row of it, or behind it."""
    below = [rows for rows in _tables(amendment).values() if rows[0].clauses[0].span.start >= one.span.end]
    rows = below[0] if below else []
    number, last = table[0].spot.table, max(row.spot.row for row in table)
    used = tuple(row.clauses[0].span for row in rows)
    if not any(clause.event for row in rows for clause in row.clauses):
        return None
    if one.deed is Deed.ADDED:
        more = [row.placed(number, last + at) for at, row in enumerate(rows, 1)]
        return _changed(document, [], more, used, behind=table[-1])
    if not one.row:
        return _changed(document, table, [row.placed(number, row.spot.row) for row in rows], used)
    old = _row(table, one.row)
    return _changed(document, [old], [rows[0].placed(number, old.spot.row)], used) if old and len(rows) == 1 else None


def _changed(
    document: Document, was: Sequence[Row], now: Sequence[Row], used: tuple[Span, ...] = (), behind: Row | None = None
) -> Changed:
    """The document with the rows in place of those that were, or behind one; their text comes behind its own."""
    gone = {clause for row in was for clause in row.clauses}
    text, fresh = document.text, list[Row]()
    for row in now:
        span = Span(len(text) + 1, len(text) + 1 + len(row.text))
        text += f"\n{row.text}"
        fresh.append(Row(row.text, tuple(replace(one, span=span, text=row.text.strip()) for one in row.clauses)))
    anchor = was[0].clauses[0] if was else behind.clauses[-1] if behind else document.clauses[-1]
    at = document.clauses.index(anchor) + (not was)
    before, after = document.clauses[:at], document.clauses[at:]
    put = [clause for row in fresh for clause in row.clauses]
    clauses = (*(one for one in before if one not in gone), *put, *(one for one in after if one not in gone))
    return Changed(tuple(was), tuple(fresh), replace(document, text=text, clauses=clauses), used)
