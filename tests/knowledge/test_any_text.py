"""Whatever is typed, up to Telegram's 4,096 UTF-16 units, is answered, and soon."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import Library
from knowledge.excerpt import LONGEST, excerpt, pieces
from tests.knowledge.measure import TODAY

UNITS = 4096
STORY = "我老婆上个月在医院生了个女儿，后来我妈又住院了，家里困难得很，哥哥和嫂子天天吵，"
LONG = {
    "one letter": "a" * UNITS,
    "digits": "1234567890" * 409,
    "pinyin": "zhuyuan " * 512,
    "pinyin that leads nowhere": "zhuyuanjiehunshengwa" * 200 + "v",
    "initials": "zy " * 1365,
    "emoji": "😀" * (UNITS // 2),
    "right to left": "\u202eمرحبا" * 680,
    "NUL": "\0" * UNITS,
    "spaces": " " * UNITS,
    "marks": "？！" * (UNITS // 2),
    "one character that is eighteen": "ﷺ" * UNITS,
    "an event over and over": "走了" * (UNITS // 2),
    "days": "2月3日" * 1000,
    "every character another": "".join(chr(0x4E00 + at * 7919 % 20000) for at in range(UNITS)),
    "a story": STORY * 95,
    "no end of relatives": "".join(f"{kin}住院{number}" for number in range(200) for kin in ("爸爸", "妈妈", "老婆")),
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long_messages_are_answered_and_read_in_bounded_parts(library: Library, text: str) -> None:
    """The time a message takes grows with what is read of it, and that is bounded."""
    assert library.answer(text, today=TODAY).text
    assert library.read(text, today=TODAY, explain=True).why
    assert len(excerpt(text)) <= LONGEST + 1
    assert len(pieces(text)) <= 7
    assert all(len(piece) <= LONGEST for piece in pieces(text))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200) | st.text("住院生了走没爸妈一二2月。，? az'", max_size=200))
def test_any_text_is_answered(library: Library, text: str) -> None:
    answer = library.answer(text, today=TODAY)
    assert answer.text
    assert library.read(text, today=TODAY, explain=True).why


def test_a_long_story_keeps_its_beginning_and_its_end(library: Library) -> None:
    filler = "".join(f"第{number}天大家都很忙。" for number in range(300))
    assert "death" in {one.what for one in library.read("我爸昨天去世了。" + filler, today=TODAY).events}
    assert library.answer(filler + "请问会员结婚慰问品最多多少？", today=TODAY).topics[:1] == ("marriage",)
    assert len(excerpt(filler)) <= LONGEST + 1


def test_despair_is_heard_in_the_midst_of_a_long_story(library: Library) -> None:
    filler = "".join(f"第{number}天大家都很忙。" for number in range(150))
    assert library.answer(f"{filler}我真的不想活了。{filler}", today=TODAY).care


def test_short_messages_are_read_as_they_are() -> None:
    assert excerpt("哈哈哈哈哈哈哈哈") == "哈哈哈哈哈哈哈哈"


def test_pieces_overlap_and_lose_nothing() -> None:
    text = "".join(f"第{number}天大家都很忙。" for number in range(150))
    first, *rest = pieces(text)
    assert "".join([first, *(piece[20:] for piece in rest)]) == text
