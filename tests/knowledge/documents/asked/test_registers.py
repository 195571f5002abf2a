"""Kinds of questions that fresh writers asked and that missed their clause."""

from __future__ import annotations

import pytest

from tests.knowledge.documents.asked.test_stated import said


@pytest.mark.parametrize(
    ("name", "question", "words"),
    [
        ("table", "券弄丢了怎么办", "遗失不补"),  # one character for 蛋糕券
        ("bureau", "给我老爸办后事那笔钱，要拿什么纸头去办", "亲属关系证明"),  # what happened, and a side of it
        ("school", "字眼上各说各的，最后以谁的说法为准", "解释"),
    ],
)
def test_the_clause_is_found_in_other_words(name: str, question: str, words: str) -> None:
    assert words in said(name, question)


def test_a_number_of_people_shows_no_clause() -> None:
    """“两名” of the question is not the “两人” of who visits."""
    text = said("school", "我处有两名同志入了会但从没交过钱，是否也在享受之列")
    assert "两人" not in text


def test_a_long_clause_is_not_found_by_one_word() -> None:
    assert "政治教育" not in said("school", "科里对其中一处字眼理解不一")
