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


def test_condolence_where_one_did(library: Library) -> None:
    assert "节哀" in library.answer("丧假几天", today=TODAY).text


@pytest.mark.parametrize("said", ["你们工会什么都不干，太气人了", "太失望了，啥也不干", "真是火大"])
def test_anger_is_met_and_offered_an_officer(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert "抱歉" in answer.text
    assert any(one.action == "officer" for one in answer.suggestions)


def test_who_was_not_understood_is_offered_an_officer(library: Library) -> None:
    answer = library.answer("还是没说清楚啊啊啊", today=TODAY)
    assert "抱歉" in answer.text
    assert any(one.action == "officer" for one in answer.suggestions)


def test_mashed_keys_are_about_nothing(library: Library) -> None:
    assert library.answer("asdfghjkl", today=TODAY).topics == ()
