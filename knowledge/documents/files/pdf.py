"""Lines and tables of a PDF that holds text, by where its characters stand.

A page that shows a picture and holds text besides (a scan with a text layer) is refused as text: what is seen and what
is read may be two things. Text that can't be seen is refused for the same reason.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

from knowledge.documents.files import extras, texts
from knowledge.documents.files.layout import Page, Placed, flow
from knowledge.documents.fold import Reading
from knowledge.documents.model import FileKind, Spot
from knowledge.documents.pages import Cell, Extract, Table
from knowledge.documents.refusal import DocumentRefusedError

MOST_PAGES = 80
MOST_CHARACTERS = 400_000
UNMAPPED = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff]")

Character = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Box:
    """A line with figures, where it stands on its page (in points from the upper left corner), and its text."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


class LayeredError(DocumentRefusedError):
    """A scan with a text layer: it can be read as a scan."""


def extract(content: bytes) -> tuple[Extract, tuple[Box, ...]]:
    """The text, and the lines with figures, for whoever can read them a second time from the drawn page.

    Raises DocumentRefusedError; a PDF of pictures only is for `scan`.
    """
    pdfplumber = extras.need("pdfplumber")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it complains of fonts that are read all the same
    with _opened(pdfplumber, content) as opened:
        if len(opened.pages) > MOST_PAGES:
            raise DocumentRefusedError(texts.too_many_pages(len(opened.pages), MOST_PAGES))
        boxes: list[Box] = []
        pages = [_page(page, number, boxes) for number, page in enumerate(opened.pages, 1)]
        blocks, left = flow(pages)
        return Extract(FileKind.PDF, tuple(blocks), tuple(left), len(pages)), tuple(boxes)


def has_text(content: bytes) -> bool:
    """Whether any page holds characters."""
    pdfplumber = extras.need("pdfplumber")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with _opened(pdfplumber, content) as opened:
        return any(page.chars for page in opened.pages[:MOST_PAGES])


def _opened(pdfplumber: Any, content: bytes) -> Any:  # noqa: ANN401
    try:
        return pdfplumber.open(BytesIO(content))
    except Exception as error:
        words = texts.LOCKED if "assword" in f"{type(error).__name__}{error.__cause__!r}{error!r}" else texts.BROKEN_PDF
        raise DocumentRefusedError(words) from error


def _page(page: Any, number: int, boxes: list[Box]) -> Page:  # noqa: ANN401
    characters: list[Character] = [one for one in page.dedupe_chars(tolerance=1).chars if one.get("upright", True)]
    if len(characters) > MOST_CHARACTERS:
        raise DocumentRefusedError(texts.CROWDED_PAGE)
    visible = [one for one in characters if one["text"].strip()]
    _refuse_unseen(page, visible)
    found = page.find_tables()
    tables = [(one.bbox[1], _table(one, visible, number)) for one in found if len(one.rows) > 1]
    ruled = [one.bbox for one in found if len(one.rows) > 1]
    loose = [one for one in visible if not any(_inside(one, area) for area in ruled)]
    lines = tuple(_placed(row) for row in rows_of(loose))
    boxes += [box for row in _cell_rows(visible, found) for box in _boxes(number, row, r"[0-9]{2}|%")]
    boxes += [box for row in rows_of(loose) for box in _boxes(number, row, r"[0-9][万千百]?元|%|¥")]
    return Page(number, float(page.height), lines, tuple(tables))


def _cell_rows(visible: Sequence[Character], found: Sequence[Any]) -> Iterator[list[Character]]:
    for table in found:
        for cell in table.cells if len(table.rows) > 1 else ():
            yield from rows_of([one for one in visible if _inside(one, cell)])


def _boxes(number: int, row: Sequence[Character], figure: str) -> Iterator[Box]:
    """The row, if it holds a figure of money."""
    line = _placed(list(row))
    if re.search(figure, Reading.of(line.text).text):
        yield Box(number, line.left, line.top, line.right, line.bottom, line.text)


def _refuse_unseen(page: Any, characters: Sequence[Character]) -> None:  # noqa: ANN401
    if characters and _covered(page):
        raise LayeredError(texts.SCAN_WITH_TEXT)
    for one in characters:
        outside = one["x1"] < 0 or one["x0"] > page.width or one["bottom"] < 0 or one["top"] > page.height
        if outside or one["size"] < 3 or _is_white(page, one):
            raise DocumentRefusedError(texts.HIDDEN_IN_PDF)
        if UNMAPPED.search(one["text"]):
            raise DocumentRefusedError(texts.GARBLED_PDF)


def _covered(page: Any) -> bool:  # noqa: ANN401
    """Whether pictures cover most of the page."""
    area = sum((one["x1"] - one["x0"]) * (one["bottom"] - one["top"]) for one in page.images)
    return bool(area > 0.5 * page.width * page.height)


def _is_white(page: Any, one: Character) -> bool:  # noqa: ANN401
    """White on white. White on a filled rectangle (the head of a table) can be seen."""
    colour = one.get("non_stroking_color")
    parts = tuple(colour) if isinstance(colour, list | tuple) else (colour,)
    if not parts or any(not isinstance(part, int | float) for part in parts):
        return False
    white = all(part == 0 for part in parts) if len(parts) == 4 else all(part >= 0.97 for part in parts)
    return white and not any(rect.get("fill") and _inside(one, (rect["x0"], rect["top"], rect["x1"], rect["bottom"]))
                             for rect in page.rects)  # fmt: skip


def _inside(one: Character, box: Sequence[float]) -> bool:
    x, y = (one["x0"] + one["x1"]) / 2, (one["top"] + one["bottom"]) / 2
    return bool(box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1)


def rows_of(characters: Sequence[Character]) -> Iterator[list[Character]]:
    """Characters that stand on one line, each from left to right, lines from top to bottom."""
    row: list[Character] = []
    for one in sorted(characters, key=lambda one: ((one["top"] + one["bottom"]) / 2, one["x0"])):
        middle = (one["top"] + one["bottom"]) / 2
        if row and abs(middle - sum((x["top"] + x["bottom"]) / 2 for x in row) / len(row)) > 0.5 * min(
            one["bottom"] - one["top"], row[0]["bottom"] - row[0]["top"]
        ):
            yield sorted(row, key=lambda one: one["x0"])
            row = []
        row.append(one)
    if row:
        yield sorted(row, key=lambda one: one["x0"])


def _placed(row: list[Character]) -> Placed:
    text, seams = _spaced(row)
    return Placed(
        text, row[0]["x0"], max(one["x1"] for one in row), min(one["top"] for one in row),
        max(one["bottom"] for one in row), seams,
    )  # fmt: skip


def _spaced(row: Sequence[Character]) -> tuple[str, tuple[int, ...]]:
    """The row as text; a gap of more than half a character becomes a blank, overlapping ones a seam."""
    text, seams = row[0]["text"], []
    for before, one in pairwise(row):
        gap = one["x0"] - before["x1"]
        if gap > 0.5 * before["size"]:
            text += " "
        elif gap < -0.35 * (before["x1"] - before["x0"]) or abs(one["size"] - before["size"]) > 0.2 * before["size"]:
            seams.append(len(text))
        text += one["text"]
    return text, tuple(seams)


def _table(found: Any, characters: Sequence[Character], number: int) -> Table:  # noqa: ANN401
    """Cells by their boxes: one that reaches over several rows or columns of the grid is a merged one."""
    boxes = sorted({tuple(round(side, 1) for side in box) for box in found.cells})
    columns = _edges(box[0] for box in boxes)
    rows = _edges(box[1] for box in boxes)
    cells = []
    for x0, top, x1, bottom in boxes:
        inside = [one for one in characters if _inside(one, (x0, top, x1, bottom))]
        text, seams = _cell_text(inside)
        row, column = _place(rows, top), _place(columns, x0)
        down = sum(1 for edge in rows if top - 1 <= edge < bottom - 1)
        across = sum(1 for edge in columns if x0 - 1 <= edge < x1 - 1)
        cells.append(Cell(text, row, column, max(down, 1), max(across, 1), seams))
    return Table(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), Spot(page=number))


def _cell_text(characters: Sequence[Character]) -> tuple[str, tuple[int, ...]]:
    """Lines of a cell put together: they are broken wherever the cell ends, so that digits that meet are a seam."""
    text, seams = "", []
    for row in rows_of(characters):
        words, inside = _spaced(row)
        if text:
            seams.append(len(text))
        seams += [len(text) + seam for seam in inside]
        text += words
    return text, tuple(seams)


def _edges(places: Iterator[float]) -> list[float]:
    """Edges that lie within three points of one another are one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 3:
            found.append(place)
    return found


def _place(edges: Sequence[float], at: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - at))
