"""A page of the original as a picture, with the clause in question marked: what an officer types its figures from.

Only the file itself is drawn, never what was read of it. PDF by pypdfium2, a photograph as it is; what has no pages is
printed by LibreOffice first, where it is installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from knowledge.documents.files import extras, ink, office, plain, texts
from knowledge.documents.files.ink import Box
from knowledge.documents.fold import fold
from knowledge.documents.model import Document, FileKind, Span, Spot
from knowledge.documents.refusal import DocumentRefusedError
from knowledge.documents.sniff import kind_of

MOST_PIXELS = 40_000_000
LONG_SIDE = 1600  # pixels: Telegram shows no more
SLENDER = 15  # times as long as broad: Telegram takes no such picture
QUALITY = 80
MARK = (255, 236, 120)  # a text marker's yellow
FEWEST = 6  # characters by which a clause is found on a page
NO_PAGES = {
    FileKind.OFD: texts.OFD_NOT_DRAWN,
    FileKind.HTML: texts.HTML_NOT_DRAWN,
}
NOWHERE = Spot()


@dataclass(frozen=True, slots=True)
class Sought:
    """A stretch of a document: its words; how often they have stood before; where a reader has seen them."""

    words: str
    before: int = 0
    spot: Spot = NOWHERE


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as JPEG, and whether what was sought is marked on it."""

    picture: bytes
    page: int
    pages: int
    marked: bool


def sought(document: Document, span: Span, spot: Spot = NOWHERE) -> Sought:
    """The characters `span` of the document's text."""
    words = _plain(document.text[span.start : span.end])
    return Sought(words, _plain(document.text[: span.start]).count(words) if words else 0, spot)


def printed(content: bytes) -> bytes:
    """The file as something that has pages. Raises DocumentRefusedError with the reason where there is no way to it."""
    kind = kind_of(content)
    if kind in NO_PAGES:
        raise DocumentRefusedError(NO_PAGES[kind])
    if kind in {FileKind.PDF, FileKind.SCAN}:
        return content
    if kind is FileKind.TXT:
        return office.as_pdf(b"\xef\xbb\xbf" + plain.decoded(content).encode(), "txt")
    return office.as_pdf(content, "docx" if kind is FileKind.DOCX else "doc")


def draw(paper: bytes, all_sought: Sequence[Sought]) -> Drawn:
    """The page on which the first of them begins, and all of them that stand on it marked; of something `printed`.

    Raises DocumentRefusedError where the page cannot be drawn.
    """
    if kind_of(paper) is FileKind.SCAN:
        return _finished(_photograph(paper), 1, 1, [box for one in all_sought if (box := _band(one.spot, 1))])
    opened = _opened(paper)
    text = _Text.of(opened)
    found = [text.find(one) or _seen(one) for one in all_sought]
    page = next((number for number, _ in found if number), 1)
    boxes = [box for number, some in found if number == page for box in some]
    picture = _rendered(opened, page)
    if not ink.legible(picture, text.on(page)):
        raise DocumentRefusedError(texts.NO_FONT)
    return _finished(picture, page, len(opened), boxes)


def legible(opened: Any, number: int, picture: Any) -> bool:  # noqa: ANN401
    """Whether the drawn page of an opened PDF shows the letters that it has."""
    return ink.legible(picture, ((letter, box) for letter, (_, box) in _characters(opened[number - 1], number)))


def _plain(text: str) -> str:
    """Letters and digits only: marks of punctuation stand elsewhere in the order of what is drawn."""
    return "".join(one for one in fold(text) if one.isalnum())


def _seen(one: Sought) -> tuple[int, list[Box]]:
    """Where a reader has seen it: of a scan there is no text to look in."""
    return one.spot.page, [box] if (box := _band(one.spot, one.spot.page)) else []


def _band(spot: Spot, page: int) -> Box | None:
    return (0.02, spot.top, 0.98, spot.bottom) if spot.page == page and spot.bottom > spot.top else None


@dataclass(frozen=True)
class _Text:
    """The characters that pages show, in their order: `plain`, and of each its page and where it stands there."""

    plain: str
    places: Sequence[tuple[int, Box]]

    @classmethod
    def of(cls, opened: Any) -> _Text:  # noqa: ANN401
        read = [pair for number in range(1, len(opened) + 1) for pair in _characters(opened[number - 1], number)]
        return cls("".join(one for one, _ in read), [place for _, place in read])

    def on(self, page: int) -> Iterator[tuple[str, Box]]:
        """The characters of a page, and where they stand."""
        pairs = zip(self.plain, self.places, strict=True)
        return ((letter, box) for letter, (number, box) in pairs if number == page)

    def find(self, one: Sought) -> tuple[int, list[Box]] | None:
        """The page where the words begin, and their lines on it; the beginning counts if the rest reads otherwise."""
        length = len(one.words)
        while length >= min(FEWEST, len(one.words)) and length:
            if (at := self._nth(one.words[:length], one.before)) >= 0:
                return self._lines(at, self._alike(at, one.words))
            length //= 2
        return None

    def _nth(self, words: str, before: int) -> int:
        at = self.plain.find(words)
        for _ in range(before):
            following = self.plain.find(words, at + 1)
            at = following if following >= 0 else at
        return at

    def _alike(self, at: int, words: str) -> int:
        return next((n for n, one in enumerate(words) if self.plain[at + n : at + n + 1] != one), len(words))

    def _lines(self, at: int, length: int) -> tuple[int, list[Box]]:
        page = self.places[at][0]
        lines: list[Box] = []
        for number, box in self.places[at : at + length]:
            if number != page:
                break
            if lines and _beside(lines[-1], box):
                lines[-1] = _around(lines[-1], box)
            else:
                lines.append(box)
        return page, lines


def _beside(line: Box, box: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    return line[1] <= middle <= line[3] and box[0] >= line[0]


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _characters(page: Any, number: int) -> list[tuple[str, tuple[int, Box]]]:  # noqa: ANN401
    """Letters and digits of a page as they are read; of a turned page none, for where they stand is another matter."""
    raw = extras.need("pypdfium2").raw
    if page.get_rotation():
        return []
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    text = page.get_textpage()
    made: list[tuple[str, tuple[int, Box]]] = []
    for at in range(text.count_chars()):
        plain_ = _plain(chr(raw.FPDFText_GetUnicode(text.raw, at)))
        if plain_:
            x0, y0, x1, y1 = text.get_charbox(at, loose=True)
            box = ((x0 - left) / width, (top - y1) / height, (x1 - left) / width, (top - y0) / height)
            made += [(one, (number, box)) for one in plain_]
    return made


def _opened(content: bytes) -> Any:  # noqa: ANN401
    pypdfium2 = extras.need("pypdfium2")
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise DocumentRefusedError(texts.NOT_DRAWN) from error


def _rendered(opened: Any, number: int) -> Any:  # noqa: ANN401
    page = opened[number - 1]
    long, short = max(page.get_size()), min(page.get_size())
    if short <= 0 or long > SLENDER * short:
        raise DocumentRefusedError(texts.NOT_DRAWN)
    return page.render(scale=LONG_SIDE / long).to_pil().convert("RGB")


def _photograph(content: bytes) -> Any:  # noqa: ANN401
    """As it was sent, upright, no larger than it is shown."""
    from PIL import Image, ImageOps

    try:
        opened = Image.open(BytesIO(content))
        long, short = max(opened.size), min(opened.size)
        if opened.width * opened.height > MOST_PIXELS or long > SLENDER * short:
            raise DocumentRefusedError(texts.NOT_DRAWN)
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DocumentRefusedError(texts.NOT_DRAWN) from error
    picture.thumbnail((LONG_SIDE, LONG_SIDE))
    return picture


def _finished(picture: Any, page: int, pages: int, boxes: Sequence[Box]) -> Drawn:  # noqa: ANN401
    """The boxes marked as with a text marker, through which all can be read."""
    from PIL import Image, ImageChops, ImageDraw

    if boxes:
        marker = Image.new("RGB", picture.size, "white")
        pen = ImageDraw.Draw(marker)
        for left, top, right, bottom in boxes:
            width, height = picture.size
            pen.rectangle((left * width - 2, top * height - 2, right * width + 2, bottom * height + 2), fill=MARK)
        picture = ImageChops.multiply(picture, marker)
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return Drawn(out.getvalue(), page, pages, bool(boxes))
