"""The activities that a notice names: read out of its clauses, each with where it stands and what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.answer.works import items_of
from knowledge.calendar.festivals import festival
from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon


@dataclass(frozen=True, slots=True)
class NamedActivity:
    """An activity of the notice. `festival` is the one whose day it follows (重阳), or empty."""

    topic: str
    title: str
    notice: str
    citation: str
    spoken: str
    festival: str = ""


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival's day, as a proposal: 今年重阳是10月18日（星期日）."""

    name: str
    day: date


def named_in(notice: Notice, lexicon: Lexicon) -> Iterator[NamedActivity]:
    """In the notice's own order. What a notice does not mention is not there, whatever the lexicon knows."""
    topics = [lexicon.topics[key] for key in lexicon.scheduled]
    found = [(items[0], topic) for topic in topics if (items := items_of(topic, notice))]
    for item, topic in sorted(found, key=lambda pair: pair[0].line):
        follows = lexicon.scheduled[topic.key]
        yield NamedActivity(topic.key, topic.title, notice.number, item.citation, item.spoken, follows)


def coming(name: str, today: date) -> Festival:
    """The festival's next day, today included. Raises KeyError for one that the list of festivals lacks."""
    return Festival(name, next(day for year in (today.year, today.year + 1) if (day := festival(name, year)) >= today))
