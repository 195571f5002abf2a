"""What a document states is not called unstated, and what is quoted is of what was asked: a 办法 and a year's plan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.knowledge.documents.asked.measure import published
from tests.knowledge.documents.asked.test_asked import HERE

COMMITTEE = "温州市直属机关工会工作委员会"
UNSTATED = re.compile("没有写|未写明|没有提到")


def said(name: str, question: str) -> str:
    library, _, day = published((HERE / f"{name}.txt",))
    return library.answer(question, today=day).text


@pytest.mark.parametrize(
    "question",
    [
        "我们处老陈昨天夜里走了，家属能领多少",
        "同事车祸没救回来，工会给家里多少",
        "科里小林过世了，工会怎么慰问",
        "组里老赵病逝了，工会给多少钱",
        "兄弟在岗上人没了，工会给家里多少",
    ],
)
def test_a_members_own_death_is_answered_by_its_own_clause(question: str) -> None:
    text = said("bureau", question)
    assert "会员本人去世的，给予其家属4000元慰问金" in text
    assert "1200" not in text


def test_the_other_sides_of_a_members_own_death_are_told_too() -> None:
    text = said("bureau", "同事老陈走了，家属多久内要报")
    assert "4000元" in text
    assert "两个月内" in text


@pytest.mark.parametrize("question", ["我妈走了给多少", "我老婆过世了，能报吗", "老陈的爸爸去世了，给多少"])
def test_the_death_of_kin_stays_with_the_clause_on_kin(question: str) -> None:
    text = said("bureau", question)
    assert "1200元" in text
    assert "4000" not in text


@pytest.mark.parametrize(
    ("name", "question", "words"),
    [
        ("bureau", "三月结的婚，过期了还能报吗", "两个月内"),
        ("bureau", "生孩子的事拖到什么时候就不能报了", "两个月内"),
        ("bureau", "住院要拿什么单子", "凭住院病历"),
        ("bureau", "住院只拿到病历，光病历可以吗", "凭住院病历"),
        ("harbour", "财务照省里哪个文件来", "《基层工会经费收支管理细则》"),
        ("harbour", "工会干部想去培训班听课，有没有", "策划组织2期工会干部培训班"),
        ("harbour", "政治学习学些啥", "学习党的二十大精神"),
        ("harbour", "积极分子今年评不评", "评选先进基层工会和优秀工会积极分子"),
        ("harbour", "劳动节活动要不要组织人去", "动员基层工会参加"),
        ("harbour", "跟同事闹翻了工会出面吗", "工会来走访"),
    ],
)
def test_what_a_clause_states_is_not_called_unstated(name: str, question: str, words: str) -> None:
    text = said(name, question)
    assert words in text
    assert not UNSTATED.search(text)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("结婚是按人给还是按户给", "写的是“600元/人”，按人算。"),
        ("我和老婆都是会员，结婚一人一份还是一家一份", "写的是“600元/人”，按人算。"),
        ("生小孩是一人一份还是一家一份", "写的是“每户”，按户算。"),
        ("夫妻俩都在局里，生孩子两个人都有吗", "写的是“每户”，按户算。"),
    ],
)
def test_whom_an_amount_is_for_is_read_beside_the_figure(question: str, words: str) -> None:
    text = said("bureau", question)
    assert words in text
    assert "按家算" not in text


@pytest.mark.parametrize(
    ("name", "question", "words"),
    [
        ("bureau", "办法几时起执行", "自2023年7月1日起施行"),
        ("bureau", "这个办法从哪天开始算", "自2023年7月1日起施行"),
        ("harbour", "单位去年跟别家合并了，工会组织怎么办", "对机构改革中合并、拆散的单位"),
        ("harbour", "五一那批活动要不要组织人参加", "动员基层工会参加"),
    ],
)
def test_the_newer_document_answers_alone_where_an_older_one_has_the_same(name: str, question: str, words: str) -> None:
    text = said(name, question)
    assert words in text
    assert "温直工〔2019〕7号" not in text


@pytest.mark.parametrize(
    ("question", "stray"),
    [
        ("我公公没了算不算", "重大疾病"),
        ("外婆走了算不算", "重大疾病"),
        ("老赵没了，他爱人能领多少", "会员结婚"),
        ("今年住了三趟院，第三趟还有吗", "出生医学证明"),
    ],
)
def test_a_second_clause_is_quoted_for_words_of_its_own(question: str, stray: str) -> None:
    assert stray not in said("bureau", question)


@pytest.mark.parametrize("question", ["走路的活动今年有吗", "有没有徒步的活动", "暴走有没有组织", "远足今年有没有"])
def test_an_activity_is_found_by_what_it_is_like(question: str) -> None:
    text = said("harbour", question)
    assert "健步走" in text
    assert "安排的活动有" not in text


@pytest.mark.parametrize("question", ["要填哪张表", "填什么单子", "申请要填什么表", "报慰问要不要填表"])
def test_a_form_that_the_document_names_is_not_called_needless(question: str) -> None:
    text = said("bureau", question)
    assert "《会员慰问申请单》" in text
    assert "不用打印" not in text


def test_what_is_asked_by_its_name_and_no_document_has_is_said_to_be_missing(tmp_path: Path) -> None:
    """The plan takes the place of the one that has 羽毛球: no other contest is quoted for it."""
    plan = (HERE / "harbour.txt").read_text(encoding="utf-8").replace("云和湾区机关工会", COMMITTEE)
    (tmp_path / "plan.txt").write_text(plan.replace("2024年机关", "2024年市直机关"), encoding="utf-8")
    library, _, day = published((tmp_path / "plan.txt",))
    text = library.answer("有没有羽毛球比赛", today=day).text
    assert "没有提到羽毛球比赛" in text
    assert "羽毛球赛" not in library.answer("有篮球赛吗", today=day).text


@pytest.mark.parametrize(
    ("question", "named", "unnamed"),
    [
        ("标准化的事今年还搞吗", "写到标准化工会创建的", "红旗"),
        ("标准化工会今年搞不搞", "写到标准化工会创建的", "红旗"),
        ("爬山今年有没有", "写到重阳登山活动的", "九·九"),
        ("有哪些活动", "2024年的通知安排的活动有：乒乓球比赛、重阳登山活动、全市五一系列活动。", "“九·九”"),
    ],
)
def test_a_notice_is_said_to_name_what_it_names(question: str, named: str, unnamed: str) -> None:
    text = said("harbour", question)
    assert named in text
    assert unnamed not in text


@pytest.mark.parametrize("question", ["超过半年还行不", "超过三个月还能报不", "晚了几个月还认不认"])
def test_how_things_are_handled_is_found_where_no_matter_is_named(question: str) -> None:
    text = said("bureau", question)
    assert "两个月内" in text
    assert not UNSTATED.search(text)


@pytest.mark.parametrize("question", ["年休假过了半年还能休吗", "公积金要谁审批", "社保卡丢了去哪里补"])
def test_a_look_alike_named_is_no_matter_of_handling(question: str) -> None:
    assert "这是原文" not in said("bureau", question)
