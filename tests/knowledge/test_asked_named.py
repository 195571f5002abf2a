"""What was asked is named in the answer: stated by the clause, or said back as what the notice does not have."""

from datetime import date

import pytest

from knowledge import Library

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("疗休养能带老伴自费一起去吗", ["老伴"]),
        ("疗休养今年走哪条线，超龄的能不能去", ["哪条线", "超龄"]),
        ("评困难职工看不看存款", ["存款"]),
        ("外甥女上大学算不算", ["外甥女"]),
        ("羽毛球赛发不发球衣", ["球衣"]),
        ("联谊会离过异的收不收", ["联谊会"]),
        ("互助保障是自愿的还是都要参加", ["自愿"]),
        ("年休假可以攒到明年一起休吗", ["攒到明年"]),
        ("司机班临时聘的能入会吗", ["临时聘的"]),
        ("食堂的饭卡余额能退吗", ["饭卡余额"]),
    ],
)
def test_the_very_thing_that_was_asked_is_in_the_answer(library: Library, asked: str, named: list[str]) -> None:
    text = library.answer(asked, today=TODAY).text
    assert [one for one in named if one not in text] == []


def test_each_of_several_questions_is_met_in_its_turn(library: Library) -> None:
    text = library.answer("①结婚慰问给多少②婚假有几天③退休了乒乓球赛还能打吗", today=TODAY).text
    places = [text.index(word) for word in ("500", "婚假", "乒乓球")]
    assert places == sorted(places)


def test_what_the_clause_states_is_not_called_unwritten(library: Library) -> None:
    for asked in ("阑尾炎住院有慰问吗", "生病住院能领多少慰问金", "生日是发钱还是发东西"):
        assert "您问的" not in library.answer(asked, today=TODAY).text


def test_in_a_group_nobody_is_named(library: Library) -> None:
    asked = "疗休养老徐的老婆能不能跟去"
    assert "老徐" in library.answer(asked, today=TODAY).text
    assert "老徐" not in library.answer(asked, today=TODAY, in_group=True).text


def test_a_refusal_says_nothing_of_what_lies_near_and_was_not_asked(library: Library) -> None:
    assert "疗休养" not in library.answer("年休假跨年作废吗", today=TODAY).text
    assert "生育" not in library.answer("寒假有托管班吗", today=TODAY).text
    assert "通知" not in library.answer("明天下雨吗", today=TODAY).text


def test_only_what_is_asked_is_answered(library: Library) -> None:
    text = library.answer("有羽毛球吗。乒乓我打不来", today=TODAY).text
    assert text.startswith("有的")
    assert "乒乓" not in text


@pytest.mark.parametrize(
    ("asked", "where"),
    [("去杭州的高铁几点", "12306"), ("牙疼吃什么药好得快", "医生"), ("社保卡丢了去哪里补", "12333")],
)
def test_a_matter_beyond_the_notice_is_sent_where_it_belongs(library: Library, asked: str, where: str) -> None:
    text = library.answer(asked, today=TODAY).text
    assert where in text
    assert "基层工会" not in text


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("今年重阳登山我没赶上，还有补场吗", "还有补场吗"),
        ("女儿考上温大了，补助是不是只有第一年有", "补助是不是只有第一年有"),
        ("我12月底退休，纪念品是退之前拿还是退之后拿", "纪念品是退之前拿还是退之后拿"),
        ("大讲堂下一期讲什么", "大讲堂下一期讲什么"),
        ("你觉得国足还有救吗", "国足还有救吗"),
    ],
)
def test_what_is_quoted_is_the_question(library: Library, text: str, quoted: str) -> None:
    assert f"“{quoted}”" in library.answer(text, today=TODAY).text


def test_a_particle_that_asks_is_no_misspelt_word(library: Library) -> None:
    assert library.normal("日间手术算住院不") == "日间手术算住院不"
    assert library.normal("住院步几楼") == "住院部几楼"


@pytest.mark.parametrize(
    "text", ["能不能开个八段锦班，年纪大的打不动羽毛球", "提个小意见，生日蛋糕券能不能换成面包券，家里没人吃奶油"]
)
def test_a_proposal_in_the_form_of_a_question_can_be_passed_on(library: Library, text: str) -> None:
    answer = library.answer(text, today=TODAY)
    assert "通知没有写" in answer.text or "建议" in answer.text
    assert "relay" in [button.action for button in answer.suggestions]


def test_a_plain_question_is_no_proposal(library: Library) -> None:
    answer = library.answer("生日蛋糕券能不能折成现金", today=TODAY)
    assert "relay" not in [button.action for button in answer.suggestions]
