"""A body in peril is heard by its signs together and now, whatever is asked beside it."""

import pytest

from knowledge import Library
from knowledge.reading.evidence import Gatherer
from knowledge.reading.model import Danger
from knowledge.reading.peril import in_peril
from tests.knowledge.measure import TODAY

NOW = (
    "胸口闷了一早上，左边手臂麻麻的，这个去医院看的话算住院慰问么",
    "我妈突然说话不清，半边没力，住院慰问怎么报",
    "嘴歪了，右手拿不住筷子，要不要紧",
    "我爸突然喘不上气了",
    "刚生完，大出血",
    "同事食堂里抽过去了，工会管不管",
    "孩子误吃了外婆的降压药，医药费能报吗",
    "胸口压着疼，左膀子麻。我先问下住院慰问怎么报，万一等会儿要去",
    "吃鱼刺卡在喉咙里，脸都憋紫了",
)
NOT = (
    "去年胸闷、左手麻，装了支架，还能补报吗",
    "大出血，送到医院手术了，现在还在观察",
    "没有胸闷，手也不麻",
    "加班加得喘不上气，站都站不住",
    "中风有哪些症状，是不是说话不清、半边没力",
    "左手发麻好几年了",
    "胸闷",
    "那个按钮点了没反应",
    "电影里那个人胸口疼、冒冷汗",
    "老公打呼噜叫不醒",
)


@pytest.mark.parametrize("said", NOW)
def test_signs_together_and_now_are_peril(library: Library, said: str) -> None:
    assert in_peril(Gatherer(library.lexicon)(said))
    assert library.read(said, today=TODAY).danger is Danger.MEDICAL
    answer = library.answer(said, today=TODAY)
    assert "120" in answer.text.splitlines()[0]
    assert not answer.citations


@pytest.mark.parametrize("said", NOT)
def test_one_sign_or_what_is_past_or_meant_otherwise_is_none(library: Library, said: str) -> None:
    assert not in_peril(Gatherer(library.lexicon)(said))


@pytest.mark.parametrize("said", ["爸爸糖尿病酮症，一直睡，叫醒了又睡", "孩子撞了头，一直说困想睡"])
def test_drowsiness_with_its_cause_is_peril(library: Library, said: str) -> None:
    assert library.read(said, today=TODAY).danger is Danger.MEDICAL
