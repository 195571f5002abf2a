"""What was beside what is, in prose and in columns of blanks; steps of what was spent; points with a tab in them."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.documents.amending import Amended, amend
from knowledge.documents.model import Amount, AmountKind, FlagKind
from tests.knowledge.documents.samples import RULES, facts, read, read_text
from tests.knowledge.documents.test_laid_out import letter, placed

CEILING, FIXED, SHARE = AmountKind.CEILING, AmountKind.FIXED, AmountKind.SHARE


@pytest.mark.parametrize(
    "words",
    [
        "第三条原文：“会员住院的，慰问金不超过800元。”\n现修改为：“会员住院的，慰问金不超过1200元。”",
        "第三条原为：“会员住院的，慰问金不超过800元。”现调整为：“会员住院的，慰问金不超过1200元。”",
        "会员住院慰问金最高限额由800元提高到不超过1200元。",
        "会员住院慰问金由每人800元统一调整为不超过1200元。",
    ],
)
def test_what_was_is_not_given_in_prose(words: str) -> None:
    document = read_text(letter(words))
    assert [(event, most) for _, event, most in placed(document)] == [("hospitalization", 1200)]
    assert any("没有当作慰问标准" in flag.words for flag in document.flags)


@pytest.mark.parametrize("between", ["\n现修改为：", "现调整为："])
def test_a_clause_given_beside_its_former_words_is_given_anew(between: str) -> None:
    title = "关于修改《江州市机关工会会员慰问办法》的决定"
    lead = "现决定对《江州市机关工会会员慰问办法》（江机工〔2022〕6号）作如下修改："
    was, now = "会员住院的，慰问金不超过800元。", "会员住院的，慰问金不超过1200元。"
    target = read_text(RULES)
    found = amend(target, read_text(letter(f"{lead}\n第三条原文：“{was}”{between}“{now}”", title), target))
    given = [one.amount for one in found.document.clauses if one.event == "hospitalization" and one.amount]
    assert given == [Amount(CEILING, 1200)]


def test_clauses_side_by_side_set_by_blanks() -> None:
    body = """职工慰问标准修订对照表
修订前                                      修订后
一、职工住院慰问，每人每次300元。            一、职工住院慰问，每人每次500元。
二、职工退休，赠送价值500元的纪念品。        二、职工退休，赠送价值800元的纪念品。
                                            三、职工生育，给予慰问金600元。（新增）

以上标准自2026年9月1日起执行。"""
    document = read_text(letter(body))
    assert [(event, most) for _, event, most in placed(document)] == [
        ("hospitalization", 500), ("retirement", 800), ("childbirth", 600),
    ]  # fmt: skip
    assert document.effective_from == date(2026, 9, 1)


def test_steps_of_what_was_paid_are_conditions_however_they_are_written() -> None:
    words = (
        "一、职工住院，个人自付费用在5000元以下的，慰问500元；5000元（含）至20000元的，按自付费用的10%慰问；"
        "20000元以上的，慰问2500元。"
    )
    document = read_text(letter(words))
    assert [(one.amount.kind, one.amount.value) for one in facts(document)] == [
        (FIXED, 500),
        (SHARE, 10),
        (FIXED, 2500),
    ]
    assert [one.conditions for one in document.clauses if one.amount] == [
        ("个人自付费用在5000元以下的",), ("5000元（含）至20000元的",), ("20000元以上的",),
    ]  # fmt: skip


def test_points_with_a_tab_in_them_stay_points() -> None:
    body = "第一条 慰问标准\n1、会员结婚\t\t800元\n2、会员去世\t3000元\n3、子女升大学\t\t600元\n第二条 手续另定。"
    assert placed(read_text(letter(body))) == [
        ("第一条1", "marriage", 800), ("第一条2", "member_death", 3000), ("第一条3", "child_university", 600),
    ]  # fmt: skip


def test_a_circle_is_a_nought_in_a_day() -> None:
    text = "泉机工〔2026〕3号\n关于会员慰问的通知\n一、会员结婚，慰问金800元。\n泉湾区机关工会\n二○二六年一月十日"
    assert read_text(text).signed == date(2026, 1, 10)


YEARS = "项目\t2023版\t2026版\n结婚慰问\t500元\t1000元\n退休慰问\t800元\t900元"


def test_of_two_years_the_newer_is_given_where_they_are_compared() -> None:
    document = read_text(letter(f"慰问标准对照如下：\n\n{YEARS}"))
    assert [(event, most) for _, event, most in placed(document)] == [("marriage", 1000), ("retirement", 900)]


def test_of_two_years_without_a_word_neither_is_read() -> None:
    document = read_text(letter(f"慰问标准如下：\n\n{YEARS}"))
    assert placed(document) == []
    assert any(flag.kind is FlagKind.TABLE for flag in document.flags)


def test_event_and_whom_in_two_columns_of_matters() -> None:
    rows = "类别\t事由\t金额\n婚育\t结婚\t600元\n\t生育\t600元\n丧葬\t会员本人\t3000元\n\t配偶、父母、子女\t1000元"
    assert [(event, most) for _, event, most in placed(read_text(letter(rows)))] == [
        ("marriage", 600), ("childbirth", 600), ("member_death", 3000), ("bereavement", 1000),
    ]  # fmt: skip


def test_a_row_of_one_cell_over_all_columns_gives_nothing() -> None:
    page = (
        "<p>海机工〔2026〕2号</p><p>关于会员慰问标准的通知</p><table><tr><td>项目</td><td>内容</td><td>标准</td></tr>"
        '<tr><td colspan="3">一、生活慰问</td></tr><tr><td>1</td><td>会员住院</td><td>不超过1000元</td></tr></table>'
        "<p>海棠市直机关工会（盖章）　2026年1月8日</p>"
    )
    document = read(f"<html><body>{page}</body></html>".encode())
    assert placed(document) == [("表1第3行", "hospitalization", 1000)]
    assert not any(flag.kind is FlagKind.AMOUNT_UNREAD for flag in document.flags)
    assert (document.issuer, document.signed) == ("海棠市直机关工会", date(2026, 1, 8))


def against(rows: tuple[str, ...], lead: str) -> Amended:
    """What comes of the rules by a letter that gives these rows of a comparing table."""
    body = f"《江州市机关工会会员慰问办法》（江机工〔2022〕6号）{lead}\n\n" + "\n".join(
        row.replace("|", "\t") for row in rows
    )
    target = read_text(RULES)
    return amend(target, read_text(letter(body, "关于修订《江州市机关工会会员慰问办法》的通知"), target))


ROWS = (
    "条款|原规定|新规定",
    "第六条|会员生日，每人每年发放300元的蛋糕券。|会员生日，每人每年发放400元的蛋糕券。",
    "第七条|会员退休，发放不超过1000元的纪念品。|会员退休，发放不超过1200元的纪念品。",
)


@pytest.mark.parametrize("lead", ["部分条款修订对照如下，请遵照执行。", "予以修订，修订前后对照如下："])
def test_a_comparing_table_alone_gives_its_places_anew(lead: str) -> None:
    found = against(ROWS, lead)
    given = {one.event: one.amount.most for one in found.document.clauses if one.amount}
    assert (given["birthday"], given["retirement"], len(found.done)) == (400, 1200, 2)
    assert {place for place in found.changed if place} == {"第六条", "第七条"}


@pytest.mark.parametrize("gone", ["", "删除", "（此条删除）"])
def test_a_row_without_new_words_takes_the_place_out(gone: str) -> None:
    rows = (ROWS[0], f"第六条|会员生日，每人每年发放300元的蛋糕券。|{gone}", f"第七条|{ROWS[2].split('|')[1]}|不变")
    found = against(rows, "部分条款修订对照如下。")
    given = {one.event: one.amount.most for one in found.document.clauses if one.amount}
    assert "birthday" not in given
    assert (given["retirement"], len(found.done), found.left) == (1000, 1, ())


def test_a_new_article_comes_behind_the_one_before() -> None:
    rows = (ROWS[0], "第十一条（新增）||会员子女考入大学的，给予不超过600元的慰问品。")
    found = against(rows, "部分条款修订对照如下。")
    assert [one.place for one in found.document.clauses if one.event == "child_university"] == ["第十一条"]


def test_a_row_whose_former_words_are_not_there_is_left_to_people() -> None:
    rows = (*ROWS[:2], ROWS[2].replace("不超过1000元", "不超过900元"))
    found = against(rows, "部分条款修订对照如下。")
    assert {one.event: one.amount.most for one in found.document.clauses if one.amount}["retirement"] == 1000
    assert len(found.left) == 1


def test_a_table_behind_the_instructions_repeats_them() -> None:
    title = "关于修改《江州市机关工会会员慰问办法》的决定"
    body = (
        "现决定对《江州市机关工会会员慰问办法》（江机工〔2022〕6号）作如下修改：\n"
        "一、将第六条中的“300元”修改为“400元”。\n" + "\n".join(row.replace("|", "\t") for row in ROWS[:2])
    )
    target = read_text(RULES)
    found = amend(target, read_text(letter(body, title), target))
    assert {one.event: one.amount.most for one in found.document.clauses if one.amount}["birthday"] == 400
    assert found.left == ()
