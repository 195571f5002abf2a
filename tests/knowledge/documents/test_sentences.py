"""Sentences as other unions write them, each in a short notice: what is given, in which form, for what, how often."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.documents.model import Amount, AmountKind, Document, Per, Relation
from tests.knowledge.documents.samples import facts, read_text

CEILING, FIXED, RANGE = AmountKind.CEILING, AmountKind.FIXED, AmountKind.RANGE
Row = tuple[str | None, str | None, Amount]

SAID: dict[str, list[Row]] = {
    "会员办理结婚登记的，一次性给予不超过1000元的慰问品。": [
        ("marriage", "慰问品", Amount(CEILING, 1000, per=Per.ONCE))
    ],
    "会员生育子女（符合计划生育政策）的，每胎给予不超过1000元的慰问品。": [
        ("childbirth", "慰问品", Amount(CEILING, 1000, per=Per.TIME))
    ],
    "会员因病住院的，每次慰问金不超过1000元，一年内同一病种只慰问一次；患重大疾病的，慰问金标准为2000元至5000元。": [
        ("hospitalization", "慰问金", Amount(CEILING, 1000, per=Per.TIME)),
        ("serious_illness", "慰问金", Amount(RANGE, low=2000, high=5000)),
    ],
    "会员因家庭生活困难的，视情给予500元以上3000元以下的困难补助。": [
        ("hardship", "补助", Amount(RANGE, low=500, high=3000))
    ],
    "子女入学慰问。会员子女考取大学的，奖励不超过500元的学习用品。": [
        ("child_university", "奖励", Amount(CEILING, 500))
    ],
    "节日慰问：春节800元/人、端午节400元/人，以实物形式发放。": [
        ("festival", "实物", Amount(FIXED, 800, per=Per.PERSON)),
        ("festival", "实物", Amount(FIXED, 400, per=Per.PERSON)),
    ],
    "婚育慰问：结婚、生育各1000元。": [
        ("marriage", None, Amount(FIXED, 1000)),
        ("childbirth", None, Amount(FIXED, 1000)),
    ],
    "会员去世3000元，直系亲属去世1000元（含花圈费用）。": [
        ("member_death", None, Amount(FIXED, 3000)),
        ("bereavement", None, Amount(FIXED, 1000)),
    ],
    "全年电影票不超过6张，每张不超过50元。": [("film", "慰问券", Amount(CEILING, 50))],
    "春秋游每人每次不超过260元，每年不超过2次。": [("outing", None, Amount(CEILING, 260, per=Per.TIME))],
    "会员生日慰问品，由每人每年300元调整为每人每年400元。": [("birthday", "慰问品", Amount(FIXED, 400, per=Per.YEAR))],
    "2000元以下的由工会主席审批，2000元（含）以上的由工会委员会集体研究决定。": [],
    "本单位共有会员1000名，2021年活动3期。": [],
}


def notice(*sentences: str) -> Document:
    body = "\n\n".join(f"（{'一二三四五六'[at]}）{sentence}" for at, sentence in enumerate(sentences))
    return read_text(f"关于慰问标准的通知\n\n各工会小组：\n\n一、标准\n\n{body}\n\n江州市机关工会\n\n2023年5月6日\n")


@pytest.mark.parametrize("sentence", SAID)
def test_what_a_sentence_gives(sentence: str) -> None:
    found = [(fact.event, fact.form, fact.amount) for fact in facts(notice(sentence))]
    assert found == SAID[sentence]


def test_the_old_amount_of_a_change_is_not_given_and_the_line_is_typed() -> None:
    document = notice("会员生日慰问品，由每人每年300元调整为每人每年400元。")
    assert document.to_type == (0,)


def test_inline_numbers_are_no_part_of_a_condition() -> None:
    document = notice("住院慰问：（1）住院3天以内的，慰问200元；（2）住院4天至10天的，慰问500元。")
    assert [clause.conditions for clause in document.clauses] == [("住院3天以内的",), ("住院4天至10天的",)]


def test_a_number_before_an_amount_is_no_decimal() -> None:
    lines = (
        "关于慰问的通知",
        "一、审批",
        "1. 由小组申请。",
        "2. 2000元以下的由主席审批。",
        "江州市机关工会",
        "2023年5月6日",
    )
    text = "\n\n".join(lines)
    assert [clause.place for clause in read_text(text).clauses] == ["一1", "一2"]


def test_a_term_of_years_ends_the_day_before() -> None:
    document = notice("本办法自2022年1月1日起执行，有效期三年。")
    assert (document.effective_from, document.effective_to) == (date(2022, 1, 1), date(2024, 12, 31))


def test_whom_a_death_concerns_may_be_both() -> None:
    document = notice("职工及其直系亲属去世，应当慰问。")
    assert [clause.event for clause in document.clauses] == ["member_death", "bereavement"]


def test_a_document_that_amends_another_names_it() -> None:
    document = notice("对《江州市会员慰问办法》（江机工〔2022〕6号）作如下修改。")
    assert [(one.relation, one.number) for one in document.references] == [(Relation.AMENDS, "江机工〔2022〕6号")]


@pytest.mark.parametrize(
    "sentence",
    [
        "组织大龄青年联谊会，为大龄青年婚姻问题排忧解难。",
        "认真执行退休人员管理规定。",
        "参加全市“五一”国际劳动节系列活动。",
        "提供出生医学证明、结婚证。",
    ],
)
def test_what_only_sounds_like_an_event(sentence: str) -> None:
    assert {clause.event for clause in notice(sentence).clauses} == {None}
