"""What a table of former and new clauses does to the document that it compares: each row gives a place anew.

It is followed only where the document says at that place what the row calls its former words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.documents.fold import Reading
from knowledge.documents.grants import wording
from knowledge.documents.marks import SECTIONS, Level, mark_of
from knowledge.documents.model import Document, Span
from knowledge.documents.tables import FORMERLY

CITED = re.compile(r"(?P<place>第[0-9一二三四五六七八九十百]+条|[0-9]{1,2}(?:\.[0-9]{1,2})+)(?:（[^）]{1,6}）)?")


GONE = re.compile(r"（?(?:[此本该整]条)?(?:予以)?(?:删除|删去|取消|废止)(?:[此本该整]条)?）?。?")
KEPT = re.compile(r"（?(?:保持)?(?:不变|未修[改订]|无修[改订]|无变化|同左|略)）?。?")


@dataclass(frozen=True, slots=True)
class Row:
    """A place of the other document, its words as they were ("" where it is new) and as they are, where those stand."""

    place: str
    old: str
    new: str
    span: Span


def compared(document: Document) -> Iterator[Row]:
    """The rows whose place can be told."""
    for cells in _rows(document):
        now = [span for span, former in cells if not former]
        start = now[0].start if now else cells[-1][0].end
        before = [(span, Reading.of(document.text, span.start, span.end).text) for span, former in cells if former]
        was = [(span, text) for span, text in before if span.end <= start and not CITED.fullmatch(text)]
        cited = [match["place"] for _, text in before if (match := CITED.fullmatch(text))]
        span = Span(now[0].start, now[-1].end) if now else was[0][0] if was else cells[0][0]
        new = document.text[span.start : span.end].strip() if now else ""
        old = was[-1 if now else 0][1] if was else ""
        place = next(iter(cited), "") or _place(new) or _place(old)
        if place and not KEPT.fullmatch(Reading.of(new).text):
            yield Row(place, old, "" if GONE.fullmatch(Reading.of(new).text) else new, span)


def same(one: str, other: str) -> bool:
    """Whether both say the same, blanks, number and the stop at the end apart."""
    return wording(one) == wording(other)


def _rows(document: Document) -> Iterator[Sequence[tuple[Span, bool]]]:
    """The cells of each row that has both; True for what was."""
    found = {(one.span, True) for one in document.unread if one.name == FORMERLY}
    tables = {span.start for span, _ in found}
    if not tables:
        return
    found |= {(one.span, False) for one in document.clauses if one.spot.table}
    row: list[tuple[Span, bool]] = []
    for cell in sorted(found, key=lambda one: one[0].start):
        if row and "\n" in document.text[row[-1][0].end : cell[0].start]:
            yield row
            row = []
        row.append(cell)
    yield row


def _place(text: str) -> str:
    mark = mark_of(Reading.of(text).text)
    return mark.cited if mark and mark.level in {Level.ARTICLE, *SECTIONS} else ""
