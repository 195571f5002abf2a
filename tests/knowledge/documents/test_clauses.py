"""What is read of documents in the structures that unions use: articles, ranges by days, tables, 五要访."""

from __future__ import annotations

import re
from datetime import date

import pytest

from knowledge.documents.model import Amount, AmountKind, Clause, Document, Per, Relation
from tests.knowledge.documents.samples import NOTICE, RANGES, RULES, Fact, facts, read_text

CEILING, FIXED, RANGE, SHARE = AmountKind.CEILING, AmountKind.FIXED, AmountKind.RANGE, AmountKind.SHARE


@pytest.fixture(scope="module")
def rules() -> Document:
    return read_text(RULES)


@pytest.fixture(scope="module")
def ranges() -> Document:
    return read_text(RANGES)


def at(document: Document, place: str) -> list[Clause]:
    return [clause for clause in document.clauses if clause.place == place]


def test_the_notice_that_ships_has_its_ten_kinds() -> None:
    notice = read_text(NOTICE)
    assert (notice.number, notice.signed) == ("温直工〔2019〕7号", date(2019, 3, 18))
    assert notice.issuer == "温州市直属机关工会工作委员会"
    assert notice.title == "关于印发《2019年市直机关工会工作要点》的通知"
    found = [(clause.event, clause.form, clause.amount.value if clause.amount else None)
             for clause in at(notice, "四（二）") if clause.event]  # fmt: skip
    assert found == [
        ("hospitalization", "慰问金", 1000), ("hardship", None, None), ("bereavement", "慰问金", 1000),
        ("family_conflict", None, None), ("member_conflict", None, None), ("birthday", "慰问品", 300),
        ("marriage", "慰问品", 500), ("childbirth", "慰问品", 500), ("child_university", None, None),
        ("retirement", "慰问品", 1000),
    ]  # fmt: skip


def test_articles_give_amounts_with_what_they_are_for(rules: Document) -> None:
    assert facts(rules) == [
        Fact("hospitalization", "慰问金", Amount(CEILING, 800)),
        Fact("member_death", "慰问金", Amount(FIXED, 5000)),
        Fact("bereavement", "慰问金", Amount(CEILING, 1000)),
        Fact("bereavement", "花圈", Amount(CEILING, 200)),
        Fact("marriage", "慰问品", Amount(CEILING, 1000, per=Per.ONCE)),
        Fact("childbirth", "慰问品", Amount(CEILING, 1000, per=Per.ONCE)),
        Fact("birthday", "蛋糕券", Amount(FIXED, 300, per=Per.YEAR)),
        Fact("retirement", "纪念品", Amount(CEILING, 1000)),
    ]


def test_papers_deadline_and_who_explains_are_quoted(rules: Document) -> None:
    assert at(rules, "第八条")[0].deadline == "事项发生后2个月内"
    assert [(clause.event, clause.papers) for clause in at(rules, "第八条（二）")] == [
        ("marriage", ("结婚证复印件",)),
        ("childbirth", ("出生医学证明复印件",)),
    ]
    assert at(rules, "第九条")[0].decides == "市机关工会工作委员会"


def test_relations_are_defined_and_the_former_rules_repealed(rules: Document) -> None:
    assert rules.definitions[0].term == "直系亲属"
    assert rules.definitions[0].members == ("父母", "配偶", "子女")
    assert rules.effective_from == date(2022, 3, 1)
    assert [(one.relation, one.number) for one in rules.supersedes] == [(Relation.REPEALS, "江机工〔2018〕2号")]


def test_standards_by_days_are_ranges_with_their_condition(ranges: Document) -> None:
    assert facts(ranges) == [
        Fact("hospitalization", "慰问品", Amount(CEILING, 300)),
        Fact("hospitalization", "慰问金", Amount(RANGE, low=400, high=600)),
        Fact("hospitalization", "慰问金", Amount(RANGE, low=1000, high=2000)),
        Fact("serious_illness", None, Amount(FIXED, 3000, per=Per.ONCE)),
        Fact("hospitalization", None, Amount(SHARE, 20, per=Per.YEAR, share_of="医疗费个人自付部分")),
        Fact("hospitalization", None, Amount(CEILING, 5000, per=Per.YEAR, share_of="医疗费个人自付部分")),
    ]
    assert at(ranges, "一第二款")[0].conditions == ("住院3天以下的",)
    assert at(ranges, "二（二）")[0].deadline == "出院后30日内"


@pytest.mark.parametrize(
    ("words", "kind", "value", "per"),
    [
        ("慰问金1000元以内", CEILING, 1000, None),
        ("慰问金最高1000元", CEILING, 1000, None),
        ("慰问金上限为1,000元", CEILING, 1000, None),
        ("慰问金控制在1000元以内", CEILING, 1000, None),
        ("慰问金不超过一千元", CEILING, 1000, None),
        ("慰问金不超过壹仟元", CEILING, 1000, None),
        ("慰问金不超过0.1万元", CEILING, 1000, None),
        ("慰问金≤１０００元", CEILING, 1000, None),
        ("慰问金1000元", FIXED, 1000, None),
        ("一次性慰问金1000元", FIXED, 1000, Per.ONCE),
        ("慰问金每次1000元", FIXED, 1000, Per.TIME),
        ("慰问金1000元/人", FIXED, 1000, Per.PERSON),
        ("每人每年慰问金不超过1000元", CEILING, 1000, Per.YEAR),
    ],
)
def test_the_ways_to_write_an_amount(words: str, kind: AmountKind, value: int, per: Per | None) -> None:
    found = facts(read_text(RULES.replace("给予不超过800元的慰问金，每人每年限2次", words)))[0]
    assert found == Fact("hospitalization", "慰问金", Amount(kind, value, per=per))


@pytest.mark.parametrize(
    "words", ["慰问金不低于500元", "慰问金500元左右", "慰问金1,00元", "慰问金0800元", "慰问金8OO元", "慰问金８０٠元"]
)
def test_what_is_no_plain_amount_is_typed(words: str) -> None:
    document = read_text(RULES.replace("给予不超过800元的慰问金", words))
    assert any(flag.clause is not None and "第三条" in flag.words and flag.types for flag in document.flags)


def test_amounts_given_respectively_go_to_their_events() -> None:
    document = read_text(RULES.replace("给予价值不超过1000元的慰问品，每人一次", "分别给予500元、800元的慰问品"))
    found = {fact.event: fact.amount.value for fact in facts(document)}
    assert (found["marriage"], found["childbirth"]) == (500, 800)


def test_respectively_with_another_number_of_amounts_is_not_guessed() -> None:
    document = read_text(RULES.replace("给予价值不超过1000元的慰问品，每人一次", "分别给予500元、800元、900元的慰问品"))
    assert "marriage" not in {fact.event for fact in facts(document)}
    assert any(flag.types and "第五条" in flag.words for flag in document.flags)


def test_what_is_shown_before_a_covered_figure_begins_with_a_part() -> None:
    document = read_text(RULES)
    shown = [found[1] for flag in document.flags if flag.types and (found := re.search("“(.+?)……”", flag.words))]
    assert shown
    for words in shown:
        assert re.search(rf"(?:[。；，：]|第.{{1,2}}条\s){re.escape(words)}[0-9]", document.text), words


def test_an_amount_is_not_shown_before_the_next() -> None:
    document = read_text(
        RULES.replace("第六条", "第六条　会员退休，慰问金1100元，另送纪念品，价值不超过700元。\n\n第七条", 1)
    )
    shown = [flag.words for flag in document.flags if flag.types and "第六条" in flag.words]
    assert shown
    assert not any("1100" in words or "700" in words for words in shown)
