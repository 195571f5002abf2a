"""A wrong digit is money: no damaged copy gives a wrong amount that nobody types, or loses one unsaid."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.documents.files.plain import extract
from knowledge.documents.model import Document, FlagKind
from knowledge.documents.read import document_of, understand
from knowledge.documents.refusal import DocumentRefusedError
from tests.knowledge.documents.damage import FILES, WORDS, Case, cases, outcome
from tests.knowledge.documents.samples import NOTICE, RANGES, RULES, facts, read_text, table_docx
from tests.knowledge.documents.samples import read as read_bytes

SOME = [case for at, case in enumerate(cases(4 * (len(WORDS) + len(FILES)), seed=3)) if at % 3 == 0]


@pytest.mark.parametrize("case", SOME, ids=[f"{at}-{case.damage}" for at, case in enumerate(SOME)])
def test_no_damage_gives_a_wrong_amount_or_loses_one(case: Case) -> None:
    assert outcome(case) in {"refused", "flagged", "right"}


PIECES = [
    "第三条　", "一、", "（一）", "1.", "①", "会员住院", "慰问金", "不超过1000元", "300元—500元", "；", "。", "，",
    "\n", "\n\n", "（", "）", "“五要访”就是", "要访", "结婚、生育", "20%", "附件：1.名单", "2021年1月8日", " ", "\t",
    "⼯会", "—3—", "分别",
]  # fmt: skip


def covered(document: Document) -> set[int]:
    spans = [*(one.span for one in document.clauses), *(one.span for one in document.unread)]
    return {at for span in spans for at in range(span.start, span.end)}


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_every_character_belongs_to_a_clause_or_a_named_remainder(pieces: list[str]) -> None:
    try:
        document = document_of(understand(extract("".join(pieces).encode())))
    except DocumentRefusedError:
        return
    left = {document.text[at] for at in range(len(document.text)) if at not in covered(document)}
    assert not {one for one in left if not one.isspace()}
    assert all(document.text[one.span.start : one.span.end].strip() == one.text for one in document.clauses)


@pytest.mark.parametrize("text", [NOTICE, RULES, RANGES])
def test_nothing_of_the_file_is_lost(text: str) -> None:
    document = read_text(text)
    assert sorted("".join(document.text.split())) == sorted("".join(text.split()))
    assert {document.text[at] for at in range(len(document.text)) if at not in covered(document)} <= {"\n"}


def kinds(document: Document) -> set[FlagKind]:
    return {flag.kind for flag in document.flags}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("“五要访”就是", "“六要访”就是", FlagKind.COUNT),
        ("会员家庭遇特殊困难的要访；", "", FlagKind.COUNT),
        ("五、实施聚心工程", "六、实施聚心工程", FlagKind.SEQUENCE),
        ("（三）积极动员", "（四）积极动员", FlagKind.SEQUENCE),
        ("1000 元）；会员家庭", "1000\n3\n元）；会员家庭", FlagKind.DIGITS_TOUCH),
        ("1000 元）；会员家庭", "10000 元）；会员家庭", FlagKind.CHANGED_MUCH),
        ("1000 元）；会员家庭", "100 元）；会员家庭", FlagKind.BOUNDS),
        ("1000 元）；会员家庭", "1000 元；会员家庭", FlagKind.CUT),
    ],
)
def test_what_the_notice_that_ships_would_be_flagged_for(old: str, new: str, kind: FlagKind) -> None:
    assert old in NOTICE
    assert kind in kinds(read_text(NOTICE.replace(old, new), read_text(NOTICE)))


def test_the_notice_that_ships_needs_no_typing_beside_itself() -> None:
    assert read_text(NOTICE, read_text(NOTICE)).to_type == ()


def test_without_a_document_before_it_every_amount_is_typed() -> None:
    document = read_text(RULES)
    assert len(document.to_type) == len(facts(document)) == 8
    assert len(read_bytes(table_docx()).to_type) == 5


def test_a_figure_is_not_shown_to_who_has_to_type_it() -> None:
    words = [flag.words for flag in read_text(RULES).flags if flag.types and flag.clause == 2]
    assert words
    assert not any("800" in one for one in words)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (RANGES.replace("4—7天", "5—7天"), FlagKind.DAYS),
        (RANGES.replace("4—7天", "3—7天"), FlagKind.DAYS),
        (RANGES.replace("400元—600元", "600元—400元"), FlagKind.CONTRADICTION),
        (RULES.replace("并提供下列材料：", "并提供下列3项材料：").replace("下列3项材料", "以下3项："), FlagKind.COUNT),
        (RULES.replace("第九条", "第十九条"), FlagKind.SEQUENCE),
        (RULES.replace("江机工〔2022〕6号", ""), FlagKind.MISSING),
        (RULES.replace("蛋糕券。", "蛋糕"), FlagKind.CUT),
    ],
)
def test_what_a_document_says_against_itself(text: str, kind: FlagKind) -> None:
    assert kind in kinds(read_text(text))


@pytest.mark.parametrize(
    ("first", "named"),
    [
        ("会员结婚，给予价值不超过900元的慰问品；", "第六条里前后两处说的是同一项"),
        (
            "会员登记结婚，给予价值不超过900元的慰问品；",
            "第六条里前后两处（“会员登记结婚，给予价值”和“会员结婚，给予价值”）",
        ),
    ],
)
def test_two_figures_in_one_place_are_told_apart_without_their_figures(first: str, named: str) -> None:
    text = RULES.replace("会员生日", f"{first}会员结婚，给予价值不超过700元的慰问品。会员生日")
    words = [flag.words for flag in read_text(text).flags if flag.kind is FlagKind.CONTRADICTION]
    assert any(one.startswith(named) for one in words), words
    assert not any("900" in one or "700" in one for one in words), words


def test_a_merged_amount_that_lost_its_row_is_not_given_to_another() -> None:
    document = read_bytes(table_docx())
    assert [fact.amount.value for fact in facts(document) if fact.event == "childbirth"] == [1000]
