"""Despair is heard, plain or hinted at, and manners of speaking are not taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import Library
from knowledge.reading.model import Danger
from tests.knowledge.measure import TODAY, cases

PLAIN = (
    "我不想活了",
    "真不想活下去了，太苦了",
    "要是我不在了，请你们多照顾我爸妈",
    "如果哪天我没了，那两只狗拜托工会的姐妹照看",
    "想从这个世界上消失",
    "遗书写好了，放在办公桌里",
    "我儿子说他想跳楼",
    "少了我这个累赘，他们都轻松",
    "攒了一抽屉的安眠药",
    "好想死",
    "BU XIANG HUO LE",
    "我不想活爻",
)
MANNERS = (
    "不想说",
    "不想写",
    "不记得了",
    "记不清了",
    "想请人劝劝",
    "两口子打起来了，想请人劝劝",
    "累死了",
    "这个月累死我了",
    "气死我了",
    "笑死人",
    "想死你啦",
    "手机死机了",
    "房租涨得活不起了",
    "物价太高，真活不起",
    "不想上班",
    "我退群了",
    "忙得要死",
    "跳楼价甩卖",
    "周末活动不想去",
    "这活干不完",
    "没意思",
    "终于解脱了",
    "下周一手术，住附一医",
    "我爸昨天走了",
    "离婚了，孩子归我",
    "晕倒了，邻居送的医院",
    "没有了",
    "随便",
)


HELD_OUT = Path(__file__).parent / "despair"


def lines(name: str) -> list[str]:
    text = (HELD_OUT / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith(("#", "["))]


def heard(library: Library, said: list[str]) -> float:
    return sum(library.read(one, today=TODAY).danger is not Danger.NONE for one in said) / len(said)


def test_hints_of_personas_never_heard_are_heard_and_jokes_are_not(library: Library) -> None:
    """A little under what was measured (docs/decisions/reading.md)."""
    assert heard(library, lines("hints.txt")) >= 0.74
    assert heard(library, lines("manners.txt")) <= 0.13


def test_everyday_sentences_raise_no_alarm(library: Library) -> None:
    said = [case.text for case in cases(HELD_OUT.parent / "heldout") if "care" not in case.want and not case.context]
    assert heard(library, said) <= 0.01


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("我不想活了", Danger.SELF),
        ("我徒弟发消息说他不想活了，电话打不通", Danger.WORRY),
        ("我同事说他不想活了", Danger.WORRY),
        ("老公又打我了", Danger.THREAT),
        ("前夫在门口拿着刀说要弄死我", Danger.THREAT),
        ("快，老张倒在办公室地上了，叫他不应，脸色发青", Danger.MEDICAL),
    ],
)
def test_danger_is_of_four_kinds(library: Library, said: str, danger: Danger) -> None:
    assert library.read(said, today=TODAY).danger is danger


@pytest.mark.parametrize("said", PLAIN)
def test_plain_words_are_heard_everywhere(library: Library, said: str) -> None:
    assert library.read(said, today=TODAY).danger is not Danger.NONE
    assert library.answer(said, today=TODAY).care


@pytest.mark.parametrize("said", MANNERS)
def test_manners_of_speaking_stop_neither_form_nor_chat(library: Library, said: str) -> None:
    assert library.read(said, today=TODAY).danger is Danger.NONE
    assert not library.answer(said, today=TODAY).care


def test_a_body_in_peril_is_told_of_120_before_all_else(library: Library) -> None:
    answer = library.answer("快，老张倒在办公室地上了，叫他不应，脸色发青", today=TODAY)
    assert answer.text.startswith("请现在就拨 120")
    assert "12356" not in answer.text
    assert "谁也不告诉" not in answer.text
    later = library.answer("拨了，车在路上", ["老张倒在地上了，叫他不应"], today=TODAY, care=("medical", 1))
    assert "呼吸" in later.text


def test_what_two_messages_say_together_is_heard(library: Library) -> None:
    before, text = "工作没劲，回家没劲，干什么都没劲了，什么都不想干", "我现在一个人在单位楼顶，风挺大的"
    assert library.read(text, [before], today=TODAY).danger is Danger.SELF
    assert library.read("水箱修好了，我在楼顶等人来验收", ["今天三楼漏水"], today=TODAY).danger is Danger.NONE


def test_a_door_that_is_beaten_at_comes_before_whatever_has_its_turn(library: Library) -> None:
    before = ["他喝了酒又动手了"]
    text = library.answer("他在敲门，我把卧室反锁了", before, today=TODAY, care=("threat", 3)).text
    assert text.startswith(("先保证安全", "先顾住自己", "警察到之前"))
    assert "110" in text.splitlines()[0]
