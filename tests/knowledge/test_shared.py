"""News of work and suggestions are heard as such: no clause answers them, and an officer can be told."""

from __future__ import annotations

import pytest

from knowledge import Library
from knowledge.reading.model import PASSED_ON, Act
from tests.knowledge.measure import TODAY

OF_CLAUSES = ("不超过", "通知没有写", "未写明", "我这里还没有登记")


@pytest.mark.parametrize(
    "said",
    [
        "市审计局工会今日下午召开会员大会，完成换届选举，特此报告",
        "重阳登山我们队全员到顶，特来汇报，最年长的七十九，大家精神头都好",
        "跟你说个好事，我们窗口的小叶在服务技能比赛里拿了一等奖",
        "今天我们科给环卫师傅送了两箱水，拍了几张照片要不要发过来",
    ],
)
def test_news_of_work_is_taken_and_an_officer_can_be_told(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert answer.reading is not None
    assert Act.SHARE in answer.reading.acts
    assert answer.intent == "chitchat"
    assert not any(words in answer.text for words in OF_CLAUSES)
    assert any(button.action in {"officer", "relay"} for button in answer.suggestions)


@pytest.mark.parametrize(
    "said",
    [
        "建议以后慰问品换成粮油，水果放不住",
        "食堂排风扇响得厉害，麻烦工会跟后勤讲讲",
        "三楼的小姜天天帮老同志填表，请表扬表扬他",
    ],
)
def test_a_suggestion_is_taken_and_passed_on_if_wished(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert answer.reading is not None
    assert answer.reading.acts & PASSED_ON
    assert "转给工会干部" in answer.text
    assert not any(words in answer.text for words in OF_CLAUSES)


def test_no_gladness_beside_a_loss(library: Library) -> None:
    text = library.answer("老钱上个月刚评上先进，昨晚突发心梗走了，跟工会说一声", today=TODAY).text
    assert "高兴" not in text
    assert "恭喜" not in text
