"""What is said to those who want it short, want to know whom to turn to, or find the ceiling too low."""

from __future__ import annotations

import pytest

from knowledge import Library
from knowledge.answer.model import Answer
from tests.knowledge.measure import TODAY

BRANCH = "本人所在的基层工会"


def offers_an_officer(answer: Answer) -> bool:
    return any(one.action == "officer" for one in answer.suggestions)


@pytest.mark.parametrize(
    ("said", "met"),
    [
        ("别跟我念条文，就说给不给", "不念条文"),
        ("别绕弯子，给个痛快话", "不念条文"),
        ("到底找谁，你给个准话", "就找您本人所在的基层工会"),
        ("这到底该问哪个部门", "就找您本人所在的基层工会"),
        ("你们真小气", "这心情我明白"),
    ],
)
def test_all_manner_and_no_matter_is_met_and_asked_for_the_matter(library: Library, said: str, met: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert met in answer.text
    assert BRANCH in answer.text
    assert not answer.amounts
    assert offers_an_officer(answer)


def test_put_bluntly_after_a_question_it_is_answered_for_that_matter(library: Library) -> None:
    answer = library.answer("别跟我念条文，就说给不给", ["我住院了工会给慰问吗"], today=TODAY)
    assert answer.text.startswith("好，不念条文，直接说。\n会员生病住院要访")
    assert "给不给、给多少，由本人所在的基层工会来定。" in answer.text
    assert answer.amounts == {"hospitalization": 1000}


def test_whom_to_turn_to_is_said_and_no_name_is_invented(library: Library) -> None:
    answer = library.answer("到底找谁，你给个准话", ["住院慰问怎么办"], today=TODAY)
    assert "要找的就是本人所在的基层工会；通知没有写联系人和电话" in answer.text
    assert answer.suggestions[0].action == "officer"


@pytest.mark.parametrize("said", ["医药费花了八万，就给一千？", "药费自己掏了五万，才补一千块钱"])
def test_a_ceiling_called_too_low_is_answered_as_the_kind_and_not_as_insurance(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert answer.text.startswith("花了这么多，家里一定不容易。")
    assert answer.amounts == {"hospitalization": 1000}
    assert "不超过 1000 元" in answer.text
    assert "医保报销，通知没有相关规定" in answer.text
    assert "会员家庭遇特殊困难" in answer.text
    assert "能领" not in answer.text


def test_another_figure_beside_medical_costs_is_no_complaint_about_ours(library: Library) -> None:
    answer = library.answer("医药费花了八万，就报销五百？", today=TODAY)
    assert answer.intent == "out_of_scope"
    assert not answer.amounts


@pytest.mark.parametrize("said", ["我想申请换个科室应该找谁", "骗子把我工资卡刷空了，谁管", "家里周转不开了，找谁开口"])
def test_where_there_is_a_matter_the_manner_is_no_answer(library: Library, said: str) -> None:
    assert "就找您本人所在的基层工会" not in library.answer(said, today=TODAY).text


def test_whom_to_turn_to_goes_on_with_the_matter_before(library: Library) -> None:
    answer = library.answer("找谁领", ["退休给多少"], today=TODAY)
    assert answer.topics == ("retirement",)
    assert "要找的就是本人所在的基层工会" in answer.text


def test_a_long_story_is_not_taken_for_its_manner(library: Library) -> None:
    story = "我家里人病了好久了，钱也花了不少，心里烦得很，这些事我都不知道该找谁去说一说才好，工会有没有办法"
    assert "就找您本人所在的基层工会" not in library.answer(story, today=TODAY).text


@pytest.mark.parametrize("said", ["我妈的抚恤金怎么领，她上个月走的", "我爸的丧葬费找谁报"])
def test_what_we_do_not_grant_to_the_bereaved_is_declined_with_what_we_do(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert answer.text.startswith("请节哀，多保重身体。\n丧葬费和抚恤金，通知没有相关规定。")
    assert "通知另外写了“会员直系亲人去世要访”" in answer.text
    assert not answer.amounts
    assert "1000" not in answer.text
    assert answer.suggestions[0].label == "看看亲人去世慰问"


def test_who_asks_if_somebody_counts_hears_first_whom_the_clause_names(library: Library) -> None:
    answer = library.answer("孩子骨折住院算不算", today=TODAY)
    lines = answer.text.splitlines()
    assert lines[0] == "请替我们问候一声，愿早日康复。"
    assert lines[1].startswith("通知写的是会员本人生病住院，家属住院未写明。")
    assert lines[2].startswith("这些由本人所在的基层工会来定")
