"""What officers have taught: it decides what is asked, and never stands against danger or against what is told."""

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge import Library
from knowledge.reading.model import Danger
from knowledge.reading.taught import Lessons, Taught

TODAY = date(2026, 11, 29)
FUN, CARD = "工会那个乐呵会啥时候搞", "那张卡里的钱能不能提出来"
TAUGHT = (Taught(FUN, "may_day", "date"), Taught(CARD, "out.union_card", "what"))


@pytest.fixture
def taught(library: Library) -> Library:
    """The common library with two phrasings taught; it stays as it was."""
    return library.trial(TAUGHT)


@pytest.fixture(autouse=True)
def untouched(library: Library) -> Iterator[None]:
    yield
    assert not library.read(FUN, today=TODAY).taught


def asked(library: Library, text: str, *before: str) -> list[tuple[str, str]]:
    return [(one.topic, one.facet) for one in library.read(text, before, today=TODAY).questions]


@pytest.mark.parametrize(
    "said", [FUN, "工会那个乐呵会，啥时候搞？", "工會那個樂呵會啥時候搞", "请问工会那个乐呵会啥时候搞呀"]
)
def test_what_says_the_same_asks_what_was_taught(library: Library, taught: Library, said: str) -> None:
    assert asked(taught, said) == [("may_day", "date")]
    assert asked(library, said) != [("may_day", "date")]


def test_the_answer_is_that_of_the_topic(taught: Library) -> None:
    assert "五一" in taught.answer(FUN, today=TODAY).text
    assert "工会卡" in taught.answer(CARD, today=TODAY).text


@pytest.mark.parametrize(
    "said", ["工会那个乐呵会不搞啥时候", "乐呵会", "工会那个歌咏会在哪里搞", "那2张卡里的钱能不能提出来"]
)
def test_what_says_something_else_is_read_as_ever(library: Library, taught: Library, said: str) -> None:
    assert asked(taught, said) == asked(library, said)


def test_what_is_merely_near_must_not_tell_of_more(library: Library) -> None:
    near = "我妈住院了那张工会发的慰问卡里的钱到底能不能提出来"
    phrasing = Taught("我住院了那张工会发的慰问卡里的钱到底能不能提出来", "out.union_card", "what")
    taught = library.trial([phrasing])
    assert Lessons([phrasing]).match(near)
    assert asked(taught, near) == asked(library, near)


@pytest.mark.parametrize("said", ["不想活了", "活着没意思，真想一了百了"])
def test_danger_is_never_overridden(library: Library, said: str) -> None:
    taught = library.trial([Taught(said, "out.weather", "what")])
    found = taught.read(said, today=TODAY)
    assert (found.danger, found.taught) == (Danger.SELF, False)
    assert taught.answer(said, today=TODAY).care is Danger.SELF


def test_a_talk_in_care_stays_in_care(library: Library) -> None:
    taught = library.trial([Taught("打了没人接", "table_tennis", "date")])
    assert (
        taught.answer("打了没人接", today=TODAY, care=("self", 1)).text
        == library.answer("打了没人接", today=TODAY, care=("self", 1)).text
    )
    assert taught.answer("打了没人接", ["不想活了"], today=TODAY).care is Danger.SELF


def test_a_follow_up_asks_of_what_was_taught_and_is_not_taught_itself(taught: Library) -> None:
    assert asked(taught, "在哪里", FUN) == [("may_day", "place")]
    follow = taught.trial([Taught("那这个呢", "out.weather", "what")])
    assert asked(follow, "那这个呢", "住院给多少") == [("hospitalization", "amount")]
    assert asked(follow, "那这个呢") == [("out.weather", "what")]


def test_why_says_who_it_rests_on(taught: Library) -> None:
    lines = taught.read(FUN, today=TODAY, explain=True).why
    assert lines[0] == f"干部教过：和“{FUN}”相同，问的是 may_day · date"
    assert not [line for line in lines if line.startswith("问到")]


def test_teaching_anew_replaces_what_was_taught_and_forgets_what_was_answered(library: Library) -> None:
    own = library.trial(())
    first = own.answer(CARD, today=TODAY).text
    own.teach(TAUGHT)
    assert own.answer(CARD, today=TODAY).text != first
    own.teach(())
    assert own.answer(CARD, today=TODAY).text == first


def test_a_topic_that_is_gone_is_passed_over(library: Library) -> None:
    gone = library.trial([Taught(FUN, "topic_of_old", "date"), Taught(CARD, "out.decline_of_old", "what")])
    assert (asked(gone, FUN), asked(gone, CARD)) == (asked(library, FUN), asked(library, CARD))


def test_every_topic_with_every_side_can_be_answered(library: Library) -> None:
    for topic in sorted(library.topics):
        for facet in library.facets(topic):
            assert library.trial([Taught(FUN, topic, facet)]).answer(FUN, today=TODAY).text, (topic, facet)


def test_short_phrasings_and_those_without_letters_are_no_nets() -> None:
    lessons = Lessons([Taught("奖", "fees", "what"), Taught("？？", "fees", "what"), Taught("发奖吗", "fees", "what")])
    assert lessons.match("发奖不") is None
    assert lessons.match("！") is None
    assert (found := lessons.match("奖。")) and found.same


def test_the_nearest_known_messages_are_found(library: Library) -> None:
    assert "住院慰问几钿啊" in library.nearest_known(["住院慰问几钿"], [], 5)
    assert library.nearest_known(["乐呵会"], [FUN], 1) == [FUN]
