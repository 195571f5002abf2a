"""The events that a message speaks of: what, whose and whether by what was learned, the rest by rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knowledge.reading.asking import asks
from knowledge.reading.evidence import Evidence
from knowledge.reading.heads import FORM, STATE, WHAT, WHOSE, crossed
from knowledge.reading.linear import Scores, Table
from knowledge.reading.model import Event, State, What, Whose
from knowledge.reading.report import TOLD, forms, opens
from knowledge.reading.rules.events import Event as Cued
from knowledge.reading.rules.events import denied
from knowledge.reading.rules.hospital import hospital, ward
from knowledge.reading.rules.kinds import Holder
from knowledge.reading.rules.lexicon import reports_lexicon
from knowledge.reading.rules.people import Person
from knowledge.reading.rules.when import event_date

BAR, BACKED, FIRST = -0.3, -1.2, -2.0  # log-odds; a happening that the rules report too, or the likeliest, needs less
MOST = 3
FORM_WEIGHT = 3.0
RULED, REFUSED = 1.5, 1.5  # log-odds
CUES = {
    What.ILLNESS_STAY: "hospitalization",
    What.ILLNESS: "hospitalization",
    What.DEATH: "bereavement",
    What.HARDSHIP: "hardship",
    What.FAMILY_CONFLICT: "family_conflict",
    What.MEMBER_CONFLICT: "member_conflict",
    What.BIRTHDAY: "birthday",
    What.MARRIAGE: "marriage",
    What.CHILDBIRTH: "childbirth",
    What.UNIVERSITY: "child_university",
    What.RETIREMENT: "retirement",
}
"""Which of the rules' words (lexicon/reports_events.toml) tell of which happening."""
AT_HOSPITAL = frozenset({What.ILLNESS_STAY, What.ILLNESS, What.CHILDBIRTH})
OF_COLLEAGUES = frozenset({Whose.COLLEAGUE, Whose.COLLEAGUE_KIN})


def events(found: Evidence, scores: Scores, table: Table, today: date) -> tuple[Event, ...]:
    """Every event, the surest first."""
    whats = list(_whats(found, scores))[:MOST]
    return tuple(_event(what, found, scores, table, today) for what in whats)


def _whats(found: Evidence, scores: Scores) -> Iterator[What]:
    backed = {event.cue.kind for event, _ in found.told.counted}
    for place, (value, name) in enumerate(scores.of(WHAT)):
        what = What(name)
        bar = FIRST if place == 0 else BACKED if what is not What.ILLNESS and CUES.get(what) in backed else BAR
        if value <= min(bar, BACKED):
            break
        if value > bar:
            yield what


def _event(what: What, found: Evidence, scores: Scores, table: Table, today: date) -> Event:
    asked = table.more(scores, crossed(what, found.seen))
    whose = _whose(what, asked, found)
    refused = any(reason.startswith("*") for reason in found.told.stopped)
    told_of = _state(asked, opens(what, whose), scores, refused=refused, asking=asks(found.text))
    state = State.DENIED if told_of in TOLD and _denied(what, found) else told_of
    cued = _cued(what, found)
    person = _person(whose, cued, found)
    place = hospital(found.told.message.text) if what in AT_HOSPITAL else None
    return Event(
        what,
        whose,
        state,
        relation=_relation(what, whose, cued, person, found),
        name=_name(whose, cued, found),
        day=_day(what, cued, found, today),
        hospital=place,
        ward=ward(found.told.message.text, place) if place else None,
        words=cued.words if cued else "",
    )


def _whose(what: What, asked: Scores, found: Evidence) -> Whose:
    """Whose it is. Where the classifiers hardly tell two apart, whom the rules hold it to be of."""
    held = next((holder for event, holder in found.told.counted if event.cue.kind == CUES.get(what)), None)
    meant = _meant(held) if held else frozenset()
    return Whose(max((value + (RULED if name in meant else 0.0), name) for value, name in asked.of(WHOSE))[1])


def _meant(held: Holder) -> frozenset[str]:
    if held.subject == "colleague":
        return OF_COLLEAGUES
    return frozenset({forms().whose.get(held.relation or "", Whose.SELF)})


def _state(asked: Scores, kind: str | None, scores: Scores, *, refused: bool, asking: bool) -> State:
    """Whether it happened; `refused` where the rules say that nothing of the message counts (films, anniversaries).

    Where it would open a form, what was learned of forms has its say: it was learned from far more messages, and from
    those that tell of no case of the kind at all (films, look-alikes, sayings). Not beside a question: there it takes
    what is told for what is only asked about.
    """
    ranked = [(value, State(name)) for value, name in asked.of(STATE)]
    if kind is None or asking:
        return ranked[0][1]
    lean = FORM_WEIGHT * (scores.get(FORM, kind) - (REFUSED if refused else 0.0))
    return max((value + (lean if state in TOLD else -lean), state) for value, state in ranked)[1]


def _denied(what: What, found: Evidence) -> bool:
    """Whether each word for it stands right after a denial: “调走了，不是去世”, “没住院”."""
    named = [event for event in found.told.events if event.cue.kind == CUES.get(what)]
    return bool(named) and all(denied(found.told.message, event) for event in named)


def _cued(what: What, found: Evidence) -> Cued | None:
    """The words that tell of it: those that the rules count, else the weightiest."""
    kind = CUES.get(what)
    counted = [event for event, _ in found.told.counted if event.cue.kind == kind]
    named = counted or [event for event in found.told.events if event.cue.kind == kind]
    return max(named, key=lambda event: (event.cue.weight, -event.start), default=None)


def _person(whose: Whose, cued: Cued | None, found: Evidence) -> Person | None:
    """The relative meant: of those that are `whose` the last one named before the event."""
    meant = [p for p in found.told.people if p.relation and forms().whose.get(p.relation) is whose]
    before = [p for p in meant if cued is None or p.start < cued.start]
    return before[-1] if before else meant[0] if meant else None


def _relation(what: What, whose: Whose, cued: Cued | None, person: Person | None, found: Evidence) -> str | None:
    if person:
        return person.relation
    held = next((holder for event, holder in found.told.counted if event is cued), None)
    if held and held.relation:
        return held.relation
    if whose is Whose.COLLEAGUE_KIN:
        return next((p.relation for p in reversed(found.told.people) if p.role == "kin"), None)
    only = [name for name, meant in forms().whose.items() if meant is whose]
    return only[0] if len(only) == 1 else None


def _name(whose: Whose, cued: Cued | None, found: Evidence) -> str | None:
    if whose not in OF_COLLEAGUES:
        return None
    held = next((holder for event, holder in found.told.counted if event is cued), None)
    if held and held.name:
        return held.name
    return next((p.name for p in found.told.people if p.role == "name"), None)


def _day(what: What, cued: Cued | None, found: Evidence, today: date) -> date | None:
    event = cued or _assumed(what, found)
    if event is None:
        return None
    told = found.told
    day, _ = event_date(told.message, event, list(told.events), list(told.days), today)
    return day


def _assumed(what: What, found: Evidence) -> Cued | None:
    """Where no word of ours tells of it: as if it were said right after the first day that is named."""
    cue = next((cue for cue in reports_lexicon().cues if cue.kind == CUES.get(what)), None)
    day = next(iter(found.told.days), None)
    return Cued(cue, day.end, day.end, "") if cue and day else None
