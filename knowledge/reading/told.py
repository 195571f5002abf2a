"""What the plain rules find of events in a message: the words for them, whose they are, when, and why they may not
count. One pass, shared by the classifiers, which are shown it, and by the rules that fill a form from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from knowledge.calendar.mentions import Mention, find
from knowledge.excerpt import excerpt
from knowledge.patterns import Patterns
from knowledge.reading.rules.events import OURS, Event, applies_to, denied, happened, mentioned, refused, told
from knowledge.reading.rules.kinds import Holder, Scene, holder, scene
from knowledge.reading.rules.lexicon import reports_lexicon
from knowledge.reading.rules.people import Person, find_people
from knowledge.reading.rules.text import Message, message

TIMES = (
    "future",
    "past",
    "invites",
    "coming",
    "celebrated",
    "justnow",
    "undated",
    "home",
    "fellows",
    "grave",
    "quarrel",
)
NEAR = 12  # characters before the clause of an event in which its day or its person may stand


@dataclass(frozen=True)
class Told:
    """A message cut into clauses, with the days and people that it names and every word for an event in it. `counted`
    are those that the rules take for a report, with their holders; `stopped` names each reason that spoke against one;
    `seen` is all of that as the classifiers see it."""

    message: Message
    days: tuple[Mention, ...]
    people: tuple[Person, ...]
    events: tuple[Event, ...]
    counted: tuple[tuple[Event, Holder], ...]
    stopped: tuple[str, ...]
    seen: frozenset[str]


def read(text: str, normal: str | None, today: date) -> Told:
    """What the rules find in `text`; where they find no event, in its normal form (typos and pinyin mended)."""
    found = _read(text, today)
    return found if found.events or normal is None else _read(normal, today)


def _read(text: str, today: date) -> Told:
    said = message(excerpt(text))
    days = find(said.text, today)
    people = find_people(said.text, days)
    mentions = [mention for mention in days if not _in_name(mention, people)]
    events = list(dict.fromkeys(mentioned(said.text)))
    against = _against(said, events, mentions)
    whole = tuple(dict.fromkeys(f"*{rule.reason}" for rule in refused(said, mentions)))
    stopped = (*whole, *(f"{event.cue.kind}:{reason}" for event in events for reason in against[event]))
    told_by = scene(said, people)
    free = [] if whole else [event for event in events if not against[event]]
    counted = [
        (event, whose) for event in free if told(said, event, mentions, people) and (whose := holder(told_by, event))
    ]
    seen = frozenset(_seen(said, mentions, people, events, counted, stopped, told_by))
    seen |= frozenset(_stated(said, today, mentions, people, events))
    return Told(said, tuple(mentions), tuple(people), tuple(events), tuple(counted), stopped, seen)


@lru_cache(maxsize=1)
def _times() -> Patterns[str]:
    return Patterns((name, reports_lexicon().words[name]) for name in TIMES)


def _in_name(mention: Mention, people: list[Person]) -> bool:
    """郎国庆 names no festival."""
    return any(person.name and person.start <= mention.start < person.end for person in people)


def _against(said: Message, events: list[Event], mentions: list[Mention]) -> dict[Event, tuple[str, ...]]:
    """Event → reasons why it does not count. Rules look at the clause and the kind, so they are asked once for each."""
    ruled: dict[tuple[int, str], tuple[str, ...]] = {}
    found = {}
    for event in events:
        place = (said.index_at(event.start), event.cue.kind)
        if place not in ruled:
            ruled[place] = tuple(rule.reason for rule in applies_to(said, event, mentions))
        found[event] = (("没有的事",) if denied(said, event) else ()) + ruled[place]
    return found


def _seen(
    said: Message,
    mentions: list[Mention],
    people: list[Person],
    events: list[Event],
    counted: list[tuple[Event, Holder]],
    stopped: tuple[str, ...],
    whole: Scene,
) -> Iterator[str]:
    yield from (f"X{reason}" for reason in stopped)
    yield from (f"P{name}" for person in people for name in _called(person))
    if people:
        yield from (f"P1{name}" for name in _called(people[0]))
    for event in events:
        yield f"C{event.cue.kind}/{event.cue.weight}"
        clause = said.clause_at(event.start)
        yield f"C{event.cue.kind}{'?' if clause.asks else '.'}"
        near = [p for p in people if p.role != "pronoun" and p.start < event.start] or people[:1]
        if near:
            yield from (f"C{event.cue.kind}{name}" for name in _called(near[-1]))
    for event, whose in counted:
        yield f"K{event.cue.kind}"
        yield f"K{event.cue.kind}{whose.subject}{whose.relation or ''}"
    if not counted:
        yield "K0"
    if any(mention.candidates for mention in mentions):
        yield "%dated"
    if mentions:
        yield "%day"
    if whole.behalf:
        yield f"%for{whole.behalf.role}"
    yield from (f"T{name}" for name, _ in _times().found(said.text))
    asked = [clause.asks for clause in said.clauses]
    yield f"%q{'all' if all(asked) else 'some' if any(asked) else 'none'}"


def _stated(
    said: Message, today: date, mentions: list[Mention], people: list[Person], events: list[Event]
) -> Iterator[str]:
    """What tells a thing that happened from one that is only asked about, be its clause a question or not: it is said
    to be done or to come, it has its day, and it befalls somebody of ours (我, kin, a name) rather than anybody."""
    lexicon = reports_lexicon()
    for event in events:
        clause = said.clause_at(event.start)
        near = said.text[max(0, clause.start - NEAR) : clause.end]
        dated = _when(today, [one for one in mentions if clause.start - NEAR <= one.start < clause.end])
        done = "done" if happened(said, clause, event) else "coming" if lexicon.words["coming"].search(near) else "bare"
        ours = any(one.role in OURS and clause.start - NEAR <= one.start <= event.end for one in people)
        whose = "ours" if ours else "named" if people else "anybody's"
        for what in (event.cue.kind, ""):
            yield f"H{what}/{done}"
            yield f"H{what}/{dated}"
            yield f"H{what}/{whose}"
            yield f"H{what}/{done}/{dated}/{whose}"


def _when(today: date, mentions: list[Mention]) -> str:
    days = [day for mention in mentions if (day := mention.nearest(today))]
    return "undated" if not days else "before" if min(days) <= today else "after"


def _called(person: Person) -> Iterator[str]:
    yield person.role
    if person.relation:
        yield person.relation
