"""What is read from pictures is typed; what a PDF's text layer says is checked by what its page shows."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from knowledge.documents.files import extras, pdf, scan
from knowledge.documents.model import FileKind, FlagKind
from tests import support
from tests.knowledge.documents import samples
from tests.knowledge.documents.samples import facts, read, read_text

LINES = [
    "江州市机关工会关于慰问标准的通知",
    "一、会员结婚，慰问品不超过800元。",
    "二、会员退休，纪念品不超过1000元。",
    "江州市机关工会",
    "2023年5月6日",
]
TEXT = "\n\n".join(LINES)

pytestmark = support.wanted(extras.has("rapidocr"), "the extra ocr")


@pytest.fixture(scope="module")
def printed() -> bytes:
    return samples.pdf(LINES, foot=False)


@pytest.fixture(scope="module")
def picture(printed: bytes) -> bytes:
    out = BytesIO()
    scan._drawn(scan._drawer(printed), 1, 100).save(out, "PNG")
    return out.getvalue()


def test_every_amount_of_a_picture_is_typed(picture: bytes) -> None:
    document = read(picture, read_text(TEXT.replace("2023", "2022")))
    assert document.source is FileKind.SCAN
    assert facts(document) == facts(read_text(TEXT))
    assert document.to_type == tuple(at for at, one in enumerate(document.clauses) if one.amount)
    assert FlagKind.OCR in {flag.kind for flag in document.flags}


def test_a_text_layer_that_the_page_does_not_show_is_found(printed: bytes) -> None:
    _, boxes = pdf.extract(printed)
    lying = [replace(box, text=box.text.replace("800", "7800")) for box in boxes]
    agreed, differ = scan.second_look(printed, lying)
    assert "1000" in agreed
    assert "7800" in differ


def test_what_the_page_shows_too_needs_no_typing(printed: bytes) -> None:
    assert read(printed).to_type == ()


def test_a_page_is_read_whole_also_after_single_lines(printed: bytes, picture: bytes) -> None:
    scan.second_look(printed, pdf.extract(printed)[1])
    assert facts(read(picture)) == facts(read_text(TEXT))


def test_a_damaged_picture_is_refused(picture: bytes) -> None:
    from knowledge.documents.refusal import DocumentRefusedError

    with pytest.raises(DocumentRefusedError, match="图片"):
        read(picture[:500])
