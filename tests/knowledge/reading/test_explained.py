"""What was asked explains a hint, and never plain words."""

import pytest

from knowledge import Library
from knowledge.reading.explained import Wants, endangered
from tests.knowledge.measure import TODAY


@pytest.mark.parametrize(
    ("wants", "said"),
    [
        (Wants.PLACE, "我也说不上来，反正就是江边那个很大的楼"),
        (Wants.PLACE, "从桥上走到江边"),
        (Wants.PAPERS, "药盒我都留着"),
        (Wants.DEATH, "掉下去摔的"),
        (Wants.NOTICE, "江心屿码头，沿江步道走到大桥下"),
    ],
)
def test_what_was_asked_explains_a_hint(library: Library, wants: Wants, said: str) -> None:
    reading = library.read(said, today=TODAY)
    assert endangered(reading)
    assert not endangered(reading, {wants})


@pytest.mark.parametrize(
    "said", ["不想活了，想从这楼上跳下去", "遗书写好了，放在办公桌里", "老公又打我了", "攒了一抽屉的安眠药"]
)
def test_plain_words_come_first_whatever_was_asked(library: Library, said: str) -> None:
    assert endangered(library.read(said, today=TODAY), set(Wants))


@pytest.mark.parametrize("said", ["饭也不想做，屋里冷冷清清的", "往后别给我留名额了"])
def test_a_hint_of_another_kind_stays_one(library: Library, said: str) -> None:
    assert endangered(library.read(said, today=TODAY), {Wants.PLACE, Wants.PAPERS})


def test_a_body_in_peril_is_no_hint(library: Library) -> None:
    assert endangered(library.read("快，老张倒在办公室地上了，叫他不应，脸色发青", today=TODAY), set(Wants))
