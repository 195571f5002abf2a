"""What a message keeps of what was said before, and what it does not."""

from __future__ import annotations

import pytest

from knowledge import Library
from knowledge.reading.model import Act, Reading
from tests.knowledge.conftest import TODAY


def read(library: Library, text: str, *before: str) -> Reading:
    return library.read(text, before, today=TODAY)


@pytest.mark.parametrize(
    ("before", "text", "topic", "facet"),
    [
        ("住院给多少", "那结婚呢", "marriage", "amount"),
        ("结婚送什么", "要什么材料", "marriage", "materials"),
        ("乒乓球比赛哪天", "羽毛球呢", "badminton", "date"),
        ("五要访是哪五个", "第三个给多少", "bereavement", "amount"),
        ("五要贺有哪些", "最后那个给多少", "retirement", "amount"),
        ("疗休养去哪里", "要自己出钱吗", "recuperation", "fee"),
    ],
)
def test_a_follow_up_keeps_what_it_leaves_out(library: Library, before: str, text: str, topic: str, facet: str) -> None:
    reading = read(library, text, before)
    assert topic in {one.topic for one in reading.questions}
    assert facet in {one.facet for one in reading.questions}
    assert reading.carried


@pytest.mark.parametrize(
    ("before", "text", "topic"),
    [
        ("乒乓球比赛哪天打", "请问生病住院能领多少慰问金", "hospitalization"),
        ("住院给多少", "生日送什么", "birthday"),
    ],
)
def test_a_whole_question_keeps_nothing(library: Library, before: str, text: str, topic: str) -> None:
    reading = read(library, text, before)
    assert [one.topic for one in reading.questions] == [topic]
    assert not reading.carried


@pytest.mark.parametrize("text", ["谢谢", "好的", "哈哈哈", "再见"])
def test_thanks_after_an_answer_ask_nothing(library: Library, text: str) -> None:
    assert not read(library, text, "住院给多少").questions


def test_danger_is_heard_whatever_was_spoken_of(library: Library) -> None:
    reading = read(library, "我不想活了", "住院给多少")
    assert reading.danger == "self"
    assert not reading.carried


def test_what_was_told_of_without_a_happening_is_asked_of(library: Library) -> None:
    reading = read(library, "还能补发吗", "端午的粽子我没领到", "那几天我在外地学习")
    assert {one.topic for one in reading.questions} == {"out.festival_goods"}
    assert reading.carried


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("出院了还慰问不", "我昨天住院了"),
        ("要是没发票呢", "我昨天住院了"),
        ("复印件可以不，原件他带走了", "孩子考上大学"),
    ],
)
def test_who_asks_plainly_is_not_noted_down(library: Library, text: str, before: str) -> None:
    reading = read(library, text, before)
    assert Act.ASK in reading.acts
    assert reading.questions
    assert reading.onward is None
