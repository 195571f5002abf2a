"""An activity that a document, or a member, calls by another name is that activity."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.lexicon.called import any_name, in_our_names
from tests.knowledge.documents.asked.measure import published
from tests.knowledge.documents.asked.test_asked import HERE


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Of the year after the shipped one, which has both 乒乓球 and 羽毛球."""
    words = (HERE / "harbour.txt").read_text(encoding="utf-8").replace("乒乓球", "小白球")
    (tmp_path / "plan.txt").write_text(words, encoding="utf-8")
    return tmp_path / "plan.txt"


@pytest.mark.parametrize("question", ["小白球赛有吗", "乒乓球赛今年有吗", "小白球今年打不打", "今年有没有乒乓球比赛"])
def test_the_new_plans_name_and_ours_find_its_clause(plan: Path, question: str) -> None:
    library, _, day = published((plan,))
    text = library.answer(question, today=day).text
    assert text.startswith("2024年的通知写到乒乓球比赛的，原文是：“组织小白球比赛")


def test_another_activity_is_not_taken_for_it(plan: Path) -> None:
    library, _, day = published((plan,))
    assert "小白球" not in library.answer("打羽毛球吗", today=day).text
    assert "乒乓球比赛" in library.answer("有哪些活动", today=day).text


def test_names_are_exchanged_in_texts_and_in_patterns() -> None:
    assert in_our_names("小白球和羽球") == "乒乓球和羽毛球"
    assert any_name("登山|联谊会") == "(?:登山|爬山)|联谊会"
