"""Scans and photographs, read by OCR (rapidocr on onnxruntime, with the models in its package), where it is installed.

What is read this way is never taken for certain: an officer types every amount. The same reading checks the figures of
a PDF that has text: its text layer and its drawn page are two witnesses.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from knowledge.documents.files import drawing, extras, texts
from knowledge.documents.files.layout import Page, Placed, flow
from knowledge.documents.files.pdf import Box
from knowledge.documents.fold import fold
from knowledge.documents.model import FileKind, FlagKind
from knowledge.documents.pages import Extract, Note, Seen, unseen
from knowledge.documents.refusal import DocumentRefusedError

MOST_PAGES = 30
MOST_PIXELS = 40_000_000
DRAWN = 150  # dots an inch
CLOSE = 300  # for single lines, which are small
LOOK = Note(FlagKind.OCR, texts.READ_FROM_PICTURE)


def of_picture(content: bytes) -> Extract:
    """A photograph or a scanned page."""
    extras.need("rapidocr")
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        opened = Image.open(BytesIO(content))
        if opened.width * opened.height > MOST_PIXELS:
            raise DocumentRefusedError(texts.PICTURE_TOO_LARGE)
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DocumentRefusedError(texts.BROKEN_PICTURE) from error
    return _extract([_page(picture, 1)])


def of_pdf(content: bytes, seen: Seen = unseen) -> Extract:
    """A PDF of pictures."""
    extras.need("rapidocr")
    opened = _drawer(content)
    if len(opened) > MOST_PAGES:
        raise DocumentRefusedError(texts.too_many_scans(len(opened), MOST_PAGES))
    pages = []
    for number in range(1, len(opened) + 1):
        pages.append(_page(_drawn(opened, number, DRAWN), number))
        seen(number, len(opened))
    return _extract(pages)


def second_look(content: bytes, boxes: Sequence[Box], seen: Seen = unseen) -> tuple[frozenset[str], frozenset[str]]:
    """Of the numbers in the text layer: those of lines that show the same when drawn, and those of lines that don't. A
    page that cannot show its letters is no witness."""
    opened = _drawer(content)
    agreed: set[str] = set()
    differ: set[str] = set()
    drawn: tuple[int, Any] = (0, None)
    shown = False
    for box in boxes:
        if drawn[0] != box.page:
            if drawn[0]:
                seen(drawn[0], len(opened))
            drawn = (box.page, _drawn(opened, box.page, CLOSE))
            shown = drawing.legible(opened, box.page, drawn[1])
        if not shown:
            continue
        shows, said = _numbers(_line(drawn[1], box)), _numbers(box.text)
        (agreed if shows == said else differ).update(said)
    return frozenset(agreed), frozenset(differ)


def _numbers(text: str) -> list[str]:
    return re.findall(r"[0-9]+", fold(text))


def _line(picture: Any, box: Box) -> str:  # noqa: ANN401
    """What is seen where the line stands, with a little room around it."""
    import numpy

    scale, room = CLOSE / 72, 0.15 * (box.bottom - box.top)
    sides = (box.left - room, box.top - room, box.right + room, box.bottom + room)
    cut = picture.crop(tuple(int(side * scale) for side in sides))
    result = _engine()(numpy.asarray(cut)[:, :, ::-1], use_det=False, use_cls=False, use_rec=True)
    return "".join(result.txts or ())


def _drawer(content: bytes) -> Any:  # noqa: ANN401
    pypdfium2 = extras.need("pypdfium2")
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise DocumentRefusedError(texts.BROKEN_OR_LOCKED_PDF) from error


def _drawn(opened: Any, number: int, dots: int) -> Any:  # noqa: ANN401
    page = opened[number - 1]
    width, height = page.get_size()
    if width * height * (dots / 72) ** 2 > MOST_PIXELS:
        raise DocumentRefusedError(texts.PAGE_TOO_LARGE)
    return page.render(scale=dots / 72).to_pil().convert("RGB")


@cache
def _engine() -> Any:  # noqa: ANN401
    rapidocr = extras.need("rapidocr")
    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": max(1, (os.cpu_count() or 1) - 1)}  # one is the bot's
    return rapidocr.RapidOCR(params={"Global.log_level": "critical", **threads})


def _page(picture: Any, number: int) -> tuple[Page, int]:  # noqa: ANN401
    """The lines of a page, and how many of its rows stand in columns, as a table's do."""
    import numpy

    # All said each time: an engine remembers what it was told for single lines (rapidocr 3.10).
    result = _engine()(numpy.asarray(picture)[:, :, ::-1], use_det=True, use_cls=True, use_rec=True)
    boxes = () if result.boxes is None else result.boxes
    pieces = [_piece(box, text) for box, text in zip(boxes, result.txts or (), strict=False) if text.strip()]
    rows = list(_rows(pieces))
    return Page(number, float(picture.height), tuple(_merged(row) for row in rows)), sum(len(row) > 2 for row in rows)


def _piece(box: Any, text: str) -> Placed:  # noqa: ANN401
    xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
    return Placed(text, min(xs), max(xs), min(ys), max(ys))


def _rows(pieces: Sequence[Placed]) -> Iterator[list[Placed]]:
    row: list[Placed] = []
    for one in sorted(pieces, key=lambda one: (one.top + one.bottom) / 2):
        if row and (one.top + one.bottom) / 2 > row[0].bottom - 0.3 * row[0].size:
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(one)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _merged(row: Sequence[Placed]) -> Placed:
    return Placed(
        " ".join(one.text for one in row), row[0].left, max(one.right for one in row),
        min(one.top for one in row), max(one.bottom for one in row),
    )  # fmt: skip


def _extract(read: Sequence[tuple[Page, int]]) -> Extract:
    blocks, left = flow([page for page, _ in read])
    if not blocks:
        raise DocumentRefusedError(texts.NOTHING_SEEN)
    notes = [LOOK]
    if sum(columns for _, columns in read) > 2:
        notes.append(Note(FlagKind.TABLE, texts.TABLE_IN_PICTURE))
    return Extract(FileKind.SCAN, tuple(blocks), tuple(left), len(read), tuple(notes))
