"""A homely word for what is spoken of by the way."""

import pytest

from knowledge.answer.chat import homely
from knowledge.answer.rules import load
from knowledge.reading.model import Event, Reading, State, What, Whose

CHATS = load().chats
LOSS = Reading("我妈走了", events=(Event(What.DEATH, Whose.PARENT, State.HAPPENED),))


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("孙女教我的，她今年读三年级，聪明得很", "小老师"),
        ("今天发工资，心情好", "发工资"),
        ("刚拿驾照 第一次自己开车上班 手心全是汗", "上路"),
        ("饭还是吃的，一个人煮面条方便", "一个人"),
    ],
)
def test_it_takes_up_what_was_said(said: str, word: str) -> None:
    assert word in homely(CHATS, Reading(said), (), asked=False)


def test_it_is_another_each_time() -> None:
    said = Reading("今天发工资，心情好")
    assert homely(CHATS, said, (), asked=False) != homely(CHATS, said, (said,), asked=False)


def test_a_glad_word_is_kept_from_sorrow() -> None:
    assert not homely(CHATS, Reading("今天发工资"), (LOSS,), asked=False)


def test_of_a_question_only_what_is_written_for_questions() -> None:
    assert homely(CHATS, Reading("番茄炒蛋放不放糖"), (), asked=True)
    assert not homely(CHATS, Reading("驾照丢了补办去哪里"), (), asked=True)
