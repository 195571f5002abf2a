"""Which events a message tells of, and why the others do not count."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.calendar.mentions import Mention
from knowledge.reports.lexicon import Cue, reports_lexicon
from knowledge.reports.text import Clause, Message


@dataclass(frozen=True)
class Event:
    """Event words at a place in the text."""

    cue: Cue
    start: int
    end: int
    words: str


def find_events(message: Message) -> list[Event]:
    """Every event word, the denied and imagined ones left out."""
    return [event for event in _mentioned(message) if not _denied(message, event)]


def _mentioned(message: Message) -> Iterator[Event]:
    for cue in reports_lexicon().cues:
        for match in cue.pattern.finditer(message.text):
            yield Event(cue, match.start(), match.end(), match.group())


def _denied(message: Message, event: Event) -> bool:
    clause = message.clause_at(event.start)
    before = message.text[max(clause.start, event.start - 4) : event.start]
    for refusal in reports_lexicon().refusals:
        if refusal.scope == "clause" and refusal.pattern.search(clause.text):
            return True
        if refusal.scope == "event" and any(before.endswith(hit.group()) for hit in refusal.pattern.finditer(before)):
            return True
    return False


def refusal(message: Message) -> str | None:
    """Why nothing in the whole message is a report (fiction, pets, called off …), with the words that say so."""
    for rule in reports_lexicon().refusals:
        found = rule.pattern.search(message.text) if rule.scope == "message" else None
        if found:
            return f"{rule.reason}（“{found.group()}”）"
    return None


def told(message: Message, event: Event, mentions: list[Mention]) -> bool:
    """Whether the event is stated, not asked about: in its own statement, or dated within a question."""
    clause = message.clause_at(event.start)
    if clause.asks:
        return any(clause.holds(m.start) and m.candidates for m in mentions)
    if any(other.asks for other in message.clauses):
        return _anchored(message, clause, event, mentions)
    return True


def _anchored(message: Message, clause: Clause, event: Event, mentions: list[Mention]) -> bool:
    """Beside a question only what has happened or has a day is a statement: “住院了，能领多少？” against “住院，能领多少？”."""
    tail = message.text[event.start : clause.end]
    return "了" in tail or "爻" in tail or any(abs(message.index_at(m.start) - message.index_at(event.start)) <= 1 for m in mentions)
