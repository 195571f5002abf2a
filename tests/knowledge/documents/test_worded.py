"""Documents worded otherwise: questions and answers, lists of whom, budgets and limits of who decides, supplements."""

from __future__ import annotations

from knowledge.documents.amending import amend
from knowledge.documents.model import Amount, AmountKind
from tests.knowledge.documents.samples import RULES, read_text
from tests.knowledge.documents.test_laid_out import letter, placed


def test_an_answer_is_of_what_the_question_names() -> None:
    body = (
        "问：会员退休有什么？\n答：有。赠送不超过800元的纪念品。\n"
        "问：孩子考上大学或者参军呢？\n答：考上大学本科的奖励500元，参军入伍的奖励700元。"
    )
    assert [(event, most) for _, event, most in placed(read_text(letter(body)))] == [
        ("retirement", 800), ("child_university", 500), ("enlistment", 700),
    ]  # fmt: skip


def test_whom_a_list_names_is_what_its_sums_are_for() -> None:
    body = (
        "一、标准\n1.困难职工：A类每户3000元，B类每户2000元。\n2.一线职工：每人200元慰问品。\n3.劳模：全国劳模5000元。"
    )
    assert [(event, most) for _, event, most in placed(read_text(letter(body)))] == [
        ("hardship", 3000), ("hardship", 2000), ("frontline", 200), ("honour", 5000),
    ]  # fmt: skip


def test_what_a_union_raises_and_who_decides_give_nothing() -> None:
    body = "一、经费预算共30万元，各基层工会自筹10万元。\n二、单笔慰问金超过5000元的须报区总工会审批。"
    assert placed(read_text(letter(body))) == []


def test_a_supplement_changes_words_with_a_comma_between() -> None:
    target = read_text(RULES)
    body = (
        "就《江州市机关工会会员慰问办法》（江机工〔2022〕6号，以下简称《办法》）作如下修改：\n"
        "一、《办法》第三条规定的住院慰问金“不超过800元”，调整为“不超过900元”。"
    )
    amendment = read_text(letter(body, "关于会员慰问有关事项的补充通知"), target)
    found = amend(target, amendment)
    given = [one.amount for one in found.document.clauses if one.event == "hospitalization" and one.amount]
    assert given == [Amount(AmountKind.CEILING, 900)]
    assert [most for _, event, most in placed(amendment) if event == "hospitalization"] == [900]


def test_an_annex_behind_the_only_table_is_named() -> None:
    text = (
        "泉机工〔2026〕3号\n关于会员慰问的通知\n各工会：\n附件：1.会员慰问标准\n2.会员慰问申请表\n泉湾区总工会\n"
        "2026年3月9日\n附件1\n会员慰问标准\n事项\t标准\n会员结婚\t800元\n附件2\n会员慰问申请表"
    )
    document = read_text(text)
    assert placed(document) == [("表1第2行", "marriage", 800)]
    assert [one.text for one in document.unread if one.name == "annex"] == ["附件2", "会员慰问申请表"]
