"""Plain wishes about a report, and what only looks like one."""

from __future__ import annotations

import pytest

from knowledge import Library
from knowledge.reading.model import Wanted
from tests.knowledge.conftest import TODAY


def wanted(library: Library, text: str, *before: str) -> tuple[Wanted, str | None] | None:
    wish = library.read(text, before, today=TODAY).wish
    return (wish.wanted, wish.kind) if wish else None


@pytest.mark.parametrize(
    ("text", "before", "kind"),
    [
        ("帮我报一下", "我爸上个星期走了", "bereavement"),
        ("那就报吧", "结婚送多少", "marriage"),
        ("算了还是报吧", "我昨天住院了", "hospitalization"),
        ("报个住院吧", "", "hospitalization"),
        ("给我登记吧", "", None),
        ("报！", "囡囡出生了", "childbirth"),
        ("好 就按这个来", "我昨天住院了，附二医", "hospitalization"),
        ("行，那就这么办吧", "生日的东西怎么领", "birthday"),
        ("那你先给我登记起嘛", "我老婆昨天剖腹产，是个儿子", "childbirth"),
    ],
)
def test_who_wants_it_reported_is_heard(library: Library, text: str, before: str, kind: str | None) -> None:
    assert wanted(library, text, *filter(None, [before])) == (Wanted.REPORT, kind)


@pytest.mark.parametrize(
    "text",
    [
        "怎么申报",
        "退休怎么报",
        "帮我报一下，要什么材料",
        "我想报名羽毛球",
        "我要报销住院费",
        "我妈住院了，帮我报一下",
        "报了能撤回吗",
        "不用撤了",
        "困难帮扶要公示吗？公示的话我就不报了",
    ],
)
def test_what_asks_or_means_something_else_is_none(library: Library, text: str) -> None:
    assert wanted(library, text) is None


@pytest.mark.parametrize("text", ["好 就按这个来", "那就这么办"])
def test_an_assent_wishes_nothing_where_nothing_can_be_reported(library: Library, text: str) -> None:
    assert wanted(library, text) is None
    assert wanted(library, text, "重阳登山哪天") is None


@pytest.mark.parametrize("text", ["先不要报，听到没", "你别给我报上去，知道吗", "先别登记，好吧"])
def test_who_wants_to_be_heard_asks_nothing(library: Library, text: str) -> None:
    assert wanted(library, text, "我和老公吵得厉害，想调解") == (Wanted.WAIT, "family_conflict")


def test_after_talk_of_an_activity_it_is_the_activity(library: Library) -> None:
    assert wanted(library, "我要报", "重阳登山哪天") is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("住院那个不报了", (Wanted.WITHDRAW, "hospitalization")),
        ("刚才那个取消吧", (Wanted.WITHDRAW, None)),
        ("我爸报的那个不要了", (Wanted.WITHDRAW, None)),
        ("先别报，我再想想", (Wanted.WAIT, None)),
    ],
)
def test_who_wants_it_back_or_waits_is_heard(library: Library, text: str, wish: tuple[Wanted, str | None]) -> None:
    assert wanted(library, text) == wish


def test_a_correction_of_the_person_is_told_of_the_right_one(library: Library) -> None:
    event = library.topic(["我爸走了", "不是，是我岳父"], today=TODAY).event
    assert event
    assert (event.relation, event.whose, event.state) == ("岳父", "parent_in_law", "happened")


@pytest.mark.parametrize(
    ("said", "topic", "facet"),
    [
        (["住院给多少", "要什么材料", "那多久能到手"], "hospitalization", "payout"),
        (["我爸上个星期走了", "能领多少"], "bereavement", "amount"),
        (["结婚送什么", "谢谢", "那几时给"], "marriage", "payout"),
        (["五要访有哪几个", "第四个呢", "这里面哪些有钱"], "all_visits", "which"),
        (["结婚和生孩子各送多少", "第二个是现金吗"], "childbirth", "form"),
    ],
)
def test_the_topic_lasts_through_the_talk(library: Library, said: list[str], topic: str, facet: str) -> None:
    reading = library.read(said[-1], said[:-1], today=TODAY)
    assert {(one.topic, one.facet) for one in reading.questions} >= {(topic, facet)}


def test_what_was_told_of_somebody_stays_with_the_question(library: Library) -> None:
    answer = library.answer("能领多少", ["我妈昨天住院了"], today=TODAY)
    assert not answer.amounts
    assert not any(button.action == "report" for button in answer.suggestions)
