"""Readings written by hand, so that what is said is tested apart from how messages are read."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from knowledge.answer import rules
from knowledge.answer.care import Care
from knowledge.answer.compose import Composer
from knowledge.answer.model import Answer, Talk
from knowledge.lexicon.load import load
from knowledge.reading.asked import Asking, askings, shown_in
from knowledge.reading.clauses import Clauses
from knowledge.reading.evidence import Gatherer
from knowledge.reading.likeness import Likeness
from knowledge.reading.model import Act, Danger, Event, Question, Reading, Remark, State, What, Whose
from knowledge.reading.teach import taught
from knowledge.shelf import Shelf

TODAY = date(2026, 11, 29)


@lru_cache(maxsize=1)
def composer() -> Composer:
    lexicon = load()
    notice = Shelf.load().in_force(TODAY)
    known = rules.load()
    like = Likeness(Gatherer(lexicon), taught())
    return Composer(notice, lexicon, known, Clauses(lexicon, notice), Care(known.care), like)


def events(words: str) -> tuple[Event, ...]:
    """“death parent happened + marriage self planned” as events; a word by itself is a remark."""
    parts = (part.split() for part in words.split("+"))
    return tuple(Event(*_of(*part)) for part in parts if len(part) > 1)


def _of(what: str, whose: str, state: str) -> tuple[What, Whose, State]:
    return What(what), Whose(whose), State(state)


def remarks(words: str) -> frozenset[Remark]:
    """“death parent happened + tired” as remarks."""
    return frozenset(Remark(part.strip()) for part in words.split("+") if part and len(part.split()) == 1)


def reading(
    acts: str = "ask", asks: tuple[tuple[str, str], ...] = (), told: str = "", text: str = "", danger: str = "none"
) -> Reading:
    return Reading(
        text,
        frozenset(map(Act, acts.split())),
        tuple(Question(topic, facet) for topic, facet in asks),
        events(told) if told else (),
        Danger(danger),
        remarks=remarks(told),
        askings=tuple(map(_shown, askings(text))) if "ask" in acts.split() else (),
    )


@lru_cache(maxsize=1)
def _gatherer() -> Gatherer:
    return Gatherer(composer().lexicon)


def _shown(one: Asking) -> Asking:
    return replace(one, facets=shown_in(one.said, _gatherer().facets_of(one.said)))


def say(*args: object, talk: Talk | None = None, reported: str | None = None, **kwargs: object) -> Answer:
    return composer().compose(reading(*args, **kwargs), talk or Talk(), reported)  # type: ignore[arg-type]
