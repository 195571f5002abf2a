"""Who names nobody but a person (“那我妈呢”) asks or tells the same of that person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.reading.asking import asks
from knowledge.reading.happenings import CUES, KINDS
from knowledge.reading.heard import Heard
from knowledge.reading.manner import manner
from knowledge.reading.members import as_member
from knowledge.reading.model import Act, Event, Onward, Question, Reading, State, What, Whose
from knowledge.reading.naming import COVERED, PLAIN
from knowledge.reading.report import forms
from knowledge.reading.rules.people import Person
from knowledge.reading.topic import Topic

ILLNESSES = frozenset({What.ILLNESS, What.ILLNESS_STAY})


def person_alone(heard: Heard) -> Person | None:
    """The one person who is all that the message names."""
    said = heard.found.told.message.text
    people = [one for one in heard.found.told.people if one.role in {"kin", "colleague", "name"}]
    if len(people) != 1:
        return None
    person = people[0]
    rest = said[: person.start] + said[person.end :]
    return person if manner().person_only.fullmatch(rest) else None


def of_person(heard: Heard, topic: Topic, person: Person, shown: Sequence[str], *, corrects: bool) -> Reading:
    """The same sides (`shown`, else the talk's) asked of another person; where he completes or corrects what was told,
    that is told of him anew."""
    alone, before = heard.reading, topic.event
    what = before.what if before else next((one for one, kind in CUES.items() if kind == topic.main), None)
    whose = forms().whose.get(person.relation or "", Whose.COLLEAGUE)
    same = before is not None and before.whose is whose
    mended = Onward.MENDED if corrects else Onward.NOTED if same else None
    told = before is not None and before.state is not State.ASKED
    retold = told and (corrects or not (topic.asked or asks(alone.text)))
    events = _retold(what, before if retold else None, whose, person)
    acts = alone.acts - {Act.ASK} | {Act.TELL} if retold else alone.acts | {Act.ASK}
    sides = shown or (topic.facets if events else [COVERED])
    asked = tuple(Question(topic.main, side) for side in sides)
    if before is None and not topic.asked and events and not asks(alone.text):
        told_now = tuple(replace(one, state=State.HAPPENED) for one in events)  # “住院报备”, “老郑”
        return replace(
            alone, acts=frozenset({Act.TELL}), questions=(), events=told_now, onward=Onward.NOTED, carried=True
        )
    if retold:
        return replace(alone, acts=acts, questions=(), events=events, onward=mended, carried=True)
    return replace(alone, acts=acts, questions=asked, events=events, carried=True)


def _retold(what: What | None, before: Event | None, whose: Whose, person: Person) -> tuple[Event, ...]:
    if what is None:
        return ()
    event = before or Event(what, whose, State.ASKED)
    return (replace(event, whose=whose, relation=person.relation, name=person.name),)


def member_himself(alone: Reading, topic: Topic, told: Event) -> Reading:
    """“她也是会员”, after “我妈退休了”: the same, asked or told of a member."""
    meant = as_member(told)
    asked = topic.questions if topic.asked else (Question(topic.main, PLAIN),) if topic.main in KINDS else ()
    return replace(alone, acts=alone.acts | {Act.ASK}, questions=asked, events=(meant,), carried=True)


def of_the_same(heard: Heard, topic: Topic) -> tuple[Event, ...]:
    """The events, each like the one told of befalling the same person where the message names nobody; what the dead
    suffered from is no event of its own."""
    before = topic.event
    if before is None or any(one.role != "pronoun" for one in heard.found.told.people):
        return heard.reading.events
    whom = (before.whose, before.relation, before.name)
    return tuple(
        replace(one, whose=whom[0], relation=whom[1], name=whom[2])
        if one.what is before.what and one.state is State.ASKED
        else one
        for one in heard.reading.events
        if not (topic.mourns and _of_the_dead(one))
    )


def _of_the_dead(event: Event) -> bool:
    """“嗯，肺癌，拖了两年”, after “我爸走了”: where nobody is named, whomever it was taken for."""
    return event.what in ILLNESSES
