"""Lines of an OFD file (GB/T 33190): a zip of XML whose text objects say where each stands on the page.

Templates are laid under the pages that name them. Signatures and seals are not looked at.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree.ElementTree import Element

from knowledge.documents.files import texts
from knowledge.documents.files.archive import Archive
from knowledge.documents.files.layout import Page, Placed, flow
from knowledge.documents.files.ruling import grids
from knowledge.documents.model import FileKind, FlagKind
from knowledge.documents.pages import Extract, Note
from knowledge.documents.refusal import DocumentRefusedError

MOST_PAGES = 80
MOST_OBJECTS = 100_000
MOST_DEPTH = 20

Matrix = tuple[float, float, float, float, float, float]
ONE: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A run of characters on one baseline, from `x` to `right`, in millimetres of the page."""

    text: str
    x: float
    right: float
    y: float
    size: float


@dataclass
class Sheet:
    """What has been found on a page: text, straight lines, whether there is a picture."""

    glyphs: list[Glyphs] = field(default_factory=list)
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)
    filled: list[tuple[float, float, float, float]] = field(default_factory=list)
    white: list[Glyphs] = field(default_factory=list)
    picture: bool = False


def extract(content: bytes) -> Extract:
    """Raises DocumentRefusedError for broken files, hidden text, and files of pictures."""
    archive = Archive(content)
    pages: list[Page] = []
    picture = False
    for root in _roots(archive):
        for sheet, height in _sheets(archive, root):
            if len(pages) >= MOST_PAGES:
                raise DocumentRefusedError(texts.more_pages_than(MOST_PAGES))
            picture = picture or sheet.picture
            pages.append(_page(sheet, len(pages) + 1, height))
    if not any(page.lines or page.tables for page in pages):
        raise DocumentRefusedError(texts.OFD_OF_PICTURES if picture else texts.NO_TEXT)
    blocks, left = flow(pages)
    notes = (Note(FlagKind.HIDDEN, texts.PICTURES),) if picture else ()
    return Extract(FileKind.OFD, tuple(blocks), tuple(left), len(pages), notes)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _named(element: Element, *names: str) -> Iterator[Element]:
    return (one for one in element.iter() if _local(one) in names)


def _child(element: Element, name: str) -> Element | None:
    return next((one for one in element if _local(one) == name), None)


def _where(base: str, location: str) -> str:
    """A place in the archive, from the folder of the file that names it; one with a slash ahead from the top."""
    return location.lstrip("/") if location.startswith("/") else posixpath.normpath(posixpath.join(base, location))


def _roots(archive: Archive) -> Iterator[str]:
    found = [one.text.strip() for one in _named(archive.xml("OFD.xml"), "DocRoot") if one.text]
    if not found:
        raise DocumentRefusedError(texts.BROKEN)
    yield from (_where("", one) for one in found)


def _sheets(archive: Archive, root: str) -> Iterator[tuple[Sheet, float]]:
    """The pages of one document, each with its height."""
    document, base = archive.xml(root), posixpath.dirname(root)
    usual = next(iter(_named(document, "PhysicalBox")), None)
    templates = {one.get("ID", ""): one.get("BaseLoc", "") for one in _named(document, "TemplatePage")}
    for entry in _named(document, "Page"):
        page = archive.xml(_where(base, entry.get("BaseLoc", "")))
        sheet = Sheet()
        for template in _named(page, "Template"):
            if location := templates.get(template.get("TemplateID", "")):
                _walk(archive.xml(_where(base, location)), ONE, 1, sheet)
        _walk(page, ONE, 1, sheet)
        area = _child(page, "Area")
        box = next(iter(_named(area, "PhysicalBox")), usual) if area is not None else usual
        yield sheet, _numbers(box.text if box is not None else "", 4, (0, 0, 210, 297))[3]


def _walk(element: Element, matrix: Matrix, depth: int, sheet: Sheet) -> None:
    if depth > MOST_DEPTH or len(sheet.glyphs) + len(sheet.strokes) > MOST_OBJECTS:
        raise DocumentRefusedError(texts.ODD_STRUCTURE)
    for child in element:
        name = _local(child)
        if name == "TextObject":
            _text(child, matrix, sheet)
        elif name == "PathObject":
            _path(child, matrix, sheet)
        elif name == "ImageObject":
            sheet.picture = True
        elif name in {"Content", "Layer", "PageBlock", "CompositeObject"}:
            _walk(child, matrix, depth + 1, sheet)


def _text(element: Element, matrix: Matrix, sheet: Sheet) -> None:
    codes = [one for one in element if _local(one) == "TextCode"]
    if not any((one.text or "").strip() for one in codes):
        return
    size = _number(element.get("Size"), 0)
    own = _own(element, matrix)
    drawn = size * math.hypot(own[2], own[3])
    if element.get("Visible", "true").lower() == "false" or _alpha(element) == 0 or drawn < 1:
        raise DocumentRefusedError(texts.HIDDEN_IN_OFD)
    x = y = 0.0
    for code in codes:
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        made = _glyphs(code.text or "", (x, y), _deltas(code.get("DeltaX")), size, own)
        (sheet.white if _is_white(element) else sheet.glyphs).append(made)


def _own(element: Element, matrix: Matrix) -> Matrix:
    """From the object's own plane to the page: its matrix, then the corner of its boundary."""
    a, b, c, d, e, f = _numbers(element.get("CTM", ""), 6, ONE)
    left, top, *_ = _numbers(element.get("Boundary", ""), 4, (0, 0, 0, 0))
    return (a, b, c, d, e + left + matrix[4], f + top + matrix[5])


def _glyphs(text: str, start: tuple[float, float], steps: Sequence[float], size: float, own: Matrix) -> Glyphs:
    x, y = start
    length = sum((steps[at] if at < len(steps) else size) for at in range(len(text) - 1))
    wide = size * (0.5 if text[-1:].isascii() else 1)
    left = own[0] * x + own[2] * y + own[4]
    right = own[0] * (x + length + wide) + own[2] * y + own[4]
    return Glyphs(text, left, max(left, right), own[1] * x + own[3] * y + own[5], size * math.hypot(own[2], own[3]))


def _deltas(words: str | None) -> list[float]:
    """“5.6 5.6” or “g 25 5.6”, which says the same step twenty-five times."""
    found: list[float] = []
    parts = (words or "").split()
    at = 0
    while at < len(parts):
        if parts[at] == "g" and at + 2 < len(parts):
            times = min(int(_number(parts[at + 1], 0)), 10_000)
            found += [_number(parts[at + 2], 0)] * times
            at += 3
        else:
            found.append(_number(parts[at], 0))
            at += 1
    return found


def _alpha(element: Element) -> float:
    fill = _child(element, "FillColor")
    return min(_number(element.get("Alpha"), 255), _number(fill.get("Alpha") if fill is not None else None, 255))


def _is_white(element: Element) -> bool:
    fill = _child(element, "FillColor")
    parts = (fill.get("Value") or "").split() if fill is not None else []
    return len(parts) == 3 and all(_number(part, 0) >= 250 for part in parts)


def _path(element: Element, matrix: Matrix, sheet: Sheet) -> None:
    """Straight level and upright strokes, the ruling of tables; a filled box besides, on which white can be read."""
    own = _own(element, matrix)
    data = _child(element, "AbbreviatedData")
    points: list[tuple[float, float]] = []
    for letter, x, y in re.findall(r"([MLS])\s+(-?[\d.]+)\s+(-?[\d.]+)", (data.text or "") if data is not None else ""):
        point = (own[0] * _number(x, 0) + own[2] * _number(y, 0) + own[4],
                 own[1] * _number(x, 0) + own[3] * _number(y, 0) + own[5])  # fmt: skip
        if letter == "L" and points:
            sheet.strokes.append((*points[-1], *point))
        points.append(point)
    if element.get("Fill", "false").lower() == "true" and points:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        sheet.filled.append((min(xs), min(ys), max(xs), max(ys)))


def _page(sheet: Sheet, number: int, height: float) -> Page:
    for one in sheet.white:
        if not any(box[0] <= one.x <= box[2] and box[1] <= one.y <= box[3] for box in sheet.filled):
            raise DocumentRefusedError(texts.HIDDEN_IN_OFD)
    glyphs = [one for one in (*sheet.glyphs, *sheet.white) if one.text.strip()]
    tables, loose = grids(sheet.strokes, glyphs, number)
    return Page(number, height, tuple(_line(row) for row in rows_of(loose)), tuple(tables))


def rows_of(glyphs: Sequence[Glyphs]) -> Iterator[list[Glyphs]]:
    """Runs on one baseline, from left to right; baselines from top to bottom."""
    row: list[Glyphs] = []
    for one in sorted(glyphs, key=lambda one: (one.y, one.x)):
        if row and one.y - row[0].y > 0.4 * min(one.size, row[0].size):
            yield sorted(row, key=lambda one: one.x)
            row = []
        row.append(one)
    if row:
        yield sorted(row, key=lambda one: one.x)


def joined(row: Sequence[Glyphs]) -> tuple[str, tuple[int, ...]]:
    """The runs of a row as one text: a gap becomes a blank, every other meeting a seam."""
    text, seams = row[0].text, []
    for before, one in pairwise(row):
        if one.x - before.right > 0.6 * one.size:
            text += " "
        seams.append(len(text))
        text += one.text
    return text, tuple(seams)


def _line(row: Sequence[Glyphs]) -> Placed:
    text, seams = joined(row)
    size = max(one.size for one in row)
    return Placed(text, row[0].x, max(one.right for one in row), row[0].y - size, row[0].y, seams)


def _number(words: str | None, otherwise: float) -> float:
    try:
        value = float(words) if words else otherwise
    except ValueError:
        return otherwise
    return value if math.isfinite(value) else otherwise


def _numbers(words: str | None, count: int, otherwise: Sequence[float]) -> tuple[float, ...]:
    parts = (words or "").split()
    return tuple(_number(part, 0) for part in parts[:count]) if len(parts) >= count else tuple(otherwise)
