"""Lines on pages become paragraphs by where they stand; heads, feet and page numbers are taken out by their place."""

from __future__ import annotations

from knowledge.documents.assemble import assemble
from knowledge.documents.files.layout import Page, Placed, flow
from knowledge.documents.model import FileKind
from knowledge.documents.pages import Extract, Line

WIDTH = 26  # characters


def placed(text: str, top: float, indent: float = 0) -> Placed:
    return Placed(text, 90 + 16 * indent, 90 + 16 * (indent + len(text)), top, top + 16)


def paragraphs(*pages: Page) -> list[str]:
    blocks, left = flow(pages)
    whole = assemble(Extract(FileKind.PDF, tuple(blocks), tuple(left), len(pages)))
    return [whole.text[one.span.start : one.span.end] for one in whole.paragraphs]


def page(number: int, *lines: tuple[str, float]) -> Page:
    body = (placed(text, 120 + 28 * at, indent) for at, (text, indent) in enumerate(lines))
    return Page(number, 842, (placed("××工会文件汇编", 50), *body, placed(f"— {number} —", 780, 10)))


FIRST = ("一、" + "慰" * (WIDTH - 4), 2.0)
REST = ("（二）" + "问" * (WIDTH - 3), 0.0)  # a number that only happens to stand at the head of a line
LAST = ("尾。", 0.0)


def test_where_paragraphs_are_indented_a_line_at_the_margin_goes_on() -> None:
    assert (
        paragraphs(page(1, FIRST, REST, LAST, FIRST, REST, LAST), page(2, FIRST, REST, LAST))
        == [FIRST[0] + REST[0] + LAST[0]] * 3
    )


def test_a_paragraph_goes_on_over_the_page_without_its_foot_and_head() -> None:
    assert (
        paragraphs(page(1, FIRST, REST, LAST, FIRST, REST), page(2, LAST, FIRST, REST, LAST))
        == [FIRST[0] + REST[0] + LAST[0]] * 3
    )


def test_what_stands_at_head_and_foot_is_kept_apart() -> None:
    _, left = flow([page(1, FIRST, LAST), page(2, FIRST, LAST), page(3, FIRST, LAST)])
    assert left == ["××工会文件汇编", "— 1 —", "××工会文件汇编", "— 2 —", "××工会文件汇编", "— 3 —"]


def test_a_figure_in_the_text_is_no_page_number() -> None:
    blocks, left = flow([Page(1, 842, (placed("3", 400),))])
    assert [block.text for block in blocks if isinstance(block, Line)] == ["3"]
    assert left == []
