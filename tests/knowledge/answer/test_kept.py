"""What is set right is said back, and who wants something kept hears what can be."""

import pytest

from knowledge.answer.rules import load

RULES = load()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("错了错了，不是5号是15号", "好，改过来了：是15号，不是5号。"),
        ("不是我，是我老公", "好，改过来了：是我老公，不是我。"),
        ("名字打错了，是“剑”，宝剑的剑", "好，改过来了：是剑。"),
        ("说错了，是大前天", "好，改过来了：是大前天。"),
        ("改成下个月8号", "好，改过来了：是下个月8号。"),
    ],
)
def test_what_is_changed_is_said_back(said: str, answer: str) -> None:
    assert RULES.amends.said_back(said) == answer


def test_where_nothing_tells_what_is_changed_it_is_asked() -> None:
    assert RULES.amends.answer("写错了写错了", known=True) == RULES.amends.asks


@pytest.mark.parametrize("said", ["你先帮我记着", "替我记一下", "你记下来没有"])
def test_who_wants_it_kept_is_heard(said: str) -> None:
    assert RULES.keeps.wanted(said)
    assert "草稿" in RULES.keeps.answer(said, form=True)


def test_nobody_is_promised_a_reminder() -> None:
    assert RULES.keeps.reminds in RULES.keeps.answer("帮我记着，礼拜一提醒我", form=True)
    assert RULES.keeps.reminds not in RULES.keeps.answer("帮我记着", form=True)
    assert not RULES.keeps.wanted("我一直记着你们的好")
