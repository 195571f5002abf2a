"""A question that is only chat: taken up in a sentence or two and left, without the notice, the branch, an officer."""

import pytest

from knowledge import Library
from tests.knowledge.measure import TODAY

OF_THE_UNION = ("通知没有写", "基层工会", "对照的是", "依据")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("晚饭吃啥好，纠结", "晚饭吃啥好"),
        ("瓯江边那个灯光秀几点开始的晓得不", "灯光秀"),
        ("你觉得国足还有救吗", "“国足还有救吗”"),
        ("世界上到底有没有鬼", "问住"),
        ("帮我写一副退休送同事的对联，他姓叶，爱钓鱼", "心意"),
        ("温暖你会不会讲温州话，讲一句听听", "吃罢未"),
    ],
)
def test_it_is_taken_up_lightly(library: Library, text: str, said: str) -> None:
    answer = library.answer(text, today=TODAY)
    assert said in answer.text
    assert not any(words in answer.text for words in OF_THE_UNION)
    assert not any(button.action in {"officer", "relay", "report"} for button in answer.suggestions)


@pytest.mark.parametrize(
    "text",
    [
        "理发券去哪领",  # a name that may be the union's
        "单位的哺乳室在哪里",  # the workplace
        "元旦走路活动还有名额吗",  # an activity
        "500是每人还是每家",  # a sum
    ],
)
def test_what_may_be_the_unions_is_no_small_talk(library: Library, text: str) -> None:
    text = library.answer(text, today=TODAY).text
    assert not any(words in text for words in ("问住", "说不准", "说不好"))


def test_what_is_written_in_the_notice_is_asked_in_earnest(library: Library) -> None:
    assert "文采" not in library.answer("孩子上大学为啥没写金额", today=TODAY).text


def test_in_a_talk_of_the_unions_things_a_question_is_in_earnest(library: Library) -> None:
    talk = ["包饺子的活动还能报吗"]
    assert "问住" not in library.answer("有两个是编外的，能上不", talk, today=TODAY).text
