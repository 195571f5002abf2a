"""A message in the light of what the talk is about (`topic.py`). Rules, the first that fits:

1. danger, and long messages: nothing is carried;
2. thanks and nods ask nothing; what goes on with a happening told before asks nothing either (`onward.py`);
3. a wish to report or to withdraw takes the kind of the talk where it names none;
4. “第三个” counts in the list shown last; “这几个里” asks of that list;
5. who names nothing but a person (“那我妈呢”) asks the same of that person;
6. what names no topic by a word of its own asks of the topic of the talk; what names one, but no side, asks the same
   sides of it; what names both is a whole question, and carries nothing but the happening told of.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.lexicon.model import STRONG
from knowledge.reading.asking import asks
from knowledge.reading.evidence import ENOUGH
from knowledge.reading.happenings import CUES
from knowledge.reading.heads import ACT, FACET, TOPIC
from knowledge.reading.manner import manner
from knowledge.reading.members import says_member
from knowledge.reading.model import (
    Act,
    Danger,
    Event,
    Question,
    Reading,
    State,
    Turn,
    Wanted,
    Whose,
    Wish,
    sorrowful,
)
from knowledge.reading.naming import COMPARISON, META, OUT, OWN, PLAIN, PRIVACY, UNHEARD, UNNAMED, WHOLES
from knowledge.reading.onward import danger_goes_on, told_on
from knowledge.reading.ordinal import ordinal_in
from knowledge.reading.own import asked_of_own
from knowledge.reading.persons import member_himself, of_person, person_alone
from knowledge.reading.refusals import asked_of_it, insists
from knowledge.reading.report import opens
from knowledge.reading.rules.lexicon import reports_lexicon
from knowledge.reading.topic import KINDS_LISTED, NOBODY, SPOKEN_OF, Topic
from knowledge.reading.wishes import with_wish

if TYPE_CHECKING:
    from knowledge.reading.reader import Heard

LONGEST, SHORT, BARE = 26, 12, 8
LEADS_ON = re.compile(
    r"^(那|还有|另外|再问|然后|嗯|哦|噢|好|ok|那么|这个|那个|它|这|上面|刚才|前面|第[一二三四五六七八九十])|(呢|喃|咧)[?？。!]*$"
)
NODS = re.compile(r"(嗯|哦|噢|好|的|ok|了|吧|知道|明白|清楚|行|可以|谢|你|您|啦|呀|啊|收到|懂|[,，。!！~])+")
ASKING = frozenset({Act.ASK, Act.CORRECT})
NAMED, NAMED_BY_A_WORD, NAMED_OWN = 0.0, -2.5, -1.0
SHOWN, SHOWN_BY_A_WORD = -0.5, -3.0
#: What a side alone (“要什么材料”, “能领多少”) is taken for where nothing was said before.
STAND_INS = frozenset({"bot_how_to_report", "bot_status"})
MONEY = frozenset(
    {"amount", "form", "payout", "frequency", "quota", "fee", "comparison"}
)  # never sides of the bot's work
NEW_MATTER = re.compile(r"^[哎欸诶哦嗯啊]*(?:对了|还有[个件]事|换个(?:话题|事))")
BARE_WHOLES = frozenset({"all_money", "all_goods"})
TO_ME = re.compile(r"别再?跟我[^,。!]*")  # “别跟我念条文”
EVERY = re.compile(r"哪些|哪几|所有|一共|总共|全部|都|各|几[项种样]|分别")
CONFLICTS = {"family_conflict", "member_conflict"}
KINDS = frozenset(CUES.values())
POLITE = frozenset({Act.THANK, Act.AGREE, Act.GREET, Act.BYE, Act.FUN})
POINTS = re.compile(r"里面|其中|[这那]([几些里]|[一二两三四五六七八九十][项个样条])")
ALL_OF_THEM = re.compile(r"^(?:那|就)?(?:[两几]个|[两几]样|全部)?都(?:要|说|问|想|讲|来)")
OF_THE_LIST = re.compile(r"哪[个一项样种]|[百千]|\d{3}")


def read(heard: Heard, topic: Topic, *, corrects: bool = False) -> Reading:
    """The reading with what it carries over. `corrects`: it is said in place of what was understood before."""
    alone = heard.reading
    if alone.danger is Danger.NONE and danger_goes_on(heard, topic):
        alone = replace(alone, danger=Danger.THREAT)
    if alone.danger is not Danger.NONE:
        return alone
    if alone.turn and alone.turn is not Turn.MISSING and (not alone.wish or alone.wish.wanted is Wanted.WAIT):
        return replace(alone, acts=alone.acts - {Act.ASK}, questions=(), events=(), wish=None, kept=_told(topic))
    if topic.refused and insists(alone):
        return replace(alone, acts=alone.acts | {Act.COMPLAIN}, questions=(), events=(), kept=_told(topic))
    if of_own := asked_of_it(alone.text, topic) or asked_of_own(alone.text, topic):
        return replace(alone, acts=alone.acts | {Act.ASK}, questions=of_own, events=(), wish=None, kept=_told(topic))
    if NEW_MATTER.search(alone.text) and heard.found.rules and alone.questions:
        return alone
    if alone.wish:
        return _wished(alone, alone.wish, topic)
    return alone if len(alone.text) > LONGEST or not topic else _in_talk(heard, topic, corrects=corrects)


def _in_talk(heard: Heard, topic: Topic, *, corrects: bool) -> Reading:
    """A short message that is in no danger and wishes nothing."""
    heard = replace(heard, reading=replace(heard.reading, events=_of_the_same(heard, topic)))
    alone = heard.reading
    leads_on = corrects or bool(LEADS_ON.search(alone.text))
    if NODS.fullmatch(alone.text):
        return replace(alone, questions=(), kept=_told(topic))
    if topic.questions and (person := person_alone(heard)):
        return of_person(heard, topic, person, _shown(heard), corrects=corrects)
    if _quietly(heard, topic):
        return replace(alone, acts=alone.acts | {Act.ASK}, questions=(Question(PRIVACY, UNNAMED),), kept=_told(topic))
    if topic.event and says_member(alone.text) and not alone.events:
        return member_himself(alone, topic, topic.event)
    if not _of_the_bot(heard) and (onward := told_on(heard, topic, corrects=corrects)):
        return onward
    if not corrects and _tells_anew(alone):
        return alone
    if not topic.questions or _only_polite(heard):
        return replace(alone, questions=()) if topic.questions else alone
    if not corrects and not alone.acts & ASKING and not (leads_on and len(alone.text) <= SHORT):
        return alone
    asked = _counted(heard, topic) or _asked(heard, topic, leads_on=leads_on)
    if asked is None:
        return replace(alone, kept=_kept(alone, alone.questions, topic, corrects=corrects))
    kept = _kept(alone, asked, topic, corrects=corrects)
    return replace(alone, acts=alone.acts | {Act.ASK}, questions=asked, carried=True, kept=kept)


def _tells_anew(alone: Reading) -> bool:
    """“第二，老包住院”: a happening of its own, in words, and no question."""
    told = any(one.words and one.state in SPOKEN_OF for one in alone.events)
    return told and Act.ASK not in alone.acts and not asks(alone.text)


def _of_the_same(heard: Heard, topic: Topic) -> tuple[Event, ...]:
    """The events, each like the one told of befalling the same person where the message names nobody."""
    before = topic.event
    if before is None or any(one.role != "pronoun" for one in heard.found.told.people):
        return heard.reading.events
    whom = (before.whose, before.relation, before.name)
    return tuple(
        replace(one, whose=whom[0], relation=whom[1], name=whom[2])
        if one.what is before.what and one.state is State.ASKED
        else one
        for one in heard.reading.events
    )


def _told(topic: Topic) -> tuple[Event, ...]:
    return (topic.event,) if topic.event else ()


def _only_polite(heard: Heard) -> bool:
    """“好，麻烦你们了”: thanks and nods in words that ask nothing and name nothing."""
    alone = heard.reading
    if not alone.acts & POLITE or asks(alone.text):
        return False
    return Act(heard.scores.best(ACT)[1]) in POLITE or not (heard.found.rules or heard.found.facets)


def _wished(alone: Reading, wish: Wish, topic: Topic) -> Reading:
    """The wish and nothing that is asked; to report, the kind that the talk is about, with what was told of it, where
    the wish names none. After talk of an activity, “我要报” is no wish about a report."""
    plain = replace(alone, acts=with_wish(alone.acts, wish), questions=())
    if wish.kind or wish.wanted is Wanted.WITHDRAW or not topic:
        return plain
    if topic.kind is None and not topic.main.startswith((OWN, OUT)) and topic.main not in KINDS_LISTED:
        return replace(alone, wish=None)
    told = topic.event
    if wish.wanted is Wanted.REPORT and told and topic.kind and opens(told.what, told.whose) is None:
        asked = (Question(topic.kind, PLAIN),)  # “我妈住院了”, “帮我报一下”: whom the clause names is said first
        return replace(alone, acts=frozenset({Act.ASK}), questions=asked, wish=None, kept=(told,), carried=True)
    return replace(plain, wish=replace(wish, kind=topic.kind), kept=(told,) if told else (), carried=True)


def _asked(heard: Heard, topic: Topic, *, leads_on: bool) -> tuple[Question, ...] | None:
    """The questions with the topic or the sides that the message leaves out; None where it leaves out nothing."""
    alone, named, sides = heard.reading, _named(heard), _shown(heard)
    if named and named[0].startswith(OWN) and named[0] in {one.topic for one in alone.questions}:
        return None  # of the bot's own work the message is a question of its own
    said, named = named, list(dict.fromkeys(_meant_in_talk(one, heard, topic) for one in named))
    if COMPARISON in sides and topic.main in KINDS and len(named) < 2 and KINDS.issuperset(named):
        return _compared(named, topic)
    if named and sides and not leads_on and named == said:
        return None
    if not named and not sides and not leads_on and Act.CORRECT not in alone.acts:
        if len(alone.text) > SHORT or alone.acts != {Act.ASK}:
            return None
        sides = [UNNAMED]
    of_kind = topic.main.startswith(OWN) and topic.kind and not MONEY.isdisjoint(sides)
    topics = named or [topic.kind if of_kind and topic.kind else topic.main]
    return tuple(Question(one, side) for one in topics for side in sides or topic.facets[:1])


def _meant_in_talk(named: str, heard: Heard, topic: Topic) -> str:
    """Of the two conflicts that of the talk, where the message has no plain word for its own; of a bare “慰问金” the
    one for what was told."""
    kin = any(one.role == "kin" for one in heard.found.told.people)
    at_home = kin or bool(reports_lexicon().words["home"].search(heard.reading.text))
    plainly = at_home or heard.found.rules.get(named, 0.0) >= STRONG
    if {named, topic.main} == CONFLICTS and not plainly:
        return topic.main
    of_one = named in BARE_WHOLES and topic.event and topic.kind and not EVERY.search(heard.reading.text)
    return topic.kind if of_one and topic.kind else named


def _compared(named: list[str], topic: Topic) -> tuple[Question, ...]:
    """“跟退休比哪个多” compares with the topic of the talk, “一样多吗” that with the one before it."""
    pair = [topic.main, *named] if named else [one for one in (topic.before, topic.main) if one]
    return tuple(Question(one, COMPARISON) for one in dict.fromkeys(pair))


def _named(heard: Heard) -> list[str]:
    """The topics that the message names: likelier than not, or with a word of the lexicon behind it."""
    rules, ranked = heard.found.rules, heard.scores.of(TOPIC)
    words = {one.replace("-", OUT, 1) for one, value in rules.items() if value >= ENOUGH}
    sure = [one for value, one in ranked if value > NAMED and one != UNHEARD and _in_words(one, heard)]
    if own := _of_the_bot(heard):
        return sure or [own]
    backed = (one for value, one in ranked[:5] if value > NAMED_BY_A_WORD and one in words)
    return sure or [one for one in backed if _in_words(one, heard)][:1]


def _of_the_bot(heard: Heard) -> str:
    """The bot's own work, where it is the likeliest topic and reporting is spoken of: no talk was about that."""
    value, topic = heard.scores.best(TOPIC)
    words = manner().secrecy if topic == PRIVACY else manner().reporting
    named = topic.startswith(OWN) and value > NAMED_OWN and bool(words.search(heard.reading.text))
    return topic if named else ""


def _quietly(heard: Heard, topic: Topic) -> bool:
    """“不想有人来看”, where something sad was told: nobody is to know or to come."""
    sad = any(map(sorrowful, (*topic.told, *heard.reading.events)))
    text = TO_ME.sub("", heard.reading.text)
    return sad and bool(manner().secrecy.search(text)) and not asks(text)


def _in_words(topic: str, heard: Heard) -> bool:
    """What a side alone is taken for where nothing was said before counts as named only by words of its own."""
    text = heard.reading.text
    if topic.startswith(OUT):
        return any(one.startswith("-") for one in heard.found.rules) or not heard.found.facets
    if topic in WHOLES:
        return bool(manner().whole.search(text))
    if topic == META:
        return bool(manner().notice.search(text))
    return topic not in STAND_INS or bool(manner().reporting.search(text))


def _shown(heard: Heard) -> list[str]:
    """The sides that the message itself asks about; a bare noun shows none."""
    ranked = [(value, facet) for value, facet in heard.scores.of(FACET) if facet != PLAIN]
    text = heard.reading.text
    if len(text) <= BARE and not heard.found.facets and (LEADS_ON.search(text) or not asks(text)):
        return []  # “羽毛球呢”, “羽毛球” ask what was asked before
    sure = [facet for value, facet in ranked if value > SHOWN]
    backed = (facet for value, facet in ranked if value > SHOWN_BY_A_WORD and facet in heard.found.facets)
    return sure or list(backed)[:1]


def _counted(heard: Heard, topic: Topic) -> tuple[Question, ...]:
    """“第三条”, “最后那一贺”, counted in the list shown last; “哪个最高” asked of the whole that was shown."""
    sides = _shown(heard) or topic.facets[:1]
    at = ordinal_in(heard.reading.text)
    if at is not None and -len(topic.listed) <= at < len(topic.listed):
        return tuple(Question(topic.listed[at], side) for side in sides)
    points = POINTS.search(heard.reading.text) is not None
    if ALL_OF_THEM.search(heard.reading.text):
        return tuple(Question(one, side) for one in topic.listed for side in sides)
    whole = next((one.topic for one in topic.questions if one.topic in WHOLES), topic.whole if points else "")
    if whole and (points or OF_THE_LIST.search(heard.reading.text)) and not set(_named(heard)) - WHOLES:
        return tuple(Question(whole, side) for side in sides)
    return ()


def _kept(alone: Reading, asked: tuple[Question, ...], topic: Topic, *, corrects: bool) -> tuple[Event, ...]:
    """The happening that the talk is about, where it is still asked about and nobody else is named; in a correction of
    what happened (“不是去世，是住院”) the person stays."""
    before = topic.event
    own = next((one for one in alone.events if one.state is not State.DENIED), None)
    if before is None or (own and own.whose not in NOBODY | ({before.whose} if not corrects else {Whose.SELF})):
        return ()
    if own and corrects and own.what is not before.what:
        return (replace(own, whose=before.whose, relation=before.relation),)
    kinds = {one.topic for one in asked}
    return (before,) if CUES.get(before.what) in kinds or not kinds & KINDS else ()
