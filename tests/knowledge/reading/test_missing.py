"""Who cannot be found: told by people's words, not by things; displacing a death that was only understood."""

import pytest

from knowledge import Library
from knowledge.reading.missing import missed_in
from knowledge.reading.model import Danger, Event, State, What, Whose
from tests.knowledge.measure import TODAY

ON = State.HAPPENED


def missed(library: Library, *said: str) -> Event | None:
    told = library.read(said[-1], said[:-1], today=TODAY).events
    return next((one for one in told if one.what is What.MISSING), None)


@pytest.mark.parametrize(
    ("said", "whose", "state"),
    [
        ("我妈走丢了", Whose.PARENT, ON),
        ("儿子放学到现在没回家，电话关机", Whose.CHILD, ON),
        ("孩子不见了", Whose.CHILD, ON),
        ("我们科小王失踪三天了", Whose.COLLEAGUE, ON),
        ("同事老张的妈走失了，谁看见了", Whose.COLLEAGUE_KIN, ON),
        ("我家老头不见了三个小时", Whose.OTHER_KIN, ON),
        ("不是我爸走了，是我爸走丢了", Whose.PARENT, ON),
        ("外公走丢半天，在老厂门口找到的", Whose.GRANDPARENT, State.PAST),
        ("要是老人走丢了工会管吗", Whose.OTHER_KIN, State.ASKED),
    ],
)
def test_a_person_is_missed(library: Library, said: str, whose: Whose, state: State) -> None:
    found = missed(library, said)
    assert found
    assert (found.whose, found.state) == (whose, state)
    assert not any(one.what is What.DEATH for one in library.read(said, today=TODAY).events)


@pytest.mark.parametrize(
    "said",
    [
        "手机找不到了",
        "我妈把钥匙弄丢了",
        "孩子的书包丢了",
        "工资失踪了",
        "父亲去世火化证丢了，派出所的销户证明行不行",
        "孩子的疫苗本子和出生证找不到了",
        "办事的时候找不到人",
        "我的猫走丢五天了",
        "对桌突然看不见了",
        "我媳妇要离家出走",
        "工会有没有防走失手环",
        "电影里那个孩子走丢了",
    ],
)
def test_things_pets_and_manners_of_speaking_are_none(library: Library, said: str) -> None:
    assert missed_in(library.read(said, today=TODAY).events) is None


TALK = (
    "我妈走了",
    "不是不是，是走丢了！",
    "八十一岁，脑子不清楚的",
    "穿暗红棉袄，黑布鞋",
    "找到了找到了！！在公交终点站坐着",
    "吓死我了 谢谢",
)


def test_it_takes_the_place_of_a_death_and_lasts_until_he_is_found(library: Library) -> None:
    states = [one and one.state for one in (missed(library, *TALK[:at]) for at in range(1, len(TALK) + 1))]
    assert states == [None, ON, ON, ON, State.PAST, None]
    for at in range(2, len(TALK) + 1):
        reading = library.read(TALK[at - 1], TALK[: at - 1], today=TODAY)
        assert not any(one.what is What.DEATH for one in (*reading.events, *reading.kept))
        assert all(one.topic != "bereavement" for one in reading.questions)


def test_who_is_found_dead_is_mourned(library: Library) -> None:
    told = library.read("人找到了，在医院没救回来", ["我外公走丢了"], today=TODAY).events
    assert [(one.what, one.whose) for one in told] == [(What.DEATH, Whose.GRANDPARENT)]


def test_what_helps_at_once_comes_first_and_nothing_of_a_clause(library: Library) -> None:
    first = library.answer("我妈走丢了，能不能请假", today=TODAY)
    assert "110" in first.text.splitlines()[0]
    assert [one.action for one in first.suggestions] == ["relay"]
    mended = library.answer(TALK[1], TALK[:1], today=TODAY)
    assert "听错了" in mended.text.splitlines()[0]
    assert mended.misheard
    for at in range(1, 4):
        later = library.answer(TALK[at], TALK[:at], today=TODAY)
        assert later.seeks
        assert not later.citations
        assert "慰问" not in later.text
    found = library.answer(TALK[4], TALK[:4], today=TODAY)
    assert "松" in found.text
    assert not found.seeks


def test_it_is_never_promised_that_a_group_is_told_and_nothing_is_said_twice(library: Library) -> None:
    said = ["我爸走丢了", "能不能让工会在群里发一下", "群里帮忙转发一下吧", "嗯", "好", "还在找"]
    answers = [library.answer(one, said[:at], today=TODAY).text for at, one in enumerate(said)]
    assert "我自己不能在群里发" in answers[1]
    assert len(set(answers)) == len(answers)


def test_another_matter_is_answered_meanwhile(library: Library) -> None:
    answer = library.answer("结婚慰问多少钱", ["我爸走丢了", "报警了"], today=TODAY)
    assert "marriage" in answer.topics


def test_fear_for_who_is_missing_is_told_to_who_seeks_him(library: Library) -> None:
    before = ["儿子今天没去学校，到现在没回来，手机关机", "派出所说再等等"]
    answer = library.answer("我怕他做傻事", before, today=TODAY)
    assert "110" in answer.text
    assert "现在就陪着他" not in answer.text
    assert answer.seeks
    assert not library.answer("找到了，在网吧", [*before, "我怕他做傻事"], today=TODAY).seeks


def test_another_death_stays_and_nothing_was_misheard(library: Library) -> None:
    before = ["我外婆走了，八十六，在家走的"]
    answer = library.answer("我妈也找不到了，一早出去没带手机", before, today=TODAY)
    assert answer.seeks
    assert not answer.misheard
    assert "听错" not in answer.text


def test_what_is_said_while_he_is_sought_is_no_danger_of_its_own(library: Library) -> None:
    before = ["我爸在医院走丢了，医保卡还在我这儿"]
    reading = library.read("护士说他往楼梯下去了", before, today=TODAY)
    assert reading.danger is Danger.NONE
    assert not any(one.what is What.DEATH for one in reading.events)
    feared = library.read("他前阵子说活着没劲", ["同事小袁失联了，今天没来上班"], today=TODAY)
    assert feared.danger is Danger.WORRY


def test_the_bot_cannot_call_and_says_so(library: Library) -> None:
    assert "打不了电话" in library.answer("你能帮我打110吗", ["我妈走丢了"], today=TODAY).text


def test_who_strays_is_in_no_clause(library: Library) -> None:
    answer = library.answer("要是老人走丢了工会管吗", today=TODAY)
    assert "直系亲人" not in answer.text
    assert "bereavement" not in answer.topics


def test_one_of_several_that_was_found_is_not_the_one_who_is_missed(library: Library) -> None:
    lost = "我弟弟昨天出海出了事，人没找到"
    assert "太好了" not in library.answer("船上三个人，找到两个", [lost], today=TODAY).text
    assert "太好了" in library.answer("三个都找到了", [lost], today=TODAY).text
