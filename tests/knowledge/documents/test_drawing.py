"""The page of the original: which one is drawn, what is marked on it, and what has no page."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from io import BytesIO

import pytest
from PIL import Image

from knowledge.documents.files import drawing
from knowledge.documents.files.drawing import Drawn, Sought, sought
from knowledge.documents.model import Document, Spot
from knowledge.documents.refusal import DocumentRefusedError
from tests.knowledge.documents import samples
from tests.knowledge.documents.samples import read

LINES = samples.paragraphs(samples.RULES)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return samples.pdf(LINES)


@pytest.fixture(scope="module")
def document(paper: bytes) -> Document:
    return read(paper)


def yellow(drawn: Drawn) -> set[int]:
    """The lines of text that are marked, by tenths of a percent of the page's height."""
    picture = Image.open(BytesIO(drawn.picture)).convert("RGB")
    across = range(0, picture.width, 7)
    marked = (y for y in range(picture.height) if any(_is_marked(picture.getpixel((x, y))) for x in across))
    return {round(1000 * y / picture.height) for y in marked}


def _is_marked(colour: float | tuple[int, ...] | None) -> bool:
    assert isinstance(colour, tuple)
    return colour[2] < 170 < min(colour[:2])


def of(paper: bytes, document: Document, clauses: Sequence[int]) -> Drawn:
    chosen = [document.clauses[at] for at in clauses]
    return drawing.draw(paper, [sought(document, one.span, one.spot) for one in chosen])


def test_each_clause_is_marked_where_it_stands(paper: bytes, document: Document) -> None:
    for at, clause in enumerate(document.clauses):
        drawn = of(paper, document, [at])
        assert (drawn.page, drawn.pages, drawn.marked) == (clause.spot.page, 2, True), clause.text
        seen = yellow(drawn)
        first, last = 1000 * clause.spot.top, 1000 * clause.spot.bottom
        assert seen, clause.text
        assert first - 12 < min(seen), (clause.text, min(seen), first)
        assert max(seen) < last + 12, (clause.text, max(seen), last)


def test_several_clauses_are_marked_on_the_page_of_the_first(paper: bytes, document: Document) -> None:
    some = [at for at, one in enumerate(document.clauses) if one.spot.page == 1][-2:]
    beyond = [at for at, one in enumerate(document.clauses) if one.spot.page == 2][:1]
    together = of(paper, document, [*some, *beyond])
    assert together.page == 1
    assert yellow(together) >= yellow(of(paper, document, some[:1]))


def test_words_that_stand_twice_are_marked_where_they_are_meant() -> None:
    lines = ["一、会员结婚，慰问品不超过800元。", "二、退休会员的慰问同上。", "三、会员结婚，慰问品不超过800元。"]
    paper = samples.pdf(lines, foot=False)
    words = "会员结婚慰问品不超过800元"
    first, second = (min(yellow(drawing.draw(paper, [Sought(words, before)]))) for before in (0, 1))
    assert second > first + 20


def test_what_is_not_found_leaves_the_page_unmarked(paper: bytes) -> None:
    drawn = drawing.draw(paper, [Sought("完全没有这样的话")])
    assert (drawn.page, drawn.marked) == (1, False)


def test_a_photograph_is_shown_upright_with_the_lines_that_were_read() -> None:
    picture, out = Image.new("RGB", (400, 300), "white"), BytesIO()
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera was held upright
    picture.save(out, "JPEG", exif=turned)
    drawn = drawing.draw(out.getvalue(), [Sought("会员结婚", spot=Spot(1, 3, top=0.5, bottom=0.6))])
    assert Image.open(BytesIO(drawn.picture)).size == (300, 400)
    assert {500, 550, 600} <= yellow(drawn)
    assert not yellow(drawn) & {400, 450, 650, 700}


def test_a_scanned_page_is_marked_by_the_lines_that_were_read() -> None:
    out = BytesIO()
    Image.new("RGB", (620, 877), "white").save(out, "PDF", resolution=75)
    drawn = drawing.draw(out.getvalue(), [Sought("会员结婚", spot=Spot(1, 3, top=0.2, bottom=0.25))])
    assert drawn.marked
    assert {200, 225, 250} <= yellow(drawn)


@pytest.mark.parametrize(("content", "reason"), [(samples.ofd(LINES), "OFD"), (b"<html><body><p>1</p>", "网页不分页")])
def test_what_has_no_pages_says_so(content: bytes, reason: str) -> None:
    with pytest.raises(DocumentRefusedError, match=reason):
        drawing.printed(content)


def test_without_libreoffice_word_files_have_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(DocumentRefusedError, match=r"LibreOffice.*另存为 PDF"):
        drawing.printed(samples.docx(LINES))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("content", [samples.docx(LINES), samples.RULES.encode("gb18030")])
def test_word_and_plain_text_are_printed_first(content: bytes) -> None:
    document = read(content)
    paper = drawing.printed(content)
    at = next(at for at, one in enumerate(document.clauses) if "退休" in one.text)
    drawn = of(paper, document, [at])
    assert drawn.marked
    assert len(yellow(drawn)) > 5


@pytest.mark.parametrize("size", [(10_000, 30), (7_000, 7_000)])
def test_a_picture_that_telegram_would_not_take_is_refused(size: tuple[int, int]) -> None:
    out = BytesIO()
    Image.new("1", size).save(out, "PNG")
    with pytest.raises(DocumentRefusedError, match="画不出来"):
        drawing.draw(out.getvalue(), [])


def test_a_broken_file_is_refused(paper: bytes) -> None:
    with pytest.raises(DocumentRefusedError, match="画不出来"):
        drawing.draw(paper[:300], [])
