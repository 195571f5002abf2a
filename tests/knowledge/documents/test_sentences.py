"""Sentences as other unions write them, each in a short notice: what is given, in which form, for what, how often."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.documents.model import Amount, AmountKind, Document, FileKind, FlagKind, Per, Relation, Spot
from knowledge.documents.pages import Extract, Line
from knowledge.documents.review import review
from tests.knowledge.documents.samples import RULES, facts, read_text

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


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("做好会员生病住院、生育、退休等慰问工作，会员生日慰问标准不超过300元。", {"birthday"}),
        ("会员退休的，召开欢送会，会员生日的，给予300元以内的蛋糕券。", {"birthday", "retirement"}),  # asked, then
        ("会员生日，给予300元以内的蛋糕券，会员退休的，召开欢送会。", {"birthday"}),
        ("会员结婚、生育，给予不超过600元的慰问品。", {"marriage", "childbirth"}),
        ("会员退休的及时上门，会员过生日的送上蛋糕券，面值不高于280元。", {"birthday"}),
    ],
)
def test_a_ceiling_belongs_to_the_events_between_its_commas(sentence: str, found: set[str]) -> None:
    assert {fact.event for fact in facts(notice(sentence))} == found


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("会员结婚、生育，给予不超过600元的慰问品。", True),
        ("会员因病住院或遭受火灾的，给予不超过600元的慰问金。", True),
        ("会员结婚、生育，均给予不超过600元的慰问品。", False),
        ("会员结婚、生育各600元。", False),
        ("会员结婚、生育，各送上600元以内的慰问品。", False),
        ("各单位对会员结婚、生育，给予不超过600元的慰问品。", True),
        ("会员结婚、生育，人均不超过600元。", True),
        ("会员结婚，给予不超过600元的慰问品。", False),
    ],
)
def test_whose_a_sum_behind_several_events_is_an_officer_says(sentence: str, asked: bool) -> None:
    document = notice(sentence)
    about = [flag for flag in document.flags if flag.kind is FlagKind.EVENT]
    assert bool(about) is asked
    assert len({flag.clause for flag in about}) == (2 if asked else 0), "for each event"
    assert all(flag.types for flag in about)


def test_a_drawn_page_that_agrees_says_nothing_of_the_event() -> None:
    said = (
        "关于慰问标准的通知",
        "一、标准",
        "会员结婚、生育，给予不超过600元的慰问品。",
        "江州市机关工会",
        "2023年5月6日",
    )
    lines = tuple(Line(one, Spot(1, at), True) for at, one in enumerate(said))
    document = review(Extract(FileKind.PDF, lines, agreed=frozenset({"600"})))
    assert len(document.to_type) == 2


NO_BENEFIT = [
    "因参赛受伤住院的，由保险公司按保险合同理赔，保险金额每人20万元。",
    "元旦春节期间筹集资金50万元，走访慰问困难职工。",
    "会员患重大疾病，个人自付超过3万元的，应当看望。",
    "会员住院慰问，经费预算6万元，由工会承担。",
    "困难职工帮扶，单位补助总额一般不超过10万元。",
    "职工生病住院，医疗费用在5000元以上的，工会派人看望。",
]


@pytest.mark.parametrize("sentence", NO_BENEFIT)
def test_what_is_no_benefit_is_none_and_is_shown(sentence: str) -> None:
    document = notice(sentence)
    assert facts(document) == []
    assert [flag.types for flag in document.flags if flag.kind is FlagKind.NO_GRANT] == [False]


@pytest.mark.parametrize(
    "sentence",
    [
        "会员结婚，从工会经费中给予不超过600元的慰问品。",
        "会员住院，慰问经费不超过600元。",
        "会员住院，发放慰问金600元。",
    ],
)
def test_where_the_money_comes_from_does_not_make_it_another_s(sentence: str) -> None:
    assert [fact.amount.value for fact in facts(notice(sentence))] == [600]


def test_what_must_be_passed_first_is_a_condition() -> None:
    clause = notice("会员患重大疾病，个人自付超过3万元的，给予2000元慰问金。").clauses[0]
    assert clause.conditions == ("个人自付超过3万元的",)
    assert clause.amount == Amount(FIXED, 2000)


@pytest.mark.parametrize(
    "words",
    ["不低于800元、不高于1200元", "不少于800元，但不超过1200元", "最低800元最高1200元", "不超过1200元、不低于800元"],
)
def test_a_floor_and_a_ceiling_are_a_range(words: str) -> None:
    assert [fact.amount for fact in facts(notice(f"会员退休，发给{words}的纪念品。"))] == [
        Amount(RANGE, low=800, high=1200)
    ]


@pytest.mark.parametrize("words", ["600元左右", "约600元", "600元上下"])
def test_a_figure_that_is_but_about_right_is_typed(words: str) -> None:
    document = notice(f"会员生育，发给价值{words}的慰问品。")
    assert [fact.amount.value for fact in facts(document)] == [600]
    assert any("大概" in flag.words and flag.types for flag in document.flags)


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("本细则自2022年10月1日起施行，2024年9月30日自动失效。", date(2022, 10, 1), date(2024, 9, 30)),
        ("本办法从2022年1月1日起开始执行，到2023年12月31日止。", date(2022, 1, 1), date(2023, 12, 31)),
        ("本办法于2022年1月1日起正式实施。", date(2022, 1, 1), None),
        ("本办法即日起执行。", date(2023, 5, 6), None),
    ],
)
def test_from_when_and_until_when(sentence: str, first: date, last: date | None) -> None:
    document = notice(sentence)
    assert (document.effective_from, document.effective_to) == (first, last)


def test_the_day_in_the_line_that_hands_it_out_counts() -> None:
    text = RULES.replace("印发给你们，请遵照执行。", "印发给你们，自2022年5月1日起执行。")
    text = text.replace("本办法自2022年3月1日起施行，", "")
    assert read_text(text).effective_from == date(2022, 5, 1)


def test_a_first_day_years_away_is_looked_at() -> None:
    assert any(flag.kind is FlagKind.EFFECT for flag in notice("本办法自2028年7月1日起施行。").flags)


def test_funerals_are_the_death_of_a_relative_s() -> None:
    assert {one.event for one in notice("申请丧葬慰问的，应当提交死亡证明。").clauses} == {"bereavement"}


@pytest.mark.parametrize(
    ("first", "second", "flagged"),
    [
        ("住院3天以上不满10天的", "住院10天以上的", False),
        ("住院不满3天的", "住院3天以上的", False),
        ("住院7天以内的", "住院7天以上的", True),
        ("住院3天以上不满10天的", "住院11天以上的", True),
    ],
)
def test_days_meet_or_do_not(first: str, second: str, flagged: bool) -> None:
    document = notice(f"会员{first}，慰问金300元。", f"会员{second}，慰问金600元。")
    assert (FlagKind.DAYS in {flag.kind for flag in document.flags}) is flagged


@pytest.mark.parametrize("deed", ["要访", "必访"])
def test_as_many_visits_as_are_announced(deed: str) -> None:
    four = "；".join(f"会员{one}{deed}" for one in ("生病住院", "去世", "退休", "结婚"))
    listed = {flag.kind for flag in notice(f"“五{deed}”：{four}。").flags}
    assert FlagKind.COUNT in listed
    assert FlagKind.COUNT not in {flag.kind for flag in notice(f"“四{deed}”：{four}。").flags}


def test_an_annex_that_is_there_is_not_missed() -> None:
    text = (
        RULES.replace("请遵照执行。\n", "请遵照执行。\n\n附件：1.慰问审批表\n\n      2.慰问标准说明表\n")
        + "\n附件1\n\n慰问审批表\n\n姓名：王某。\n"
    )
    missing = [flag.words for flag in read_text(text).flags if flag.kind is FlagKind.MISSING]
    assert missing == ["附件“慰问标准说明表”只有名字，没有正文。"]


def test_what_is_given_stays_with_its_sum_over_a_comma() -> None:
    found = facts(notice("会员的父母去世的，慰问金1000元，另送花圈一个，不超过200元。"))
    assert [(fact.form, fact.amount) for fact in found] == [
        ("慰问金", Amount(FIXED, 1000)),
        ("花圈", Amount(CEILING, 200)),
    ]
