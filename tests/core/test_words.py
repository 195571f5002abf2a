"""Words that end what was begun, in any room."""

import pytest

from bot.core.words import STOP, stops


@pytest.mark.parametrize("said", sorted(STOP))
def test_they_end_it_whatever_stands_around_them(said: str) -> None:
    assert stops(said)
    assert stops(f" {said}。")


@pytest.mark.parametrize("said", ["", "不发了", "取消报名", "停车费"])
def test_other_words_do_not(said: str) -> None:
    assert not stops(said)


def test_a_room_has_verbs_of_its_own() -> None:
    assert stops("不发了！", "不发了", "不加了")
    assert not stops("不写了", "不发了", "不加了")
