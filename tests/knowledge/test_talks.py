"""What a talk carries over its turns: how grave a sign of danger is, who only wants to be listened to, what was told
and set right, what was turned down."""

from __future__ import annotations

import pytest

from knowledge import Library
from knowledge.answer.model import Answer
from knowledge.reading.model import Act, Danger, Onward, State, Turn, Whose
from tests.knowledge.conftest import TODAY

WIDOW = ("我老伴上月走了", "屋里冷清")
FAINT = "饭也不想做"


def answers(library: Library, *said: str) -> list[Answer]:
    return [library.answer(one, said[:at], today=TODAY) for at, one in enumerate(said)]


def last(library: Library, *said: str) -> Answer:
    return library.answer(said[-1], said[:-1], today=TODAY)


def test_a_first_faint_sign_is_asked_about_and_the_talk_goes_on(library: Library) -> None:
    soft = last(library, *WIDOW, FAINT)
    assert soft.soft
    assert soft.care is Danger.SELF
    assert "还撑得住吗" in soft.text
    assert not soft.suggestions
    later = answers(library, *WIDOW, FAINT, "工会的老吴人很好", "孙女后天来", "谢谢你")[3:]
    assert not any(one.care or "12356" in one.text for one in later)


def test_a_second_sign_is_believed(library: Library) -> None:
    again = last(library, *WIDOW, FAINT, "我不想活了")
    assert again.care is Danger.SELF
    assert not again.soft
    assert "12356" in again.text


@pytest.mark.parametrize(("said", "held"), [("撑不住了", True), ("没事，还撑得住", False), ("没有没有", False)])
def test_what_is_said_to_the_question_decides(library: Library, said: str, *, held: bool) -> None:
    found = last(library, *WIDOW, FAINT, said)
    assert bool(found.care and not found.soft) is held


@pytest.mark.parametrize("said", ["我不想活了", "遗书写好了，放在办公桌里", "老公又打我了", "我徒弟说他不想活了"])
def test_plain_words_are_never_faint(library: Library, said: str) -> None:
    assert not library.read(said, today=TODAY).faint
    assert not last(library, *WIDOW, said).soft


def test_who_is_in_danger_and_thanks_is_not_let_go(library: Library) -> None:
    found = answers(library, "我真的撑不下去了，不想活了", "谢谢", "我姐来了")
    assert all(one.care and not one.calmer for one in found)
    assert len({one.text for one in found}) == 3
    assert all(len(one.text) < 60 for one in found[1:])


def test_business_in_danger_is_answered_and_the_offer_stays_in_a_clause(library: Library) -> None:
    found = last(library, "我真的撑不下去了，不想活了", "住院慰问给多少")
    assert "1000 元" in found.text
    assert "12356" in found.text.splitlines()[-1]
    assert len(found.text.splitlines()[-1]) < 30


def test_a_door_that_is_beaten_at_is_met_with_the_police_and_no_offer(library: Library) -> None:
    first, again = answers(library, "老公在外面砸门，我反锁了", "我躲在厕所里")
    assert "110" in first.text
    assert not first.offer
    assert len(first.text) < 70
    assert first.text != again.text


def test_who_wants_to_be_listened_to_is_offered_no_form(library: Library) -> None:
    found = answers(library, *WIDOW, "不用登记什么，就想说说话", "昨晚又没睡着", "儿子说周六回来")[2:]
    assert "就说说话" in found[0].text
    assert not any(one.suggestions or "申报" in one.text for one in found)
    assert len({one.text for one in found}) == 3


@pytest.mark.parametrize(
    ("said", "turn"),
    [
        ("等一下，孩子醒了", Turn.AWAY),
        ("好了，我回来了", Turn.BACK),
        ("接着填吧", Turn.BACK),
        ("刚才话说重了，不是冲你", Turn.SORRY),
        ("替我谢谢老徐", Turn.RELAY),
        ("就是跟你说一声", Turn.OVER),
        ("别跟我念文件", Turn.SCOLD),
        ("还差什么没填", Turn.MISSING),
        ("等一下要出院了吗", None),
        ("等等，我爸刚走了", None),
        ("住院给多少", None),
        ("谢谢你们来看我", None),
    ],
)
def test_a_turn_of_the_talk_is_heard(library: Library, said: str, turn: Turn | None) -> None:
    assert library.read(said, today=TODAY).turn is turn


def test_a_day_is_moved_to_the_year_that_was_meant(library: Library) -> None:
    reading = library.read("哎我是说明年", ["我十月五号领证"], today=TODAY)
    assert reading.onward is Onward.MENDED
    assert reading.events[0].day
    assert reading.events[0].day.year == TODAY.year + 1
    assert "2020年10月5日" in last(library, "我十月五号领证", "哎我是说明年").text


def test_a_year_that_is_told_of_something_else_moves_nothing(library: Library) -> None:
    reading = library.read("证去年就领了", ["我十月五号办酒"], today=TODAY)
    assert all(one.day is None or one.day.year == TODAY.year for one in reading.events)


def test_a_day_of_the_calendar_goes_before_yesterday(library: Library) -> None:
    said = ["我生了", "昨天", "啊不对，是前天半夜，出生证上是11号1点多"]
    reading = library.read(said[-1], said[:-1], today=TODAY)
    assert reading.onward is Onward.MENDED
    assert str(reading.events[0].day) == "2019-06-11"


def test_kin_who_are_members_count_for_themselves(library: Library) -> None:
    reading = library.read("替我妈问退休慰问，她也是会员", today=TODAY)
    assert {one.whose for one in reading.events} <= {Whose.COLLEAGUE}
    assert "家属" not in last(library, "替我妈问退休慰问给多少，她也是会员").text
    assert "家属" in last(library, "我妈退休给多少").text


@pytest.mark.parametrize("said", ["我妈今年退休，我是会员，能领吗", "我爸退休，我也是会员"])
def test_that_the_writer_is_a_member_says_nothing_of_his_kin(library: Library, said: str) -> None:
    assert Whose.COLLEAGUE not in {one.whose for one in library.read(said, today=TODAY).events}


def test_family_that_is_not_named_is_not_the_member(library: Library) -> None:
    reading = library.read("家属住院到底有没有", today=TODAY)
    assert [one.whose is Whose.SELF for one in reading.events if one.state is State.ASKED] == [False]


@pytest.mark.parametrize(
    ("said", "side"), [("哪个审的", "handler"), ("我能重新报吗", "procedure"), ("凭什么啊，给个理由", "basis")]
)
def test_what_is_asked_after_a_refusal_is_about_it(library: Library, said: str, side: str) -> None:
    reading = library.read(said, ["我的住院慰问怎么被驳回了"], today=TODAY)
    assert [(one.topic, one.facet) for one in reading.questions] == [("bot_refused", side)]
    assert "不超过" not in last(library, "我的住院慰问怎么被驳回了", said).text


def test_joy_is_not_said_to_who_was_turned_down(library: Library) -> None:
    found = last(library, "凭什么把我的结婚慰问退回来", "结婚证都拍给你们了")
    assert "恭喜" not in found.text
    assert found.suggestions[0].action == "relay"


@pytest.mark.parametrize("said", ["给我报一个，两个人", "能给我报上吗"])
def test_signing_up_after_an_activity_is_no_report(library: Library, said: str) -> None:
    reading = library.read(said, ["结婚给多少", "对了羽毛球赛几号"], today=TODAY)
    assert [one.topic for one in reading.questions] == ["bot_signup"]
    assert reading.wish is None


def test_the_same_words_after_a_happening_are_a_report(library: Library) -> None:
    wish = library.read("给我报一个", ["我昨天住院了"], today=TODAY).wish
    assert wish
    assert wish.kind == "hospitalization"


@pytest.mark.parametrize("said", ["谁是我们主席来着", "女工委员是哪位"])
def test_who_holds_an_office_is_asked_of_the_branch(library: Library, said: str) -> None:
    assert [one.topic for one in library.read(said, today=TODAY).questions] == ["bot_human"]


def test_a_word_taken_back_is_accepted_kindly(library: Library) -> None:
    found = last(library, "我的住院慰问怎么被驳回了", "算了，语气冲了点，不是冲你")
    assert found.intent == "chitchat"
    assert not found.suggestions
    assert Act.ASK not in (found.reading.acts if found.reading else ())


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("科里一个兄弟昨天在岗上人没了", Whose.COLLEAGUE),
        ("兄弟倒在岗位上，人没了", Whose.COLLEAGUE),
        ("单位里一个姐妹住院了", Whose.COLLEAGUE),
        ("我兄弟在岗上人没了", Whose.SIBLING),
        ("我弟弟在岗位上没了", Whose.SIBLING),
    ],
)
def test_who_is_called_a_brother_at_work_is_a_colleague(library: Library, text: str, whose: Whose) -> None:
    assert {one.whose for one in library.read(text, today=TODAY).events} == {whose}
