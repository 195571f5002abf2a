"""What is said to those who are cross, were misunderstood, or asked about what merely looks like a grief."""

from __future__ import annotations

import pytest

from knowledge import Library
from tests.knowledge.measure import TODAY


@pytest.mark.parametrize("said", ["退休金怎么算", "停车位怎么申请", "养老金几号发", "食堂饭卡怎么充值"])
def test_no_condolence_where_nobody_died(library: Library, said: str) -> None:
    text = library.answer(said, today=TODAY).text
    assert "节哀" not in text
    assert "抚恤" not in text
    assert "住房" not in text


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("老公天天跟我吵，工会管不管", "家里的事最磨人，谢谢您愿意说出来。"),
        ("我们科长天天针对我，工会管伐", "碰上这样的事，心里肯定不好受。"),
    ],
)
def test_a_question_that_tells_of_a_sorrow_opens_with_a_kind_word(library: Library, said: str, first: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert answer.text.splitlines()[0] == first
    assert answer.text.count("节哀") <= 1


@pytest.mark.parametrize(
    "said", ["岳父去世算不算", "如果我爸走了给多少", "住院给多少", "电视里他妈死了算吗", "我家猫走了有慰问吗"]
)
def test_a_question_about_the_rule_alone_is_answered_at_once(library: Library, said: str) -> None:
    assert not library.answer(said, today=TODAY).text.startswith(("请节哀，多", "生病住院最是", "请代为"))


@pytest.mark.parametrize("said", ["太失望了，啥也不干"])
def test_anger_is_met_and_offered_an_officer(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert "抱歉" in answer.text
    assert any(one.action in ("officer", "relay") for one in answer.suggestions)


def test_mashed_keys_are_about_nothing(library: Library) -> None:
    assert library.answer("asdfghjkl", today=TODAY).topics == ()


@pytest.mark.parametrize(
    "said",
    [
        "婚礼取消了",
        "我们不结婚了，分手了",
        "我还没退休",
        "电视剧里他爸死了",
        "昨晚梦见我妈去世了",
        "我家猫昨天生了",
        "我家狗昨天走了",
    ],
)
def test_what_needs_no_form_is_taken_note_of(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert answer.intent == "chitchat"
    assert answer.amounts == {}
    assert "恭喜" not in answer.text


@pytest.mark.parametrize("said", ["没有结婚的能参加联谊吗", "没收到住院慰问金", "婚礼取消了还有慰问吗", "我爸昨天走了"])
def test_questions_complaints_and_real_news_are_not_waved_aside(library: Library, said: str) -> None:
    assert "先不登记" not in library.answer(said, today=TODAY).text


def test_a_year_is_said_for_what_the_notice_planned(library: Library) -> None:
    text = library.answer("今年有乒乓球比赛吗", today=TODAY).text
    assert "2019年的通知" in text
    assert "现在是否照办" in text
    assert "今年" not in text


def test_each_topic_is_answered_on_the_side_asked_of_it(library: Library) -> None:
    first, second, *_ = library.answer("我想问住院给多少，还有乒乓球哪天打", today=TODAY).text.splitlines()
    assert "1000 元" in first
    assert "日期" not in first
    assert "乒乓球" in second


def test_a_side_asked_of_all_is_answered_for_all(library: Library) -> None:
    text = library.answer("住院和结婚分别要什么材料", today=TODAY).text
    assert text.count("要交哪些材料") == 1
    assert text.startswith("住院慰问、结婚慰问：")
