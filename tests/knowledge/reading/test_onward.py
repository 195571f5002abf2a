"""A happening told in pieces, and set right: whose it is and what it is, by what the talk is about."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import Library
from knowledge.reading.model import Act, Danger, Onward, Reading, State, What, Whose
from tests.knowledge.conftest import TODAY


def read(library: Library, *said: str) -> Reading:
    return library.read(said[-1], said[:-1], today=TODAY)


@pytest.mark.parametrize(
    ("said", "what", "whose"),
    [
        (("我怀孕五个月了", "没了，上周的事"), What.PREGNANCY_LOSS, Whose.SELF),
        (("我爸住院了，在重症监护", "刚刚没了"), What.DEATH, Whose.PARENT),
        (("我们处的吴海燕生了", "男孩，顺产"), What.CHILDBIRTH, Whose.COLLEAGUE),
        (("我妈住院了", "心衰，住了快一周了"), What.ILLNESS_STAY, Whose.PARENT),
        (("我住院了", "在中心医院"), What.ILLNESS_STAY, Whose.SELF),
        (("我爸走了", "在乡下老家"), What.DEATH, Whose.PARENT),
    ],
)
def test_what_is_told_in_pieces_is_one_story(library: Library, said: tuple[str, ...], what: What, whose: Whose) -> None:
    reading = read(library, *said)
    assert [(one.what, one.whose) for one in reading.events] == [(what, whose)]
    assert not reading.questions


@pytest.mark.parametrize("text", ["那能领多少", "要什么材料", "慰问金呢", "我妈也住院了"])
def test_a_question_or_another_person_goes_on_with_nothing(library: Library, text: str) -> None:
    assert read(library, "我住院了", text).onward is None


def test_what_was_told_is_set_right(library: Library) -> None:
    reading = read(library, "替老包报一下住院，附一医", "说错了，是附二医")
    assert reading.onward is Onward.MENDED
    assert [(one.name, one.hospital) for one in reading.events] == [("老包", "附二医")]


def test_of_several_the_one_who_is_named_is_set_right(library: Library) -> None:
    said = ("老金住院了，附二医", "胡大姐的婆婆过世了", "老金那个我再确认下，可能是附一医")
    assert [(one.what, one.name) for one in read(library, *said).events] == [(What.ILLNESS_STAY, "老金")]


def test_what_is_told_lately_is_kept_in_order(library: Library) -> None:
    said = ("周海燕结婚，5月18号", "老包住院，胃出血")
    assert [one.name for one in library.topic(said, today=TODAY).told] == ["老包", "周海燕"]
    assert library.unreported(said, today=TODAY)[-1].startswith("周海燕结婚")


def test_blows_in_a_talk_about_a_quarrel_at_home_are_danger(library: Library) -> None:
    assert read(library, "工会管家庭矛盾吗", "我家那位脾气不好", "喝了酒就动手").danger is Danger.THREAT
    assert read(library, "工会管家庭矛盾吗", "天天为孩子的事吵").danger is Danger.NONE


@pytest.mark.parametrize("text", ["好的 谢谢你 小同志", "好，麻烦你们了", "知悉", "👍👍", "……"])
def test_a_nod_asks_nothing(library: Library, text: str) -> None:
    assert not read(library, "我住院了能领多少", text).questions


def test_a_plea_for_silence_after_a_loss_is_heard(library: Library) -> None:
    reading = read(library, "孩子没保住", "这事先别让单位里晓得")
    assert [one.topic for one in reading.questions] == ["bot_privacy"]


def test_who_has_left_the_hospital_is_there_no_more(library: Library) -> None:
    assert [one.state for one in read(library, "胆结石手术做完出院啦").events] == [State.PAST]
    assert State.PAST not in {one.state for one in read(library, "还没出院，还要住几天").events}


def test_what_happened_lately_is_not_long_over(library: Library) -> None:
    reading = library.read("报个喜，二宝前天出来了", today=date(2019, 6, 14))
    assert [one.state for one in reading.events] == [State.HAPPENED]


def test_both_of_a_list_are_asked_about(library: Library) -> None:
    reading = read(library, "结婚和生孩子分别给多少", "两个都要问，要什么材料")
    assert {one.topic for one in reading.questions} == {"marriage", "childbirth"}
    assert Act.ASK in reading.acts
