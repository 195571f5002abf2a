"""How a turn stands to its talk: what it is seen by, and what each link does to a reading."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.lexicon.load import load
from knowledge.reading import context
from knowledge.reading.details import WRONG, detail
from knowledge.reading.heard import Heard
from knowledge.reading.links import MARK, link, seen
from knowledge.reading.model import Act, Link, Onward, Question, Reading
from knowledge.reading.reader import Reader
from knowledge.reading.taught import Lessons
from knowledge.reading.teach import taught
from knowledge.reading.topic import Topic
from knowledge.shelf import NOTICES, Shelf

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def reader() -> Reader:
    lexicon = load()
    return Reader(lexicon, Shelf(NOTICES, lexicon).notices[-1], taught())


def heard_in_talk(reader: Reader, *said: str) -> tuple[Heard, Topic]:
    return reader._known(said[-1], TODAY, Lessons()), reader.topic(said[:-1], TODAY)


def read_in_talk(reader: Reader, link: Link, *said: str) -> Reading:
    heard, topic = heard_in_talk(reader, *said)
    before = [reader._known(one, TODAY, Lessons()) for one in said[:-1]]
    return context.read(heard, topic, link, reader._meant(heard, topic, before, link))


def test_what_is_seen_of_a_turn_has_names_of_its_own(reader: Reader) -> None:
    heard, topic = heard_in_talk(reader, "疗休养怎么报名", "几天")
    found = seen(heard, topic)
    assert all(one.startswith(MARK) for one in found)
    alone = reader.gather("几天", TODAY).seen
    assert alone
    assert not found & alone


def test_a_first_message_stands_to_no_talk(reader: Reader) -> None:
    heard, _ = heard_in_talk(reader, "几天")
    assert link(reader.table, heard, Topic()) is None


def test_a_new_matter_is_read_alone_and_what_asks_on_is_not(reader: Reader) -> None:
    heard, _ = heard_in_talk(reader, "结婚给多少")
    assert read_in_talk(reader, Link.NEW, "疗休养怎么报名", "结婚给多少").questions == heard.reading.questions
    assert read_in_talk(reader, Link.SAME, "疗休养怎么报名", "几天").questions == (
        Question("recuperation", "duration"),
    )


def test_what_is_said_to_the_talk_asks_nothing(reader: Reader) -> None:
    read = read_in_talk(reader, Link.TALK, "疗休养怎么报名", "我再想一想喽")
    assert not read.questions
    assert Act.ASK not in read.acts


def test_what_mends_nothing_is_not_said_to_be_mended(reader: Reader) -> None:
    read = read_in_talk(reader, Link.MENDS, "我妈昨天走了", "说错了，出殡是大后天，风水先生改了日子")
    assert [(one.relation, one.day) for one in read.events] == [("母亲", date(2026, 3, 1))]
    assert read.onward is Onward.MORE


def test_a_day_set_right_is_the_one_that_was_said(reader: Reader) -> None:
    read = read_in_talk(reader, Link.MENDS, "我妈昨天走了", "说错了，是前天")
    assert (read.onward, read.events[0].day) == (Onward.MENDED, date(2026, 2, 28))


@pytest.mark.parametrize("said", ["32床", "出殡是后天，在瓯海殡仪馆", "联系电话写我弟的吧"])
def test_what_a_visit_needs_is_a_detail(said: str) -> None:
    assert detail(said)


@pytest.mark.parametrize("said", ["几床能看到吗", "火化的钱谁出", "嗯"])
def test_a_question_is_none(said: str) -> None:
    assert not detail(said)


def test_words_that_set_right_are_told_from_those_that_deny() -> None:
    assert WRONG.search("打错了 郑建国")
    assert not WRONG.search("对象不是本单位的")
