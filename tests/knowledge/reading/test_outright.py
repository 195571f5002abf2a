"""What plain words settle, whatever was learned of messages like them."""

import pytest

from knowledge import Library
from knowledge.reading.model import Danger, What
from tests.knowledge.measure import TODAY


def told(library: Library, text: str) -> set[What]:
    return {one.what for one in library.read(text, today=TODAY).events}


@pytest.mark.parametrize("text", ["我对象还没领证，算家属吗", "我和对象一起，他算家属吗？还没领证"])
def test_who_is_not_married_yet_has_lost_nothing(library: Library, text: str) -> None:
    assert What.MARRIAGE not in told(library, text)
    assert "不好受" not in library.answer(text, today=TODAY).text


def test_one_quarrel_is_told_once(library: Library) -> None:
    assert told(library, "我跟同事吵了一架，想请工会调解") == {What.MEMBER_CONFLICT}
    assert What.FAMILY_CONFLICT in told(library, "我跟老公天天吵架，想请工会调解")


@pytest.mark.parametrize("text", ["儿子当兵去了", "女儿应征入伍了，光荣"])
def test_who_goes_to_the_army_goes_to_no_school(library: Library, text: str) -> None:
    assert not told(library, text) & {What.UNIVERSITY, What.STUDY_OTHER}


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("姐妹被她男人打了，脸上青的，今天戴口罩来上班", Danger.WORRY),
        ("同事小凤被她老公打了", Danger.WORRY),
        ("我老公又打我了", Danger.THREAT),
    ],
)
def test_who_helps_a_beaten_friend_is_not_spoken_to_as_beaten(library: Library, text: str, danger: Danger) -> None:
    answer = library.answer(text, today=TODAY)
    assert answer.care is danger
    assert ("谢谢您护着她" in answer.text) is (danger is Danger.WORRY)
