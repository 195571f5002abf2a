"""When a message means the activity that the talk is about, and when it does not."""

from datetime import date, timedelta

import pytest

from bot.core.messages import Act, Button
from bot.questions import activity_talk
from bot.questions.memory import ConversationMemory, Talk
from tests import support
from tests.support import NOON

BEFORE = ("话剧是哪天演",)


def _carried(text: str, *, left: bool = False) -> tuple[int, ...]:
    found = support.library().answer(text, BEFORE, today=date(2026, 12, 1))
    return activity_talk.carried(support.library(), Talk(said=BEFORE, on=(7,), left=left), found, text)


@pytest.mark.parametrize(
    "text",
    ["能穿拖鞋吗", "停车呢", "领着我外婆", "去不成了", "算了不凑热闹了", "有几个人报了", "最晚哪天报", "还有饭吃吗"],
)
def test_what_goes_on_about_it(text: str) -> None:
    assert _carried(text) == (7,)


@pytest.mark.parametrize(
    "text",
    [
        "医保怎么报销",
        "你们主席是谁",
        "疗休养去哪里",
        "我下个月退休",
        "工资什么时候发",
        "谢谢",
        "我的申报到哪一步了",
    ],
)
def test_what_begins_another_matter(text: str) -> None:
    assert _carried(text) == ()


def test_after_another_matter_it_is_come_back_to_in_so_many_words() -> None:
    assert _carried("几点开始", left=True) == ()
    assert _carried("那个活动几点开始", left=True) == (7,)


def test_the_memory_keeps_it_until_another_matter() -> None:
    memory = ConversationMemory()
    memory.about(1, 1, (7,), NOON)
    memory.about(1, 1, (), NOON)
    assert (memory.recall(1, 1, NOON).on, memory.recall(1, 1, NOON).left) == ((7,), False)
    memory.about(1, 1, (), NOON, other=True)
    assert memory.recall(1, 1, NOON).left
    memory.about(1, 1, (8,), NOON)
    assert (memory.recall(1, 1, NOON).on, memory.recall(1, 1, NOON).left) == ((8,), False)
    assert memory.recall(1, 1, NOON + timedelta(hours=1)).on == ()


def test_an_answer_is_about_the_activities_of_its_buttons() -> None:
    join, door = Button("我要报名", Act("activity.join", {"activity": 7})), Button("话剧", data="activity:7")
    assert activity_talk.about(((join,), (door,))) == (7,)
    assert activity_talk.about(tuple((Button("", data=f"activity:{at}"),) for at in range(3))) == ()
