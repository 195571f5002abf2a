"""Only a plain yes lets the bot tell an officer."""

import pytest

from bot.questions.wishes import accepts
from knowledge.reading.model import Act, Reading


@pytest.mark.parametrize("said", ["好", "好的，麻烦了", "要", "行，你叫他来", "可以", "嗯嗯"])
def test_a_plain_yes_is_consent(said: str) -> None:
    assert accepts(Reading(said, frozenset({Act.AGREE})))


@pytest.mark.parametrize("said", ["我信你一回", "不要", "再说吧", "随便", "好什么好"])
def test_anything_else_is_none(said: str) -> None:
    assert not accepts(Reading(said, frozenset({Act.AGREE})))
