"""A single message: the side that is asked in plain words, what is only told with it, and nothing beyond."""

from __future__ import annotations

import pytest

from knowledge import Library
from knowledge.reading.cuts import parts_of
from knowledge.reading.model import Danger, Remark, State, What, Whose
from tests.knowledge.measure import TODAY


def asked(library: Library, text: str) -> set[tuple[str, str]]:
    return {(one.topic, one.facet) for one in library.read(text, today=TODAY).questions}


@pytest.mark.parametrize(
    ("text", "topic", "facet"),
    [
        ("奖金一样的慰问款几天到账", "bot_how_to_report", "payout"),
        ("审核通常要几个工作日", "bot_how_to_report", "response"),
        ("礼拜天也能递材料吗", "bot_how_to_report", "weekend"),
        ("表格最迟几号前交上去", "bot_how_to_report", "deadline"),
        ("收据弄没了怎么办", "bot_how_to_report", "lost"),
        ("能不能叫我姐去拿", "bot_how_to_report", "fetched"),
        ("高考还没放榜，可以提前登记吗", "child_university", "early"),
    ],
)
def test_sides_of_handing_in_are_heard_where_no_matter_is_named(
    library: Library, text: str, topic: str, facet: str
) -> None:
    assert asked(library, text) == {(topic, facet)}


def test_a_side_of_handing_in_is_asked_of_the_matter_that_is_named(library: Library) -> None:
    assert {topic for topic, _ in asked(library, "结婚慰问几天到账")} == {"marriage"}
    assert {topic for topic, _ in asked(library, "羽毛球报名最晚哪天")} != {"bot_how_to_report"}


@pytest.mark.parametrize(
    ("text", "topic", "facet"),
    [
        ("你背后接的是通义千问吗", "bot_other", "model"),
        ("不小心把小周的点成驳回了，还能救吗", "bot_desk", "undo"),
        ("下周谁过生日，我去买束花", "bot_ledger", "birthdays"),
        ("给我们分会本月申报的名单导一份", "bot_ledger", "export"),
        ("新来的同事怎么录入分会", "bot_desk", "roster"),
        ("探望完了，照片要不要传上来", "bot_desk", "visited"),
        ("委员请假了，单子找谁批", "bot_human", "away"),
        ("粽子我没领到，别人都有，怎么回事", "bot_other", "missed"),
        ("我报了羽毛球赛，名单里怎么没有我", "bot_signup", "missing"),
        ("登山的名额我想退掉，那天值班", "bot_signup", "leaving"),
        ("住院的那个不是我，跟我同名", "bot_profile", "mistaken"),
    ],
)
def test_what_is_asked_outright_is_heard(library: Library, text: str, topic: str, facet: str) -> None:
    assert (topic, facet) in asked(library, text)


def test_a_circumstance_is_not_what_is_asked(library: Library) -> None:
    topics = {topic for topic, _ in asked(library, "休产假期间中秋福利还有吗")}
    assert topics == {"out.festival_goods"}
    assert {topic for topic, _ in asked(library, "产假有几天")} == {"out.maternity_leave"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("三个问题：1住院给多少 2要什么材料", ["住院给多少", "要什么材料"]),
        ("一是疗休养去哪，二是会费怎么交", ["疗休养去哪，", "会费怎么交"]),
        ("住院给多少，另外疗休养去哪", ["住院给多少", "疗休养去哪"]),
        ("1月住院3天，给多少", []),
        ("还有什么福利", []),
        ("住了2次院", []),
    ],
)
def test_a_message_is_taken_apart_only_where_it_counts_or_joins_its_questions(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


def test_several_questions_are_answered_each_under_its_name(library: Library) -> None:
    text = library.answer("三件事：1生日慰问什么时候发 2住院要发票吗 3疗休养去哪", today=TODAY).text
    said = text.splitlines()
    assert "生日慰问" in said[0]
    assert said[1].startswith("住院慰问：")
    assert said[2].startswith("干部职工疗休养：")


@pytest.mark.parametrize("text", ["结婚慰问要交哪些材料", "生日的东西能折现吗", "住院慰问什么时候截止"])
def test_no_sum_where_another_side_is_asked(library: Library, text: str) -> None:
    answer = library.answer(text, today=TODAY)
    assert "不超过" not in answer.text
    assert answer.amounts == {}


def test_a_sum_where_a_sum_is_spoken_of(library: Library) -> None:
    assert library.answer("听说生孩子有五百块，是打到卡里吗", today=TODAY).amounts == {"childbirth": 500}


def test_the_clause_is_said_once(library: Library) -> None:
    text = library.answer("互助保障是什么", today=TODAY).text
    assert text.count("积极动员和组织") == 1


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("我退休三年了，上周住院，还有慰问吗", {"hospitalization"}),
        ("我妈住院，直系亲属生病有没有说法", {"hospitalization"}),
        ("再婚的，公公去世有慰问吗", {"bereavement"}),
        ("退休和住院哪个给得多", {"retirement", "hospitalization"}),
    ],
)
def test_who_asks_is_no_topic(library: Library, text: str, topics: set[str]) -> None:
    assert set(library.answer(text, today=TODAY).topics) == topics


def test_kin_are_called_as_the_writer_calls_them(library: Library) -> None:
    assert "没有写到老婆的外婆" in library.answer("老婆的外婆去世，有慰问吗", today=TODAY).text


def test_a_scolding_by_the_head_is_no_quarrel_between_members(library: Library) -> None:
    told = library.read("被科长当众训了一顿，心里堵", today=TODAY).events
    assert What.MEMBER_CONFLICT not in {event.what for event in told}
    quarrel = library.read("跟科长吵起来了，闹得很僵", today=TODAY).events
    assert What.MEMBER_CONFLICT in {event.what for event in quarrel}


def test_an_illness_grave_by_its_name_is_met_as_such(library: Library) -> None:
    reading = library.read("我妈查出乳腺癌，下周手术", today=TODAY)
    assert Remark.GRAVE in reading.remarks
    assert "但愿没有大碍" not in library.answer("我妈查出乳腺癌，下周手术", today=TODAY).text


@pytest.mark.parametrize("text", ["复查指标都正常", "虚惊一场，医生说是良性的", "不用手术了，吓得我一宿没睡"])
def test_good_news_of_ones_health_is_met_as_good_news(library: Library, text: str) -> None:
    answer = library.answer(text, today=TODAY)
    assert "松了口气" in answer.text
    assert answer.citations == ()


def test_a_burden_is_no_danger_by_itself_and_despair_beside_it_is(library: Library) -> None:
    burden = library.answer("老公失业大半年，房贷要还，家里就靠我", today=TODAY)
    assert burden.care is None or not burden.care
    assert burden.intent == "report"
    assert library.read("失业半年，房贷还不上，真不想活了", today=TODAY).danger is Danger.SELF


def test_long_ago_is_over_unless_it_was_left_undone(library: Library) -> None:
    event = library.read("我奶奶三年前走的，主席还来送过", today=TODAY).events[0]
    assert (event.what, event.state) == (What.DEATH, State.PAST)
    undone = library.read("三年前我父亲去世，那会儿工会没一个人来", today=TODAY).events[0]
    assert undone.state is not State.PAST


def test_another_who_is_alone_does_not_make_the_writer_lonely(library: Library) -> None:
    assert Remark.LONELY not in library.read("观影能带我妈吗，她一个人在家没劲", today=TODAY).remarks


def test_nothing_is_said_of_registering_where_nobody_wants_it(library: Library) -> None:
    for text in ("外孙女考上大学了，高兴", "我家狗昨天没了", "外甥结婚，热闹"):
        said = library.answer(text, today=TODAY).text
        assert "登记" not in said
        assert "通知" not in said


def test_a_relative_whose_illness_opens_the_message_is_the_one_who_is_ill(library: Library) -> None:
    event = library.read("舅舅查出胃病，下周开刀", today=TODAY).events[0]
    assert event.whose is Whose.OTHER_KIN


def test_marks_alone_are_asked_what_they_mean(library: Library) -> None:
    assert library.answer("？？", today=TODAY).text.startswith("您想问什么")
