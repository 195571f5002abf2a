"""A happening told in pieces: a message that adds to what was told before, or sets it right, and asks nothing.

Who is meant by “没了” or “心梗，走得急” is whom the talk is about: a child that was expected, or whoever was ill.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.lexicon.model import STRONG
from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.dating import LEAVES, day_of, detailed
from knowledge.reading.details import NOT_KNOWN, WRONG, detail, names_its_day
from knowledge.reading.happenings import AT_HOSPITAL, CUES
from knowledge.reading.heads import ACT
from knowledge.reading.heard import Heard
from knowledge.reading.model import Act, Event, Onward, Reading, State, What, Whose, sorrowful
from knowledge.reading.naming import OUT, OWN
from knowledge.reading.report import forms
from knowledge.reading.rules.hospital import hospital
from knowledge.reading.rules.people import Person
from knowledge.reading.topic import NOBODY, SPOKEN_OF, Topic
from knowledge.reading.weighing import QUARREL

LONGEST_NOUN = 8  # characters of a bare side (“材料”, “慰问金”), which asks
POLITE = frozenset({Act.THANK, Act.BYE, Act.GREET, Act.REFUSE, Act.WITHDRAW})
MOURNERS = frozenset({Act.GREET, Act.REFUSE})
TELLING = frozenset({Act.TELL, Act.MOOD, Act.REPORT, Act.CORRECT})
ONE_MATTER = frozenset({What.ILLNESS, What.ILLNESS_STAY, What.HARDSHIP})  # told of one person they are one story
JOYS = frozenset({What.CHILDBIRTH, What.UNIVERSITY, What.MARRIAGE, What.RETIREMENT})
HIS_OWN = frozenset({What.ILLNESS_STAY, What.MARRIAGE, What.RETIREMENT, What.BIRTHDAY})  # where nobody is named
LOST = Late(r"没了|没保住|保不住|流掉|流产|引产|没有?心跳|停育")  # of a child that was expected
PUT_OFF_NOW = (State.HAPPENED, State.PLANNED)
HIMSELF = Late(r"我(?:自己|本人)")
MEANT = Late(r"(?:是|成|为|指|叫|错了?)[,，。 ]?(?:替|给)?(?:我们?|咱们?|他|她)?[^,，。!！?？是]{0,4}$")
DEED = Late(r"^(?:那|对了|哦|[,，。 ])*(?:我|俺|我们|咱)?[^,，。]*(?:领|办|住|进|退|动|做|开)(?:的|了|过|院|证|酒)")
DENIES = Late(r"不是|并非|没说")


def begins(heard: Heard, topic: Topic) -> Reading | None:
    """Whose it is, or what of it, of a happening that was to be reported (“住院报备”, “是我们组的老郑”)."""
    what = next((one for one, kind in CUES.items() if kind == topic.main), None)
    people = _people(heard)
    if what and topic.asked and not (topic.event or people):
        return _dated(heard, what)
    known = topic.asked or topic.event or any(one.what is not what for one in heard.reading.events)
    if what is None or known or len(people) > 1 or asks(heard.reading.text):
        return None
    own = Event(what, Whose.SELF, State.HAPPENED)
    event = detailed(_instead(own, people[0]) if people else own, heard)
    himself = event.day or any(one.role == "self" for one in heard.found.told.people)
    return _with(heard.reading, event, Onward.NOTED) if people or (himself and what in HIS_OWN) else None


def _dated(heard: Heard, what: What) -> Reading | None:
    """“我是去年十二月二十号领的”, after a question: what was asked about has happened, or will, on that day."""
    alone = heard.reading
    plain = DEED.search(alone.text) and not asks(alone.text) and names_its_day(heard)
    if what not in HIS_OWN or not plain or any(one.what is not what for one in alone.events):
        return None
    there = (detailed(Event(what, Whose.SELF, state), heard) for state in (State.HAPPENED, State.PLANNED))
    return next((_with(alone, one, Onward.NOTED) for one in there if one.day), None)


def goes_on_with_it(alone: Reading, topic: Topic) -> bool:
    """Whether a message tells how what was spoken of before has ended: by itself it reads as a death of nobody in
    particular (“没了，上周的事”), or as any death where a child is expected; and it asks nothing."""
    own = next(iter(alone.events), None)
    ended = own is not None and own.what is What.DEATH and (topic.expecting or own.whose in NOBODY | {Whose.SELF})
    return ended and topic.event is not None and not asks(alone.text)


def told_on(heard: Heard, topic: Topic, *, mends: bool, corrects: bool) -> Reading | None:
    """The reading of a message that goes on with what was told; None where it does something else. `mends`: it sets
    something right; `corrects`: it is what is said in place of that."""
    before, alone = topic.event, heard.reading
    idly = (topic.mourns or not heard.found.facets) and _only_wonders(heard)
    asking = _asks(heard) and not idly
    if before is None or before.state not in SPOKEN_OF or asking or (not corrects and _polite(alone, topic)):
        return None
    if mends or Act.CORRECT in alone.acts or _told_of_before(heard, topic):
        mended = _mended(heard, topic, before, corrects=corrects)
        anew = any(one.words and one.what is not before.what for one in alone.events)
        of_it = not anew if corrects else WRONG.search(alone.text)
        beside = mends and not topic.asked and of_it  # what no event holds: “明年一月”, the day of the farewell
        return mended or (_beside(alone, before) if beside else None)
    if Act.AGREE in alone.acts:
        return _agreed(alone, before)
    best, act = heard.scores.best(ACT)
    if (
        best > heard.scores.bars.act_in_talk
        and Act(act) not in (TELLING | {Act.ASK} if idly else TELLING)
        and not (topic.mourns or before.state is State.PAST or before.what in JOYS)
    ):
        return None
    return _more(heard, topic, before)


def _beside(alone: Reading, before: Event) -> Reading:
    """What is set right is nothing that the event holds."""
    more = _with(alone, before, Onward.MORE)
    return replace(more, acts=more.acts | {Act.CORRECT})


def _told_of_before(heard: Heard, topic: Topic) -> bool:
    """Whether it comes back to a colleague who was told of, and tells nothing else."""
    named = [one.name for one in heard.found.told.people if one.name]
    back = any(topic.named(name) for name in named)
    return back and all(event.whose in {Whose.COLLEAGUE, Whose.COLLEAGUE_KIN} for event in heard.reading.events)


def _asks(heard: Heard) -> bool:
    """Whether it asks, by its words, or is a bare side; or wishes something done."""
    alone, found = heard.reading, heard.found
    bare = len(alone.text) <= LONGEST_NOUN and bool(found.facets)
    return alone.wish is not None or asks(NOT_KNOWN.sub("", alone.text)) or bare


def _polite(alone: Reading, topic: Topic) -> bool:
    """Whether it only thanks, greets or refuses; a mourner who speaks of people greets nobody."""
    polite = alone.acts & POLITE - (MOURNERS if topic.mourns else frozenset())
    return bool(polite) and not detail(alone.text)


def _only_wonders(heard: Heard) -> bool:
    """“吃饭都不晓得做几样菜”: what is not known, with no topic in it."""
    alone = heard.reading
    named = any(value >= STRONG for value in heard.found.rules.values())
    return alone.wish is None and not named and not asks(NOT_KNOWN.sub("", alone.text))


def _foreign(heard: Heard, event: Event) -> bool:
    """Whether words of another topic stand in it."""
    ours = {CUES.get(event.what), "hardship", "hospitalization"}
    rules = heard.found.rules
    return any(value >= STRONG and not one.startswith(("-", OUT)) and one not in ours for one, value in rules.items())


def _agreed(alone: Reading, before: Event) -> Reading | None:
    """“好，领完证再来说” tells nothing new."""
    if any(one.what is not before.what for one in alone.events):
        return None
    return replace(alone, acts=frozenset({Act.AGREE}), questions=(), events=(), kept=(before,), carried=True)


def _more(heard: Heard, topic: Topic, before: Event) -> Reading | None:
    alone, people = heard.reading, _people(heard)
    own = next(iter(alone.events), None)
    if topic.expecting and LOST.search(alone.text):
        own = replace(own or before, what=What.DEATH, state=State.HAPPENED)
    if own is None or own.state is State.ASKED:
        if not (topic.mourns or detail(alone.text)) and (any(one.name for one in people) or _foreign(heard, before)):
            return None
        added = detailed(before, heard)
        return _with(alone, added, _goes_on(before, added))
    of_himself = before.whose is not Whose.SELF and HIMSELF.search(alone.text)
    if of_himself or (people and not _same_person(own, before)):
        return None
    in_hospital = any(one.cue.kind == "hospitalization" for one in heard.found.told.events)
    if own.what is What.DEATH and in_hospital:
        return None  # “快出院了，再不来就走了”
    event = _of_the_talk(own, topic, before, alone.text)
    if event is None:
        return None
    same = event.what is before.what or {event.what, before.what} <= ONE_MATTER
    added = detailed(event, heard)
    return _with(alone, added, _goes_on(before, added) if same else None)


def _goes_on(before: Event, event: Event) -> Onward:
    """More of the same, or its day or place, which is said back."""
    if (before.day and event.day and event.day != before.day) or (before.state, event.state) == PUT_OFF_NOW:
        return Onward.MENDED
    known = (before.day, before.hospital, before.name)
    noted = event.what is before.what and (event.day, event.hospital, event.name) != known
    return Onward.NOTED if noted else Onward.MORE


def _of_the_talk(own: Event, topic: Topic, before: Event, text: str) -> Event | None:
    """The event told, befalling whom the talk is about; None where it is another matter."""
    if own.what is What.DEATH:
        if topic.expecting:
            return replace(own, what=What.PREGNANCY_LOSS, whose=Whose.SELF, relation=None, state=State.HAPPENED)
        dead = before.what in {*ONE_MATTER, What.DEATH} and before.whose not in NOBODY | {Whose.SELF}
        known = (own.day or before.day) if before.what is What.DEATH else own.day  # not the day that he fell ill
        told = replace(_of(own, before), state=State.HAPPENED, day=known)
        return told if dead and own.state in SPOKEN_OF else None
    if {own.what, before.what} <= ONE_MATTER:
        other_day = LEAVES.search(own.words) or LEAVES.search(text)
        day = before.day if other_day else own.day or before.day
        return replace(before, day=day, hospital=own.hospital or before.hospital)
    if {own.what, before.what} <= QUARREL:
        return replace(own, whose=before.whose)
    return replace(_of(own, before), day=own.day or before.day) if own.what is before.what else None


def _of(own: Event, before: Event) -> Event:
    return replace(own, whose=before.whose, relation=before.relation, name=before.name)


def _mended(heard: Heard, topic: Topic, before: Event, *, corrects: bool) -> Reading | None:
    """What was told, with what the message says in its place; None where it says nothing that a report holds. Only
    what is changed by it is said to be set right."""
    people = _people(heard)
    of = next((one for person in people if person.name and (one := topic.named(person.name))), before)
    if of is before and of.what not in AT_HOSPITAL and hospital(heard.found.told.message.text):
        of = next((one for one in topic.told if one.what in AT_HOSPITAL), before)
    event = detailed(of, heard, corrects=True)
    own = next((one for one in heard.reading.events if one.words and one.state is not State.DENIED), None)
    if own and own.what is not event.what and own.what in CUES:
        event = replace(event, what=own.what)
    instead = [one for one in people if corrects or _in_place(heard, one)]
    if instead and of is before:
        event = _instead(event, instead[-1])
    elif not people and any(one.role == "self" and not _denied(heard, one) for one in heard.found.told.people):
        event = replace(event, whose=Whose.SELF, relation=None, name=None) if own else event
    if event == of and not _named_again(of, heard):
        return None
    only_more = replace(of, day=event.day, hospital=event.hospital, ward=event.ward) == event
    known = bool(of.day or of.hospital) and event != of
    mended = _with(heard.reading, event, Onward.NOTED if only_more and not known else Onward.MENDED)
    if topic.asked and topic.main.startswith(OWN):  # “不是我的，是替老李报的” asks on of the report
        return replace(mended, acts=mended.acts | {Act.ASK}, questions=topic.questions, onward=None)
    return mended


def _named_again(event: Event, heard: Heard) -> bool:
    """Whether its day or its place is named once more, as it is known."""
    said = heard.found.told.message.text
    return bool((event.hospital and hospital(said)) or (event.day and day_of(event, heard, corrects=True) == event.day))


def _in_place(heard: Heard, person: Person) -> bool:
    """Whether somebody is named as the one who was meant (“是我岳父”), and not by the way (“风水先生改了日子”)."""
    return bool(MEANT.search(heard.found.told.message.text[: person.start]))


def _instead(event: Event, person: Person) -> Event:
    whose = forms().whose.get(person.relation or "", Whose.COLLEAGUE)
    return replace(event, whose=whose, relation=person.relation, name=person.name or None)


def _people(heard: Heard) -> list[Person]:
    """Whom the message names, but for those of whom it says that it is not they."""
    named = (one for one in heard.found.told.people if one.role == "kin" or one.name)
    return [one for one in named if not _denied(heard, one)]


def _denied(heard: Heard, person: Person) -> bool:
    said = heard.found.told.message.text
    return bool(DENIES.search(said[max(0, person.start - 3) : person.start]))


def _same_person(own: Event, before: Event) -> bool:
    return own.whose is before.whose and (own.name is None or own.name == before.name)


def _with(alone: Reading, event: Event, onward: Onward | None) -> Reading:
    return replace(
        alone,
        acts=frozenset({Act.TELL} | ({Act.CORRECT} if onward is Onward.MENDED else set())),
        questions=(),
        events=(event,),
        dark=alone.dark or sorrowful(event),
        onward=onward,
        carried=True,
    )
