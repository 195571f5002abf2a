"""Which events a message states, and why others do not count: denied, imagined, heard of, asked about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.calendar.mentions import Mention
from knowledge.patterns import Late
from knowledge.reading.rules.lexicon import Cue, Refusal, reports_lexicon
from knowledge.reading.rules.people import Person
from knowledge.reading.rules.text import Clause, Message

_OPEN_ENDED = {"family_conflict", "member_conflict", "hardship"}  # told as a state: neither day nor 了 need be said
OURS = {"self", "kin", "name", "pronoun"}
DONE = Late(r"[了的]")  # within the words: 办了婚礼, 登的记
_NOT = Late(r"(?:不是|没有?|并非|不会|可别当|别以为是?|别以为我|别当)(?:在|跟你|和你)?$")
_INDOORS = Late("家|屋")


@dataclass(frozen=True)
class Event:
    """Event words at a place in the text."""

    cue: Cue
    start: int
    end: int
    words: str


def refused(message: Message, mentions: list[Mention]) -> Iterator[Refusal]:
    """Why nothing in the whole message is a report (fiction, pets, called off …)."""
    for rule, _ in reports_lexicon().of_message.tried(message.text):
        if _meant(rule, message.text) and not _excepted(rule, message, mentions):
            yield rule


def _meant(rule: Refusal, text: str) -> re.Match[str] | None:
    """The rule's words, unless they are denied in turn (“不是开玩笑”, “没有取消”)."""
    return next(
        (m for m in rule.pattern.finditer(text) if not _NOT.search(text, max(0, m.start() - 4), m.start())), None
    )


def denied(message: Message, event: Event) -> bool:
    """Whether the words right before an event deny it (我没有住院)."""
    clause = message.clause_at(event.start)
    return bool(reports_lexicon().patterns["denied"].search(message.text[clause.start : event.start]))


def applies_to(message: Message, event: Event, mentions: list[Mention]) -> Iterator[Refusal]:
    """Why this event does not count: imagined, heard of, long ago …"""
    clause = message.clause_at(event.start)
    here = [mention for mention in mentions if clause.holds(mention.start)]
    for rule, _ in reports_lexicon().of_event.tried(message.text):
        if _applies(rule, message, event, clause) and not _excepted(
            rule, message, here if rule.scope == "clause" else mentions
        ):
            yield rule


def mentioned(text: str) -> Iterator[Event]:
    """Every event word in order of the lexicon."""
    topic = reports_lexicon().patterns["topic"]
    for cue, pattern in reports_lexicon().told.tried(text):
        if cue.needs and not cue.needs.search(text):
            continue
        for match in pattern.finditer(text):
            if not cue.spoiled.match(text, match.end()) and not topic.match(text, match.end()):
                yield Event(cue, match.start(), match.end(), match.group())


def _applies(rule: Refusal, message: Message, event: Event, clause: Clause) -> bool:
    if rule.kinds and event.cue.kind not in rule.kinds:
        return False
    return bool(rule.pattern.search(clause.text if rule.scope == "clause" else message.text))


def _excepted(rule: Refusal, message: Message, mentions: list[Mention]) -> bool:
    if rule.unless_dated and any(mention.candidates for mention in mentions):
        return True
    return bool(rule.unless.search(message.text))


def told(message: Message, event: Event, mentions: list[Mention], people: list[Person]) -> bool:
    """Whether the event is stated, not asked about.

    Within a question only a day makes it a statement. Beside one (“住院了，能领多少？”) somebody must be
    named too, or a day; a state of conflict or hardship is told as it is.
    """
    clause = message.clause_at(event.start)
    dated = any(clause.holds(mention.start) and mention.candidates for mention in mentions)
    if event.cue.anchored and not (people or any(mention.candidates for mention in mentions)):
        return False
    if clause.asks:
        meant = dated or (happened(message, clause, event) and _intends(message))
        return meant and any(clause.holds(person.start) for person in people)
    questions = [other for other in message.clauses if other.asks]
    if dated or not questions:
        return True
    if event.cue.kind in _OPEN_ENDED:
        with_me = reports_lexicon().patterns["i_with"].search(message.text)
        return bool(with_me or _INDOORS.search(clause.text) or any(person.role in OURS for person in people))
    named = any([clause.holds(person.start) for person in people] + [bool(m.candidates) for m in mentions])
    to_report = any(reports_lexicon().patterns["may_report"].search(question.text) for question in questions)
    return happened(message, clause, event) and (named or to_report)


def _intends(message: Message) -> bool:
    return any(
        not clause.asks and reports_lexicon().patterns["intends"].search(clause.text) for clause in message.clauses
    )


def happened(message: Message, clause: Clause, event: Event) -> bool:
    """Whether the event is said to be done (了, 过, 的), in the words for it or after them."""
    lexicon = reports_lexicon()
    done = lexicon.patterns["done"].match(message.text, event.end)
    return bool(
        done or DONE.search(event.words) or lexicon.words["past"].search(message.text[event.start : clause.end])
    )
