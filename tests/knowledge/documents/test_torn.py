"""A sentence that the end of a page has torn is one clause again, from text, Word and PDF; whole ones stay apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.documents.model import Clause, Document, FlagKind
from tests.knowledge.documents.samples import docx, pdf, read

HEAD = """江州市机关工会文件

江机工〔2024〕9号

江州市机关工会会员慰问办法

各机关基层工会：

第一条　为规范慰问工作，制定本办法。

"""
FOOT = """

第三条　会员结婚的，慰问品不超过500元。

江州市机关工会

2024年6月20日
"""
WHOLE = "会员生病住院的，由所在基层工会派人上门看望，给予不超过1000元的慰问金；每人每年限两次。"
PLACES = ("由所在基层工会派人", "会员生病住院的，", "给予不超过", "不超过1000元的慰")


def text(lines: str) -> bytes:
    return lines.encode()


def word(lines: str) -> bytes:
    return docx(lines.split("\n"))


def clauses(document: Document, place: str) -> list[Clause]:
    return [one for one in document.clauses if one.place.startswith(place)]


def torn(after: str, between: str) -> str:
    first, rest = WHOLE.split(after)
    return f"{HEAD}第二条　{first}{after}\n\n{between}\n\n{rest}{FOOT}"


@pytest.mark.parametrize("made", [text, word])
@pytest.mark.parametrize("after", PLACES)
@pytest.mark.parametrize(
    "between", ["— 2 —", "第2页 共5页", "江州市机关工会文件\n\n— 2 —", "- 2 -\n\n江州市机关工会文件"]
)
def test_halves_beside_a_page_number_are_one_clause(made: Callable[[str], bytes], after: str, between: str) -> None:
    document = read(made(torn(after, between)))
    assert [one.text.removeprefix("第二条　") for one in clauses(document, "第二条")] == [WHOLE]
    assert [one.amount.most for one in clauses(document, "第二条") if one.amount] == [1000]
    assert [one.text for one in document.unread if "2" in one.text or one.text == "江州市机关工会文件"]


@pytest.mark.parametrize("made", [text, word])
def test_digits_that_a_page_has_torn_are_typed(made: Callable[[str], bytes]) -> None:
    document = read(made(torn("不超过10", "— 2 —")))
    assert clauses(document, "第二条")[0].amount
    assert FlagKind.DIGITS_TOUCH in {one.kind for one in document.flags if one.types}


def test_halves_without_a_page_number_are_joined_after_a_comma_and_else_shown() -> None:
    assert [one.text for one in clauses(read(word(torn("会员生病住院的，", ""))), "第二条")] == [f"第二条　{WHOLE}"]
    apart = read(word(torn("不超过1000元的慰", "")))
    assert len(clauses(apart, "第二条")) == 2
    assert FlagKind.CUT in {one.kind for one in apart.flags}


@pytest.mark.parametrize("made", [text, word])
@pytest.mark.parametrize("before", ["会员生病住院的，给予不超过1000元的慰问金。", "会员生病住院的，给予下列慰问："])
def test_what_ends_before_the_page_does_is_no_half(made: Callable[[str], bytes], before: str) -> None:
    document = read(made(f"{HEAD}第二条　{before}\n\n— 2 —\n\n同一会员每年限两次。{FOOT}"))
    assert clauses(document, "第二条")[-1].text == "同一会员每年限两次。"


@pytest.mark.parametrize("made", [text, word])
def test_a_heading_at_the_foot_of_a_page_stays_one(made: Callable[[str], bytes]) -> None:
    document = read(made(f"{HEAD}第二章　慰问标准\n\n— 2 —\n\n第二条　{WHOLE}{FOOT}"))
    assert "第二章　慰问标准" in {one.text for one in document.unread}


def test_a_paragraph_over_the_pages_of_a_pdf_is_one_clause() -> None:
    said = "由所在基层工会派人看望，" * 9
    long = [
        f"第{number}条　会员遇有难处的，{said}慰问金不超过{at}00元。"
        for at, number in enumerate("一二三四五六七八九", 1)
    ]
    opening = ("江州市机关工会文件", "江机工〔2024〕9号", "江州市机关工会会员慰问办法", "各机关基层工会：")
    lines = [*opening, *long, "江州市机关工会", "2024年6月20日"]
    document = read(pdf(lines))
    assert document.pages > 1
    assert ["".join(one.text.split()) for one in document.clauses] == ["".join(one.split()) for one in long]
