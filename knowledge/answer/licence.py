"""Which sentence the reading licenses: joy only over a joy, condolence only over a death, a figure only for whom the
clause names. Nothing here looks at the words of the message."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.answer.entries import KIN
from knowledge.answer.openings import Opening
from knowledge.answer.rules import Limits, Rules
from knowledge.reading.model import Act, Event, Reading, Remark, State, What, Whose, dark, sorrowful
from knowledge.reading.naming import OWN

GRAVE = frozenset({What.DEATH, What.ILLNESS, What.ILLNESS_STAY, What.PREGNANCY_LOSS})
SPEAKS_OF_IT = frozenset({Act.TELL, Act.REPORT, Act.MOOD, Act.SHARE})
GLAD = frozenset({Act.TELL, Act.REPORT, Act.SHARE, Act.MOOD, Act.FUN, Act.THANK})
DARKENS = frozenset({Act.COMPLAIN, Act.WITHDRAW})
MIXED = frozenset({What.RETIREMENT, What.PREGNANCY, What.MOVING})  # told in a mood, they are not sure to be joys
VAGUE = frozenset({What.OTHER, What.OTHER_JOY, What.OTHER_LOSS})  # may be what a clause is about
ELSE, FURTHER = "这样的亲人", "别的亲戚"  # a relative whom the message does not name
OF_MINE = re.compile("^(?:我|俺|咱)(?=.)")  # 我爷爷, as whoever answers calls him
FEAT = "feat"  # that something was won, in plain words
GLADDENS = frozenset({"joy", "warm", "relief"})
GLAD_MOODS = frozenset({Remark.PROUD, Remark.INVITE})


@dataclass(frozen=True, slots=True)
class Limit:
    """What must be said beside a clause for the happening in question. `outside`: no figure may be given."""

    says: str
    outside: bool


def opening(reading: Reading, before: Sequence[Reading], rules: Rules) -> str:
    """The one sentence said before the answer; "" where none is licensed. `before`: what was said in this talk."""
    rule = chosen(reading, before, rules)
    return said(rule, reading, before, rules) if rule else ""


def said(rule: Opening, reading: Reading, before: Sequence[Reading], rules: Rules) -> str:
    """What a rule says of the reading, in the words of the message where it names what is to be named."""
    return rule.say(len(before), rules.particulars.of(rule.event(reading.events), reading.words), reading.heard)


def chosen(reading: Reading, before: Sequence[Reading], rules: Rules) -> Opening | None:
    """The first rule that the reading licenses."""
    events = [event for event in reading.events if not _contradicted(event, reading.events)]
    if reading.acts == {Act.FUN}:
        events = [event for event in events if event.words or not sorrowful(event)]  # “馒头我蒸的” tells of no illness
    fitting = rules.openings_for(events, reading.remarks)
    return next((rule for rule in fitting if _licensed(rule, reading, before, rules)), None)


def _contradicted(event: Event, events: Iterable[Event]) -> bool:
    """Whether a death is told of somebody who lies in hospital (“我爸还在住院，按去世报”)."""
    alive = (one for one in events if one.what is What.ILLNESS_STAY and one.state is State.HAPPENED)
    return event.what is What.DEATH and any(one.whose is event.whose for one in alive)


def _licensed(rule: Opening, reading: Reading, before: Sequence[Reading], rules: Rules) -> bool:
    own_affairs = bool(reading.questions) and all(one.topic.startswith(OWN) for one in reading.questions)
    if own_affairs and Act.COMPLAIN in reading.acts:
        return False  # who waits for an answer is met with an apology
    if rule.mood == "doubt":
        return any(map(sorrowful, reading.events)) and bool(reading.acts & SPEAKS_OF_IT)
    if any(sorrowful(event) for one in before for event in one.events) and rule.mood in GLADDENS:
        return False
    if rule.mood in {"warm", "relief"}:
        dim = reading.acts & DARKENS or any(map(sorrowful, reading.events))
        return not dim and not (rule.mood == "relief" and dark(reading))
    if rule.mood != "joy":
        asked = Act.ASK in reading.acts and not reading.dark  # “会员卡丢了去哪补” is no sorrow
        return not (asked and What.OTHER_LOSS in rule.what)
    if rules.falls.search(reading.text):
        return False  # who is moved down is not congratulated
    if not rule.what and FEAT not in rules.particulars.of(None, reading.words):
        return False  # a feeling alone does not tell what there is to be glad of
    glad = reading.acts & GLAD or reading.remarks & GLAD_MOODS or _told_beside(rule, reading)
    told = glad and not own_affairs
    return bool(told) and not dark(reading) and not reading.acts & DARKENS and not _mixed(rule, reading)


def _told_beside(rule: Opening, reading: Reading) -> bool:
    """Whether the happening stands outside of all that is asked: that it has happened is told (“今早孩子出生，能报两份
    吗”), and not only asked of."""
    event = rule.event(reading.events)
    return (
        event is not None
        and bool(event.words and reading.askings)
        and not any(event.words in asking.said for asking in reading.askings)
    )


def _mixed(rule: Opening, reading: Reading) -> bool:
    """Whether it is told in a mood of which nobody can tell that it is a glad one."""
    moody = Act.MOOD in reading.acts and not reading.remarks & GLAD_MOODS
    return moody and any(event.what in MIXED for event in reading.events if event.what in rule.what)


def limit(kind: str, events: Iterable[Event], rules: Rules) -> Limit | None:
    """What must be said of the events beside the clause of `kind`; None where the clause is theirs, or none is told.
    What lies outside the clause weighs more than what it leaves open."""
    known = rules.limits.get(kind)
    if known is None:
        return None
    found = [said for event in _concerned(events, known) if (said := _limit(event, known))]
    return next((one for one in found if one.outside), found[0] if found else None)


def kinds_of(event: Event, rules: Rules) -> list[str]:
    """The kinds whose clauses may be about such an event, those that name its person first."""
    found = [kind for kind, known in rules.limits.items() if event.what in known.what]
    return sorted(found, key=lambda kind: event.whose not in rules.limits[kind].whose)


def instead(kind: str, events: Iterable[Event], rules: Rules) -> str:
    """The event of another clause that the happenings are, by whose they are; "" where one of them is of this one."""
    known = rules.limits.get(kind)
    own = [event for event in _concerned(events, known) if event.what in known.what] if known else []
    others = {known.instead.get(event.whose, "") for event in own} if known else set()
    return others.pop() if len(others) == 1 else ""


def _concerned(events: Iterable[Event], known: Limits) -> list[Event]:
    """The events that the clause may be about: not those denied or unreal, and not another clause's beside its own."""
    there = [event for event in events if event.state not in {State.DENIED, State.UNREAL}]
    own = [event for event in there if event.what in known.what]
    named = [event for event in there if event.what in {*known.open, *known.outside}]
    return [*own, *named] or there[:1]


def _limit(event: Event, known: Limits) -> Limit | None:
    outside = event.whose not in known.whose
    if event.what not in {*known.what, *known.open, *known.outside, *VAGUE}:
        return Limit(known.rest, outside)  # something else altogether: a divorce, of a child's university
    by_person = _named(event.whose, known) or (_named("kin", known) if event.whose in KIN else None)
    if outside:
        return _calling(by_person, event) if by_person else Limit(known.rest, outside=True)
    return None if event.what in known.what else _named(event.what, known) or Limit(known.rest, outside=False)


def _calling(limit: Limit, event: Event) -> Limit:
    """The limit with the relative called as the message calls him."""
    whom = OF_MINE.sub("您", event.called) or (FURTHER if event.whose is Whose.OTHER_KIN else ELSE)
    return replace(limit, says=limit.says.replace("{whom}", whom))


def _named(key: str, known: Limits) -> Limit | None:
    if key in known.outside:
        return Limit(known.outside[key], outside=True)
    return Limit(known.open[key], outside=False) if key in known.open else None


def about(topic: str, others: Collection[str], reading: Reading, rules: Rules) -> Reading:
    """The reading without the happenings that belong to other kinds that are asked about, too."""
    kept = [
        event
        for event in reading.events
        if topic in (kinds := kinds_of(event, rules))
        or not set(kinds) & set(others)
        or (not reading.apart and limit(topic, [event], rules))
    ]
    return replace(reading, events=tuple(kept))
