"""What a message does and asks of, all in all: the steps that set right what was learned, and what is told beside a
topic that is a mere guess."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.lexicon.load import load
from knowledge.reading import does as steps
from knowledge.reading.clauses import Clauses
from knowledge.reading.does import Does, Message
from knowledge.reading.evidence import Gatherer
from knowledge.reading.model import Act, Event, State, What, Whose
from knowledge.reading.questions import guesses, of_what_is_told, tells_of_another
from knowledge.reading.reader import Reader
from knowledge.reading.strangers import Strangers
from knowledge.reading.teach import taught
from knowledge.shelf import NOTICES, Shelf

DAY = date(2026, 11, 29)
NOTICE = Shelf(NOTICES, load()).notices[-1]
CLAUSES = Clauses(load(), NOTICE)
FAR = "同事离婚了，工会能表示一下吗"  # its likeliest topic lies far below any bar
DIVORCE = Event(What.DIVORCE, Whose.COLLEAGUE, State.HAPPENED)
DEATH = Event(What.DEATH, Whose.PARENT, State.HAPPENED)


def message(text: str, *told: Event) -> Message:
    found = Gatherer(load(), CLAUSES)(text, DAY)
    table = taught()
    return Message(found, table.scores(found.seen), told, Strangers(load(), CLAUSES, table))


def likeliest(one: Message) -> str:
    return one.scores.best("topic")[1]


def test_what_is_told_makes_no_other_topic_likelier() -> None:
    one = message(FAR, DIVORCE)
    guess = likeliest(one)
    assert guesses(one.found, one.scores, (), [guess])[0] == guess
    assert guesses(one.found, one.scores, one.told, [guess])[0] == guess
    assert of_what_is_told(one.found, one.scores, one.told, [guess]) == [guess]


def test_a_colleagues_divorce_is_asked_back_and_not_answered_as_something_else() -> None:
    reading = Reader(load(), NOTICE, taught()).read(FAR, (), DAY)
    assert [one.what for one in reading.events] == [What.DIVORCE]
    assert reading.guesses


def test_a_guess_gives_way_to_what_is_told_where_that_opens_a_form() -> None:
    one = message(FAR, DEATH)
    guess = likeliest(one)
    assert of_what_is_told(one.found, one.scores, one.told, [guess]) == ["bereavement"]
    assert guesses(one.found, one.scores, one.told, ["bereavement"]) == ()


def test_a_sure_topic_does_not_give_way_to_what_is_told() -> None:
    one = message("我爸走了，羽毛球比赛在哪里打", DEATH)
    assert of_what_is_told(one.found, one.scores, one.told, ["badminton"]) == ["badminton"]
    assert not tells_of_another(one.found, one.scores, one.told, ["badminton"])


def test_the_steps_are_taken_in_the_order_that_is_told() -> None:
    names = [step.__name__ for step in steps.STEPS]
    told = [name for name in (steps.__doc__ or "").split("`") if name.startswith("_")]
    assert names == told


@pytest.mark.parametrize("step", steps.STEPS)
def test_a_plain_question_is_left_as_it_is_by_every_step(step: steps.Step) -> None:
    before = Does(frozenset({Act.ASK}), ["hospitalization"])
    after = step(message("住院能领多少慰问金"), before)
    assert (after.acts, list(after.asked)) == (before.acts, list(before.asked))


def test_plain_words_undo_what_was_learned() -> None:
    one = message("表扬信：表扬食堂的老王师傅")
    assert steps.does(one) == Does(frozenset({Act.SHARE, Act.THANK}), [])
