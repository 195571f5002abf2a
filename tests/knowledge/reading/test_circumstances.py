"""How things stand with what was asked about, what leans on it, and what turns out to be something else."""

from __future__ import annotations

import pytest

from knowledge import Answer, Library
from knowledge.reading.model import Onward, State, What
from tests.knowledge.conftest import TODAY

HARDSHIP = ("我想问下特困", "不是我，是我们保洁的阿姨")
BADMINTON = ("羽毛球周几", "要自己带拍子吗")


@pytest.mark.parametrize(
    ("said", "before"),
    [
        ("她没有入会", HARDSHIP),
        ("那她女儿是我们单位的，合同工，入会了", (*HARDSHIP, "她没有入会")),
        ("身份证写的11月29", ("生日的东西怎么领",)),
        ("我膝盖半月板不好，医生不让跳", BADMINTON),
        ("我有哮喘，高原去不了", ("问一下疗休养", "明年有没有去贵州的")),
        ("我老公有高血压，吃药的", ("互助保障怎么参加", "家属能一起参加不")),
    ],
)
def test_how_things_stand_with_what_was_asked_is_heard(library: Library, said: str, before: tuple[str, ...]) -> None:
    reading = library.read(said, before, today=TODAY)
    assert reading.onward is Onward.BESIDE
    assert not reading.questions and not reading.events


@pytest.mark.parametrize(
    ("said", "before"),
    [
        ("她没有入会", ()),  # in no talk
        ("她没有入会吗", HARDSHIP),
        ("她爸中风瘫了，家里一年花了二十几万", HARDSHIP),  # news of its own
        ("我不想闹大，就想要一句对不起", ("会员矛盾这个你们管的吧",)),  # the story of a quarrel
        ("我回去问问她", HARDSHIP),
        ("那不就是这几天了", ("生日的东西怎么领", "身份证写的11月29")),
        ("住在附一医十二楼", BADMINTON),
    ],
)
def test_questions_news_feelings_and_plans_are_none(library: Library, said: str, before: tuple[str, ...]) -> None:
    assert library.read(said, before, today=TODAY).onward is not Onward.BESIDE


@pytest.mark.parametrize(
    ("said", "before", "quote", "topic"),
    [
        (
            "有影响吗",
            ("儿子上大学给多少", "他是我前妻带的，户口不在我这里"),
            "户口不在我这里，有影响吗",
            "child_university",
        ),
        ("那你们按哪个", ("生日的东西怎么领", "我身份证上是农历的"), "我身份证上是农历的，按哪个", "birthday"),
    ],
)
def test_a_short_question_leans_on_what_was_told(
    library: Library, said: str, before: tuple[str, ...], quote: str, topic: str
) -> None:
    reading = library.read(said, before, today=TODAY)
    assert [one.quote for one in reading.askings] == [quote]
    assert [one.topic for one in reading.questions] == [topic]


def test_a_question_that_stands_alone_leans_on_nothing(library: Library) -> None:
    before = ("儿子上大学给多少", "他是我前妻带的，户口不在我这里")
    assert library.read("录取通知书要不要带", before, today=TODAY).beside == ""


def test_a_loss_of_long_ago_is_no_matter_of_a_talk_about_something_else(library: Library) -> None:
    before = ("问一下疗休养", "我爱人走了三年了，我想带我妹妹去")
    assert {one.topic for one in library.read("妹妹算家属吗", before, today=TODAY).questions} == {"recuperation"}


@pytest.mark.parametrize("said", ["不是，是去上海了", "不是，是走亲戚去了，我打快了", "不是，我打错了，是去旅游了"])
def test_what_was_misread_as_a_whole_is_no_more(library: Library, said: str) -> None:
    reading = library.read(said, ("我妈走了",), today=TODAY)
    assert (reading.events[-1].what, reading.events[-1].state) == (What.DEATH, State.DENIED)
    after = library.topic(("我妈走了", said), today=TODAY)
    assert after.event is None and not after.mourns and after.kind is None
    assert "去世慰问" not in "".join(
        one.label for one in _answer(library, "在公交站坐着", "我妈走了", said).suggestions
    )


@pytest.mark.parametrize("said", ["不是，是我岳母", "不对，是昨天", "不是，是昨天半夜走的"])
def test_a_part_that_is_set_right_denies_nothing(library: Library, said: str) -> None:
    assert all(one.state is not State.DENIED for one in library.read(said, ("我妈走了",), today=TODAY).events)


def _answer(library: Library, said: str, *before: str) -> Answer:
    return library.answer(said, before, today=TODAY)


def test_the_clause_is_said_of_it_in_his_own_words(library: Library) -> None:
    found = _answer(library, "她没有入会", *HARDSHIP)
    assert "她没有入会" in found.text and "没写没入会" in found.text and found.citations
    asked = _answer(library, "有影响吗", "儿子上大学给多少", "他是我前妻带的，户口不在我这里")
    assert "未界定子女的范围" in asked.text
    work = _answer(library, "有影响吗", *BADMINTON, "我膝盖半月板不好，医生不让跳")
    assert "您问的“医生不让跳，有影响吗”，通知没有写" in work.text


def test_it_is_never_said_twice_alike(library: Library) -> None:
    told = ("我是帮我儿子问的，三十四了", "他在水利局，他自己不肯报")
    first, second = (_answer(library, told[at], "联谊会什么时候", *told[:at]).text for at in range(2))
    assert first.replace(told[0], "") != second.replace(told[1], "")


def test_before_others_it_is_not_said_back(library: Library) -> None:
    assert "她没有入会" not in library.answer("她没有入会", HARDSHIP, today=TODAY, in_group=True).text


def test_what_is_set_right_without_a_day_is_said_back(library: Library) -> None:
    assert "是明年一月" in _answer(library, "哦不是，是明年一月，我算错了", "我下个月退休").text


def test_a_day_that_is_set_right_is_taken_over(library: Library) -> None:
    """“礼拜六” alone sounds like a goodbye."""
    reading = library.read("哦不对，是礼拜六", ("老爷子上礼拜天走的",), today=TODAY)
    assert reading.onward is Onward.MENDED
    assert reading.events[0].day and reading.events[0].day.isoweekday() == 6


def test_a_joy_that_was_another_one_is_not_denied(library: Library) -> None:
    reading = library.read("不是，是考上了公务员", ("我女儿考上研究生了",), today=TODAY)
    assert all(one.state is not State.DENIED for one in reading.events)


def test_what_you_mean_is_no_name(library: Library) -> None:
    found = _answer(library, "你意思是按天数的？", "住院给多少", "我住了四天")
    assert found.topics == ("hospitalization",) and "意思是" not in found.text


def test_who_wants_nothing_reported_is_not_offered_a_draft(library: Library) -> None:
    found = _answer(library, "先别报，记住了吗", "我和老公吵得厉害，想调解")
    assert "没有替您报" in found.text and not found.suggestions


@pytest.mark.parametrize(
    ("said", "taken_up"),
    [
        ("嗯，肺癌，拖了两年", "病了这么久"),
        ("心梗，一句话都没留下", "急"),
        ("我是独子，这几天脚都没沾过地", "歇"),
    ],
)
def test_what_is_told_of_a_death_is_taken_up(library: Library, said: str, taken_up: str) -> None:
    text = _answer(library, said, "你好，我父亲过世了", "十一月二十二号，凌晨").text
    assert taken_up in text or "辛苦" in text


@pytest.mark.parametrize(
    ("said", "before", "back"),
    [
        ("等等，是母子，护士抱错了哈哈", "老婆剖腹产了，母女平安", "是母子"),
        ("不是开刀，是做个检查", "妈妈住院开刀了", "是做个检查，不是开刀"),
        ("哦 说错了 是十六床", "我爸脑梗住院", "是十六床"),
    ],
)
def test_what_no_event_holds_is_set_right_too(library: Library, said: str, before: str, back: str) -> None:
    assert back in _answer(library, said, before).text


@pytest.mark.parametrize("said", ["我自己的", "10月8号领的"])
def test_what_was_begun_goes_on_with_whose_it_is_and_when(library: Library, said: str) -> None:
    reading = library.read(said, ("申报结婚",), today=TODAY)
    assert reading.onward is Onward.NOTED and reading.events[0].what is What.MARRIAGE


def test_a_death_without_a_name_is_not_ones_own(library: Library) -> None:
    assert not library.read("22号的事", ("报一下丧事",), today=TODAY).events


def test_a_day_is_no_name_that_nobody_knows(library: Library) -> None:
    reading = library.read("20号", ("我住院了", "不对，是我老婆住院"), today=TODAY)
    assert not reading.questions and reading.events[0].day and reading.events[0].day.day == 20
