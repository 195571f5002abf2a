"""The many ways of typing come to one: width, case, traditional characters, typos by sound, pinyin and initials."""

from __future__ import annotations

import pytest
from pypinyin import Style, lazy_pinyin

from knowledge.lexicon.load import load
from knowledge.pinyin import sounds, spell
from knowledge.reading.normal import Normaliser


@pytest.fixture(scope="module")
def normalise() -> Normaliser:
    return Normaliser(load())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ＺＹ给多少", "住院给多少"),
        ("zhuyuan 给多少", "住院给多少"),
        ("lxy有伐", "疗休养有伐"),
        ("weiwenjin duoshao", "慰问金多少"),
        ("結婚慰問品幾元", "结婚慰问品几元"),
        ("升日有东西不", "生日有东西不"),
        ("推休慰问", "退休慰问"),
        ("换介选举", "换届选举"),
        ("公会", "工会"),
        ("５１活动", "五一活动"),
        ("99重阳爬山", "九九重阳爬山"),
        ("九·九登山", "九九登山"),
        ("疗休样去不去", "疗休养去不去"),
        ("我住园了", "我住院了"),
        ("帮我身报一下", "帮我申报一下"),
        ("才料交哪里", "材料交哪里"),
        ("蛋高券发不发", "蛋糕券发不发"),
        ("位问品有没有", "慰问品有没有"),
    ],
)
def test_comes_to_the_words_of_the_lexicon(normalise: Normaliser, typed: str, meant: str) -> None:
    assert normalise(typed)[0] == meant


@pytest.mark.parametrize(
    "right", ["轻生", "事业单位", "家人", "51岁", "学习型", "会计", "实效", "python", "icu", "工商联", "维稳经费"]
)
def test_leaves_alone_what_is_right(normalise: Normaliser, right: str) -> None:
    assert normalise(right)[0] == right


@pytest.mark.parametrize(
    "right",
    [
        "停车证在哪里办",
        "孩子考上大学了",
        "工会发什么",
        "我自己报",
        "昨天在单位晕倒了",
        "合同签了没有",
        "没钱了怎么办",
        "他升了科长",
        "报上去十天了",
        "我妹结婚",
        "老李退休了",
        "不过是听说",
        "甲状腺4a",
        "打印a4纸",
    ],
)
def test_mends_nothing_across_words_nor_where_what_stands_there_is_likelier(normalise: Normaliser, right: str) -> None:
    assert normalise(right)[0] == right


def test_says_what_it_changed(normalise: Normaliser) -> None:
    assert normalise("升日zhuyuan")[1] == ("zhuyuan→住院", "升日→生日")


def test_sounds_are_pypinyins() -> None:
    table = sounds()
    assert len(table) > 6700
    assert {character: lazy_pinyin(character, style=Style.NORMAL)[0] for character in table} == table
    assert spell("疗休养a") == "liaoxiuyanga"


@pytest.mark.parametrize("mashed", ["asdfghjkl", "qwertyuiop", "zxcvbnm", "hjxyz"])
def test_initials_inside_a_run_of_letters_spell_nothing(normalise: Normaliser, mashed: str) -> None:
    assert normalise(mashed)[0] == mashed


@pytest.mark.parametrize(("typed", "meant"), [("zhu yuan ds", "住院多少"), ("zy wwj ds", "住院慰问金多少")])
def test_initials_count_as_whole_pieces(normalise: Normaliser, typed: str, meant: str) -> None:
    assert normalise(typed)[0] == meant


def test_a_run_of_four_thousand_letters_is_left_alone(normalise: Normaliser) -> None:
    assert normalise("v" * 4096)[0] == "v" * 4096
