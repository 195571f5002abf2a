"""A list's items are each of their own: what is not known is asked about, and no sum goes from one to another."""

from __future__ import annotations

import pytest

from knowledge.documents.model import Document, FlagKind
from tests.knowledge.documents.samples import NOTICE, docx, read, read_text

HARDSHIP, CHILD = "会员家庭遇特殊困难的要访；", "会员子女上大学要贺；"
STORM = "会员家庭遭受台风等自然灾害要访（慰问金不超过 1800 元）；"
MOVING = "会员乔迁新居要贺（慰问品金额不超过 400 元）；"


def listed(*changes: tuple[str, str]) -> Document:
    text = "".join(NOTICE.split("\n")) if any(old not in NOTICE for old, _ in changes) else NOTICE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return read_text(text)


def given(document: Document) -> list[tuple[str | None, str, int | None]]:
    return [
        (one.event, one.title if one.event is None else "", one.amount.value if one.amount else None)
        for one in document.clauses
        if one.place == "四（二）" and one.title
    ]


@pytest.mark.parametrize("text", [HARDSHIP + STORM, STORM + HARDSHIP])
def test_an_unknown_item_beside_a_known_one_keeps_its_own_sum(text: str) -> None:
    document = listed((HARDSHIP, text))
    assert ("hardship", "", None) in given(document)
    assert (None, "会员家庭遭受台风等自然灾害", 1800) in given(document)
    at = next(at for at, one in enumerate(document.clauses) if one.title.endswith("自然灾害"))
    assert at in document.to_type
    assert [flag.clause for flag in document.flags if flag.kind is FlagKind.NEW_ITEM] == [at]


def test_an_item_that_no_word_is_known_of_is_not_its_neighbours() -> None:
    document = listed((CHILD, CHILD + MOVING))
    assert (None, "会员乔迁新居", 400) in given(document)
    assert [one for one in given(document) if one[0] == "child_university"] == [("child_university", "", None)]


def test_an_unknown_item_without_a_sum_is_shown_too() -> None:
    document = listed((CHILD, CHILD + "会员乔迁新居要贺；"))
    assert (None, "会员乔迁新居", None) in given(document)
    assert any(flag.kind is FlagKind.NEW_ITEM and "会员乔迁新居" in flag.words for flag in document.flags)


def test_as_many_are_announced_as_are_read() -> None:
    counts = [flag for flag in listed((HARDSHIP, HARDSHIP + STORM)).flags if flag.kind is FlagKind.COUNT]
    assert ["五要访" in flag.words and "6项" in flag.words for flag in counts] == [True]
    assert not [flag for flag in listed().flags if flag.kind is FlagKind.COUNT]
    joined = listed(
        (HARDSHIP, "会员家庭遇特殊困难，会员遇灾害的要访，会员遇急事的要访；"), ("五要访”就是", "六要访”就是")
    )
    assert [flag for flag in joined.flags if flag.kind is FlagKind.COUNT], "what is read as one is one"


def test_half_a_sentence_is_no_heading_but_asked_about() -> None:
    half = [
        "关于工会工作的通知",
        "三、素质工程",
        "（一）举办内容丰富的“机关职工",
        "大讲堂”（含讲座）。",
        "江州市机关工会",
    ]
    document = read(docx(half))
    assert not [one for one in document.unread if "内容丰富" in one.text]
    assert any(flag.kind is FlagKind.CUT and "内容丰富" in flag.words for flag in document.flags)
