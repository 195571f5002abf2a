"""A happening told in pieces: a message that adds to what was told before, or sets it right, and asks nothing.

Who is meant by “没了” or “心梗，走得急” is whom the talk is about: a child that was expected, or whoever was ill.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from knowledge.calendar.mentions import Tense, meant
from knowledge.calendar.years import in_year_said
from knowledge.lexicon.model import STRONG
from knowledge.reading.asking import asks
from knowledge.reading.happenings import AT_HOSPITAL, CUES
from knowledge.reading.heads import ACT, ALARM, DANGER, YES
from knowledge.reading.model import Act, Danger, Event, Onward, Reading, State, What, Whose, sorrowful
from knowledge.reading.naming import OUT, OWN
from knowledge.reading.report import forms
from knowledge.reading.rules.hospital import hospital, ward
from knowledge.reading.rules.people import Person
from knowledge.reading.topic import NOBODY, SPOKEN_OF, Topic

if TYPE_CHECKING:
    from knowledge.reading.reader import Heard

SURELY = 1.0  # log-odds from which an act is sure enough to be no telling
LONGEST_NOUN = 8  # characters of a bare side (“材料”, “慰问金”), which asks
AT_HOME = -2.6  # log-odds of any danger that is enough in a talk about a quarrel at home
POLITE = frozenset({Act.THANK, Act.BYE, Act.GREET, Act.REFUSE, Act.WITHDRAW})
MOURNERS = frozenset({Act.GREET, Act.REFUSE})
TELLING = frozenset({Act.TELL, Act.MOOD, Act.REPORT, Act.CORRECT})
ONE_MATTER = frozenset({What.ILLNESS, What.ILLNESS_STAY, What.HARDSHIP})  # told of one person they are one story
JOYS = frozenset({What.CHILDBIRTH, What.UNIVERSITY, What.MARRIAGE, What.RETIREMENT})
QUARREL = frozenset({What.FAMILY_CONFLICT, What.VIOLENCE, What.DIVORCE})
MOURNING_DAYS = re.compile(r"[头一二三四五六七尽满断]七|百日|满月|周年|下葬|火化|出殡|落葬|追悼|告别|坟|墓")
LEAVES = re.compile(r"出(?:了)?院|回家|手术|开刀|做的")
#: What stands beside a day in a message that does no more than name it: “上周五走的”, “大概是前天半夜”.
BESIDE_A_DAY = re.compile(
    r"(?:[是在的就了吧啊呀嗯哦那天约刚走没进去住生领办入上下午早中晚夜里半点多钟分\d,，。.!！ ]"
    r"|大概|应该|可能|好像|凌晨|住院|证|登记)*"
)
SETS_RIGHT = re.compile(r"不对|[写说打记弄搞报填]错|不是|应该是|改成|改为|改到|口误|嘴快|(?:说|讲|指)的?是")
NOT_KNOWN = re.compile(r"(?:不|没)(?:晓得|知道|想好|明白)[^,，。?？]*")  # what somebody does not know asks nobody
DENIES = re.compile(r"不是|并非|没说")


def told_on(heard: Heard, topic: Topic, *, corrects: bool) -> Reading | None:
    """The reading of a message that goes on with what was told; None where it does something else."""
    before, alone = topic.event, heard.reading
    idly = (topic.mourns or not heard.found.facets) and _only_wonders(heard)
    asking = _asks(heard) and not idly
    if before is None or before.state not in SPOKEN_OF or asking or _polite(alone, topic):
        return None
    if corrects or Act.CORRECT in alone.acts or _told_of_before(heard, topic):
        return _mended(heard, topic, before, corrects=corrects)
    if Act.AGREE in alone.acts:
        return _agreed(alone, before)
    best, act = heard.scores.best(ACT)
    if (
        best > SURELY
        and Act(act) not in TELLING
        and not (topic.mourns or before.state is State.PAST or before.what in JOYS)
    ):
        return None
    return _more(heard, topic, before)


def _told_of_before(heard: Heard, topic: Topic) -> bool:
    """Whether it comes back to a colleague who was told of, and tells nothing else."""
    named = [one.name for one in heard.found.told.people if one.name]
    back = any(topic.named(name) for name in named)
    return back and all(event.whose in {Whose.COLLEAGUE, Whose.COLLEAGUE_KIN} for event in heard.reading.events)


def danger_goes_on(heard: Heard, topic: Topic) -> bool:
    """Whether blows are told of in a talk about a quarrel at home: “我家那位脾气不好”, “喝了酒就动手”."""
    at_home = topic.main == "family_conflict" or any(one.what in QUARREL for one in topic.told)
    if not at_home or asks(heard.reading.text):
        return False
    blows = any(one.what is What.VIOLENCE and one.state is State.HAPPENED for one in heard.reading.events)
    scores = heard.scores
    return blows or (scores.get(ALARM, YES) > AT_HOME and scores.best(DANGER)[1] == Danger.THREAT)


def _asks(heard: Heard) -> bool:
    """Whether it asks, by its words, or is a bare side; or wishes something done."""
    alone, found = heard.reading, heard.found
    bare = len(alone.text) <= LONGEST_NOUN and bool(found.facets)
    return alone.wish is not None or asks(alone.text) or bare


def _polite(alone: Reading, topic: Topic) -> bool:
    """Whether it only thanks, greets or refuses; a mourner who speaks of people greets nobody."""
    return bool(alone.acts & POLITE - (MOURNERS if topic.mourns else frozenset()))


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
    if own is None or own.state is State.ASKED:
        if not topic.mourns and (any(one.name for one in people) or _foreign(heard, before)):
            return None
        added = _detailed(before, heard)
        return _with(alone, added, _goes_on(before, added))
    if people and not _same_person(own, before):
        return None
    in_hospital = any(one.cue.kind == "hospitalization" for one in heard.found.told.events)
    if own.what is What.DEATH and in_hospital:
        return None  # “快出院了，再不来就走了”
    event = _of_the_talk(own, topic, before, alone.text)
    if event is None:
        return None
    same = event.what is before.what or {event.what, before.what} <= ONE_MATTER
    detailed = _detailed(event, heard)
    return _with(alone, detailed, _goes_on(before, detailed) if same else None)


def _goes_on(before: Event, event: Event) -> Onward:
    """More of the same, or its day or place, which is said back."""
    if before.day and event.day and event.day != before.day:
        return Onward.MENDED
    noted = event.what is before.what and (event.day, event.hospital) != (before.day, before.hospital)
    return Onward.NOTED if noted else Onward.MORE


def _of_the_talk(own: Event, topic: Topic, before: Event, text: str) -> Event | None:
    """The event told, befalling whom the talk is about; None where it is another matter."""
    if own.what is What.DEATH:
        if topic.expecting:
            return replace(own, what=What.PREGNANCY_LOSS, whose=Whose.SELF, relation=None, state=State.HAPPENED)
        dead = before.what in {*ONE_MATTER, What.DEATH} and before.whose not in NOBODY | {Whose.SELF}
        return replace(_of(own, before), state=State.HAPPENED) if dead and own.state in SPOKEN_OF else None
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
    """What was told, with what the message says in its place; None where it says nothing that a report holds."""
    people = _people(heard)
    of = next((one for person in people if person.name and (one := topic.named(person.name))), before)
    if of is before and of.what not in AT_HOSPITAL and hospital(heard.found.told.message.text):
        of = next((one for one in topic.told if one.what in AT_HOSPITAL), before)
    event = _detailed(of, heard, corrects=corrects)
    own = next((one for one in heard.reading.events if one.words and one.state is not State.DENIED), None)
    if own and own.what is not event.what and own.what in CUES:
        event = replace(event, what=own.what)
    if people and of is before:
        event = _instead(event, people[-1])
    elif not people and any(one.role == "self" and not _denied(heard, one) for one in heard.found.told.people):
        event = replace(event, whose=Whose.SELF, relation=None, name=None) if own else event
    if event == of and (event == _bare(of, heard) or not (event.day or event.hospital)):
        return None
    only_more = replace(of, day=event.day, hospital=event.hospital, ward=event.ward) == event
    known = bool(of.day or of.hospital)
    mended = _with(heard.reading, event, Onward.NOTED if only_more and not known else Onward.MENDED)
    if topic.asked and topic.main.startswith(OWN):  # “不是我的，是替老李报的” asks on of the report
        return replace(mended, acts=mended.acts | {Act.ASK}, questions=topic.questions, onward=None)
    return mended


def _bare(event: Event, heard: Heard) -> Event:
    """The event, changed where the message names a day or a place at all: said once more, it is confirmed."""
    said = heard.found.told.message.text
    return replace(event, words="") if hospital(said) or heard.found.told.days else event


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


def _detailed(event: Event, heard: Heard, *, corrects: bool = False) -> Event:
    """The event with the day and the place that the message names."""
    said = heard.found.told.message.text
    place = hospital(said) if event.what in AT_HOSPITAL else None
    return replace(
        event,
        day=_day(event, heard, corrects=corrects) or event.day,
        hospital=place or event.hospital,
        ward=(ward(said, place) if place else None) or event.ward,
    )


def _day(event: Event, heard: Heard, *, corrects: bool) -> date | None:
    """The day that the message names for it, one of the calendar before “前天”; of a bare year (“我是说明年”) the same
    day then. The day of leaving hospital is another one."""
    text, today = heard.found.told.message.text, heard.today
    if event.what in AT_HOSPITAL and LEAVES.search(text):
        return None
    if event.what is What.DEATH and MOURNING_DAYS.search(text):
        return None
    ahead = event.state is State.PLANNED
    tense: Tense = "future" if ahead else "past"
    its_day = corrects or _names_its_day(heard)
    if its_day and (day := meant(heard.found.told.days, today, tense)) and (ahead or day <= today):
        return day
    return in_year_said(text, event.day, today) if event.day else None


def _names_its_day(heard: Heard) -> bool:
    """Whether a day in the message is that of the happening: it names hardly more, or sets something right. The day of
    “昨晚又没睡着” is another one."""
    text = heard.found.told.message.text
    spans = [(one.start, one.end) for one in heard.found.told.days]
    rest = "".join(char for at, char in enumerate(text) if not any(start <= at < end for start, end in spans))
    rest = rest.replace(hospital(text) or "\0", "")
    return bool(BESIDE_A_DAY.fullmatch(rest) or SETS_RIGHT.search(text))


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
