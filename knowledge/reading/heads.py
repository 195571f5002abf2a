"""The questions that the classifiers answer of a message, each with its classes. One weight table serves them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from knowledge.reading.asking import asks
from knowledge.reading.features import ABOUT
from knowledge.reading.model import Act, Danger, Event, Link, Question, Reading, Remark, State, What, Whose, sorrowful
from knowledge.reading.report import report_of
from knowledge.reading.rows import Row

ACT, TOPIC, FACET, WHAT, WHOSE, STATE, DANGER, FORM, REMARK = (
    "act",
    "topic",
    "facet",
    "what",
    "whose",
    "state",
    "danger",
    "form",
    "remark",
)
ALARM, GLOOM, YES = "alarm", "gloom", "yes"  # any danger, any sorrow at all: learned together, being rare one by one
NOTHING = "none"
RULES_MARKS = frozenset("PCKXTH%")

Example = tuple[frozenset[str], frozenset[str], frozenset[str]]
"""Features, right classes, and the heads whose classes are known; classes are `head:name`."""


def labels(row: Row) -> dict[str, Iterable[str]]:
    """Head → its right classes, for every head of the message that the row's labels settle."""
    known: dict[str, Iterable[str] | None] = {
        ACT: row.acts,
        TOPIC: row.topics if _alone(row) else None,
        FACET: row.facets,
        WHAT: None if row.told is None else [what for what, _, _ in row.told],
        DANGER: None if row.danger is None else [row.danger] if row.danger != NOTHING else [],
        ALARM: None if row.danger is None else [YES] if row.danger != NOTHING else [],
        FORM: told_form(row),
        REMARK: row.remarks,
        GLOOM: None if row.told is None else [YES] if any(map(sorrowful, _events(row))) else [],
    }
    return {head: names for head, names in known.items() if names is not None}


def _alone(row: Row) -> bool:
    """Whether what it asks is seen in the message alone: nothing of it is left out, or nothing is asked."""
    return not row.context or row.link == Link.NEW or (row.link is not None and row.topics == ())


def form(row: Row) -> list[str] | None:
    """The kind whose form the message opens, as labelled or as the other labels make it; None where unknown."""
    if row.form is not None:
        return [row.form] if row.form else []
    if row.acts is None or row.events is None:
        return None
    questions = tuple(Question(topic, facet) for topic, facet in row.asks or ())
    return _opened(row, frozenset(map(Act, row.acts)), questions)


def told_form(row: Row) -> list[str] | None:
    """The kind whose form would be opened by what the message tells, were nothing asked in it. A question opens none,
    but that says nothing of what happened; where only the form is labelled, what a question tells is unknown."""
    if row.form:
        return [row.form]
    if row.told is not None:
        return _opened(row, (frozenset(map(Act, row.acts or ())) - {Act.ASK}) | {Act.TELL}, ())
    return [] if row.form == "" and not asks(row.text) else None


def _opened(row: Row, acts: frozenset[Act], questions: tuple[Question, ...]) -> list[str]:
    opened = report_of(Reading(row.text, acts, questions, _events(row)))
    return [opened.kind] if opened else []


def _events(row: Row) -> tuple[Event, ...]:
    return tuple(Event(What(what), Whose(whose), State(state)) for what, whose, state in row.events or ())


def of_message(row: Row, seen: frozenset[str]) -> Example:
    known = labels(row)
    right = frozenset(f"{head}:{name}" for head, names in known.items() for name in names)
    return seen, right, frozenset(known)


def of_events(row: Row, seen: frozenset[str]) -> Iterator[Example]:
    """An example for each event that the row tells of."""
    for what, whose, state in row.events or ():
        right = [f"{head}:{name}" for head, name in ((WHOSE, whose), (STATE, state)) if name]
        heads = frozenset(head for head, name in ((WHOSE, whose), (STATE, state)) if name)
        yield about(what, seen), frozenset(right), heads


def about(what: str, seen: frozenset[str]) -> frozenset[str]:
    """What is seen of a message when one of its events is asked about."""
    return seen.union(crossed(what, seen))


def crossed(what: str, seen: frozenset[str]) -> list[str]:
    """What is seen besides when an event is asked about: what it is, alone and with all that the rules found."""
    return [f"{ABOUT}{what}", *(f"{ABOUT}{what}|{one}" for one in seen if one[0] in RULES_MARKS)]


def examples(rows: Sequence[Row], seen: Sequence[frozenset[str]]) -> list[Example]:
    return [
        example
        for row, found in zip(rows, seen, strict=True)
        for example in (of_message(row, found), *of_events(row, found))
    ]


CLOSED = {
    ACT: tuple(Act),
    WHAT: tuple(What),
    WHOSE: tuple(Whose),
    STATE: tuple(State),
    DANGER: tuple(one for one in Danger if one is not Danger.NONE),
    REMARK: tuple(Remark),
}
"""Heads whose classes are fixed by `reading.model`."""
