"""What a message does, and which topics it asks of: what was learned of both, and what sets that right.

The acts come first, for who only tells, thanks or jokes asks of nothing (`questions.topics`). Then one step after the
other, each of which sees what the steps before it left; the order is this because:

1. `_rests`, `_of_reports`: which topics are asked, before anything is concluded from their being asked.
2. `_feels`: a feeling that was taken for a question asks nothing. Only a feeling that is the whole question, so it
   needs the topics as they are by now.
3. `_says_plainly`: plain words leave no doubt, so they undo whatever was learned, 2 included.
4. `_rather_tells`: what is told, against a topic that is a mere guess. Plain words have been heard, so nothing that
   was asked by them is lost; and a question that is none any more is not looked for a topic in 5.
5. `_asks_of_what_is_told`: what is still asked, and a mere guess, is asked of what is told.
6. `_names_alone`: a name that nobody knows and nothing else, which was learned of nothing: it overrides all of the
   above, and is asked only where nothing is told and no act is likely.
7. `_asks_in_a_report`: last, as it only fills in where nothing is asked after all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

from knowledge.reading.doing import acts, unsure
from knowledge.reading.evidence import Evidence
from knowledge.reading.linear import Scores
from knowledge.reading.model import Act, Event
from knowledge.reading.outright import as_done
from knowledge.reading.questions import (
    beside_a_report,
    facets,
    felt,
    of_reports,
    of_what_is_told,
    tells_of_another,
    topics,
)
from knowledge.reading.strangers import Strangers


@dataclass(frozen=True)
class Message:
    """What the steps look at. `strangers` finds names that nobody knows."""

    found: Evidence
    scores: Scores
    told: Sequence[Event]
    strangers: Strangers


@dataclass(frozen=True)
class Does:
    """The acts, and the topics asked of."""

    acts: frozenset[Act]
    asked: Sequence[str]


def does(message: Message) -> Does:
    done = acts(message.found, message.scores, message.told)
    first = Does(done, topics(message.found, message.scores, done))
    return reduce(lambda so_far, step: step(message, so_far), STEPS, first)


def _rests(message: Message, so_far: Does) -> Does:
    return Does(so_far.acts, message.strangers.resting(message.found, so_far.asked))


def _of_reports(message: Message, so_far: Does) -> Does:
    return Does(so_far.acts, of_reports(so_far.asked, facets(message.scores)))


def _feels(message: Message, so_far: Does) -> Does:
    return Does(so_far.acts - {Act.ASK} | {Act.MOOD}, []) if felt(message.found, so_far.asked) else so_far


def _says_plainly(message: Message, so_far: Does) -> Does:
    plainly = as_done(message.found.text)
    return Does(plainly, []) if plainly else so_far


def _rather_tells(message: Message, so_far: Does) -> Does:
    rather = tells_of_another(message.found, message.scores, message.told, so_far.asked)
    return Does(so_far.acts - {Act.ASK}, []) if rather else so_far


def _asks_of_what_is_told(message: Message, so_far: Does) -> Does:
    if Act.ASK not in so_far.acts:
        return so_far
    return Does(so_far.acts, of_what_is_told(message.found, message.scores, message.told, so_far.asked))


def _names_alone(message: Message, so_far: Does) -> Does:
    if message.told or not unsure(message.scores):
        return so_far
    unheard = message.strangers.alone(message.found)
    return Does(frozenset({Act.ASK}), unheard) if unheard else so_far


def _asks_in_a_report(message: Message, so_far: Does) -> Does:
    if so_far.asked or Act.REPORT not in so_far.acts:
        return so_far
    return Does(so_far.acts, beside_a_report(message.told, message.scores))


Step = Callable[[Message, Does], Does]
STEPS: Sequence[Step] = (
    _rests,
    _of_reports,
    _feels,
    _says_plainly,
    _rather_tells,
    _asks_of_what_is_told,
    _names_alone,
    _asks_in_a_report,
)
