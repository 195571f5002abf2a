"""A message in the light of what the talk is about (`topic.py`). Rules, the first that fits:

1. danger: nothing is carried;
2. a wish to report or to withdraw takes the kind of the talk where it names none;
3. who names nothing but a person (“那我妈呢”) asks the same of that person;
4. how the message stands to the talk (`links.py`) settles the rest: a new matter is read alone; what is said to the
   talk itself asks nothing; what adds to what was told, or sets it right, goes on with that (`onward.py`);
5. what asks on: “第三个” counts in the list shown last; else the topic that it most likely asks of, its own or one of
   the talk's, has been weighed (`meant.py`): of the talk's it asks the sides that it shows, or those asked before; of
   its own it is a whole question, and carries nothing but the happening told of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.patterns import Late
from knowledge.reading.asked import VAGUE
from knowledge.reading.asked import shown_in as sides_in
from knowledge.reading.asking import asks, asks_plainly
from knowledge.reading.astray import astray
from knowledge.reading.circumstances import circumstance, leans
from knowledge.reading.counting import counted
from knowledge.reading.details import NOT_KNOWN, detail, mends
from knowledge.reading.handing import REPORTING
from knowledge.reading.happenings import CUES, KINDS
from knowledge.reading.heads import ACT, TOPIC
from knowledge.reading.heard import Heard
from knowledge.reading.members import says_member
from knowledge.reading.model import (
    Act,
    Danger,
    Event,
    Link,
    Onward,
    Question,
    Reading,
    State,
    Turn,
    Wanted,
    Whose,
    sorrowful,
)
from knowledge.reading.named import (
    BARE,
    LEADS_ON,
    begins_another,
    meant_in_talk,
    named_in,
    of_the_bot,
    shown_in,
)
from knowledge.reading.naming import COMPARISON, OUT, OWN, PRIVACY, SIGN_UP, UNNAMED
from knowledge.reading.onward import begins, goes_on_with_it, told_on
from knowledge.reading.ordinal import ordinal_in
from knowledge.reading.own import asked_of_own, asked_of_things
from knowledge.reading.persons import member_himself, of_person, of_the_same, person_alone
from knowledge.reading.quietly import quiet
from knowledge.reading.refusals import asked_of_it, grumbles, insists
from knowledge.reading.report import opens
from knowledge.reading.rules.hospital import hospital
from knowledge.reading.taken_back import taken_back
from knowledge.reading.topic import NOBODY, SPOKEN_OF, Topic
from knowledge.reading.weighing import danger_goes_on
from knowledge.reading.wishes import wish_in_talk, wished

LONGEST = 26  # characters
NODS = Late(r"(嗯|哦|噢|好|的|ok|了|吧|知道|明白|清楚|行|可以|谢|你|您|啦|呀|啊|收到|懂|[,，。!！~])+")
TELLS = frozenset({Link.ADDS, Link.MENDS})
TO_ME = Late(r"别再?跟我[^,。!]*")  # “别跟我念条文”
POLITE = frozenset({Act.THANK, Act.AGREE, Act.GREET, Act.BYE, Act.FUN})


def read(heard: Heard, topic: Topic, link: Link | None, best: str, *, corrects: bool = False) -> Reading:
    """The reading with what it carries over. `link`: how it stands to the talk; `best`: the topic that it most likely
    asks of (`meant.py`); `corrects`: it is said in place of what was understood before."""
    strayed = astray(heard.reading.text, topic)
    alone = _in_danger(heard, topic, strayed=bool(strayed))
    if alone.danger is not Danger.NONE:
        return alone
    if alone.turn and alone.turn is not Turn.MISSING and (not alone.wish or alone.wish.wanted is Wanted.WAIT):
        return replace(alone, acts=alone.acts - {Act.ASK}, questions=(), events=(), wish=None, kept=topic.kept)
    if topic.refused and not strayed and insists(alone):
        return replace(alone, acts=alone.acts | {Act.COMPLAIN}, questions=(), events=(), kept=topic.kept)
    of_own = asked_of_things(alone.text) or asked_of_it(alone.text, topic) or asked_of_own(alone.text, topic)
    entrusted = alone.wish is not None and alone.wish.wanted is Wanted.REPORT and topic.kind is not None
    entrusted = entrusted and all(one.topic != SIGN_UP for one in of_own)  # “那帮我报上夜跑”
    if of_own := strayed or (() if entrusted or (topic.event and mends(alone.text)) else of_own):
        return replace(
            alone, acts=alone.acts | {Act.ASK}, questions=of_own, events=(), wish=None, guesses=(), kept=topic.kept
        )
    if wish := alone.wish or wish_in_talk(alone, topic):
        return wished(alone, wish, topic)
    if grumbles(alone, topic, link, named=heard.scores.best(TOPIC)[0] > heard.scores.bars.named_own):
        kept = alone.events or topic.kept
        return replace(alone, acts=alone.acts | {Act.COMPLAIN}, questions=(), events=(), guesses=(), kept=kept)
    whole = len(alone.text) > LONGEST and link not in TELLS | {Link.TALK}  # it leaves nothing out
    if whole and not corrects:
        return _asks_on(heard, topic, link, best, corrects=False) if topic.said and Act.ASK in alone.acts else alone
    return _in_talk(heard, topic, Link.MENDS if corrects else link, best, corrects=corrects) if topic.said else alone


def _in_danger(heard: Heard, topic: Topic, *, strayed: bool) -> Reading:
    """The message with the danger that it is of in this talk; none of a hint where a report has `strayed`."""
    alone = heard.reading
    if alone.danger is Danger.NONE and danger_goes_on(heard, topic):
        return replace(alone, danger=Danger.THREAT)
    if alone.danger is Danger.SELF and alone.faint and topic.danger is Danger.THREAT:
        return replace(alone, danger=Danger.THREAT)  # “没事，缝了四针”, of blows
    hinted = alone.faint and strayed  # “最后一步我没按”
    return replace(alone, danger=Danger.NONE, faint=False) if hinted else alone


def _in_talk(heard: Heard, topic: Topic, link: Link | None, best: str, *, corrects: bool) -> Reading:
    """A message that is in no danger and wishes nothing."""
    heard = replace(heard, reading=replace(heard.reading, events=of_the_same(heard, topic)))
    alone = heard.reading
    if NODS.fullmatch(alone.text):
        return replace(alone, questions=(), kept=topic.kept)
    if topic.questions and (person := person_alone(heard)):
        return of_person(heard, topic, person, shown_in(heard), corrects=corrects)
    if any(map(sorrowful, (*topic.told, *alone.events))) and quiet(alone.text):  # “不想有人来看”
        return replace(alone, acts=alone.acts | {Act.ASK}, questions=(Question(PRIVACY, UNNAMED),), kept=topic.kept)
    if topic.event and says_member(alone.text) and not alone.events:
        return member_himself(alone, topic, topic.event)
    if corrects and (misread := taken_back(heard, topic)):
        return misread
    return begins(heard, topic) or _linked(heard, topic, _by_words(alone.text, topic, link), best, corrects=corrects)


def _by_words(text: str, topic: Topic, link: Link | None) -> Link | None:
    """The link, where words of the message settle it: a bed or a telephone adds to what was told; what was written
    wrong is mended, and so is the hospital of somebody by name (“老金那个，可能是附一医”)."""
    of_him = any(one.name and one.name in text for one in topic.told) and hospital(text) and not asks(text)
    if topic.event and (mends(text) or of_him):
        return Link.MENDS
    if begins_another(text):
        return Link.NEW
    lately = topic.event is not None and topic.event.state is not State.PAST
    return Link.ADDS if lately and detail(text) and link not in TELLS else link


def _linked(heard: Heard, topic: Topic, link: Link | None, best: str, *, corrects: bool) -> Reading:
    """What is not settled by whom the message names."""
    alone = heard.reading
    if topic.listed and ordinal_in(alone.text) is not None and counted(heard, topic):
        return _asks_on(heard, topic, link, best, corrects=corrects)
    if goes_on_with_it(alone, topic) and (onward := told_on(heard, topic, mends=False, corrects=corrects)):
        return onward
    if link is Link.NEW and not _compares(heard, topic):
        wonders = alone.guesses and not asks(alone.text)  # “这一个月没怎么睡，开车都恍惚”
        if wonders:
            return told_on(heard, topic, mends=False, corrects=False) or _idle(heard, topic)
        if Act.ASK in alone.acts:
            return _asks_on(heard, topic, link, best, corrects=corrects)
        return circumstance(heard, topic) or alone
    likely = heard.scores.get(ACT, Act.ASK) > heard.scores.bars.ask_in_talk or link not in TELLS | {Link.TALK}
    surely = likely or asks_plainly(alone.text)
    asking = surely and asks(NOT_KNOWN.sub("", alone.text))
    if link is Link.TALK and not asking:
        return _idle(heard, topic)
    asks_again = corrects and topic.asked and not detail(alone.text)  # “不是我，是我岳父”, of what was asked
    tells = not asks_again and (link in TELLS or not asking)
    told = _tells_on(heard, topic, link, corrects=corrects) if tells else None
    if told is None and not (corrects or asking or (link is Link.SAME and _bare_question(heard))):
        return _idle(heard, topic)
    return told or _asks_on(heard, topic, link, best, corrects=corrects)


def _bare_question(heard: Heard) -> bool:
    """“发票”, “羽毛球呢”: a question without a word that asks."""
    text = heard.reading.text
    short = len(text) <= BARE and bool(heard.found.facets or LEADS_ON.search(text) or named_in(heard))
    return short or heard.scores.get(ACT, Act.ASK) > heard.scores.bars.ask_in_talk


def _tells_on(heard: Heard, topic: Topic, link: Link | None, *, corrects: bool) -> Reading | None:
    """A message that goes on with what was told, or tells something of its own; None where it does neither."""
    if detail(heard.reading.text) or not of_the_bot(heard):
        onward = told_on(heard, topic, mends=link is Link.MENDS, corrects=corrects)
        if onward:
            more = onward.onward is Onward.MORE and Act.CORRECT not in onward.acts and not detail(heard.reading.text)
            return (circumstance(heard, topic) if more else None) or onward
    anew = not corrects and _tells_anew(heard.reading)
    return (circumstance(heard, topic) or heard.reading) if anew else None


def _idle(heard: Heard, topic: Topic) -> Reading:
    """What asks nothing, whatever it may sound like by itself, but for what it asks of the bot."""
    if stands := circumstance(heard, topic):
        return stands
    alone = heard.reading
    own = tuple(one for one in alone.questions if one.topic.startswith(OWN) and heard.scores.get(TOPIC, one.topic) > 0)
    acts = alone.acts if own else alone.acts - {Act.ASK} or frozenset({Act.TELL})
    return replace(alone, acts=acts, questions=own, guesses=(), kept=topic.kept, carried=not own)


def _asks_on(heard: Heard, topic: Topic, link: Link | None, best: str, *, corrects: bool) -> Reading:
    """A message that asks on."""
    alone = leans(heard.reading, topic)
    heard = replace(heard, reading=alone)
    if _only_polite(heard):
        return replace(alone, questions=()) if topic.questions else alone
    asked = counted(heard, topic) or _asked(heard, topic, link, best)
    if asked is None:
        spoken = best in {one.topic for one in topic.spoken}  # then it is no mere guess
        kept = _kept(alone, alone.questions, topic, corrects=corrects)
        return replace(alone, guesses=() if spoken else alone.guesses, kept=kept)
    kept = _kept(alone, asked, topic, corrects=corrects)
    return replace(alone, acts=alone.acts | {Act.ASK}, questions=asked, guesses=(), carried=True, kept=kept)


def _tells_anew(alone: Reading) -> bool:
    """“第二，老包住院”: a happening of its own, in words, and no question."""
    told = any(one.words and one.state in SPOKEN_OF for one in alone.events)
    return told and Act.ASK not in alone.acts and not asks(alone.text)


def _only_polite(heard: Heard) -> bool:
    """“好，麻烦你们了”: thanks and nods in words that ask nothing and name nothing."""
    alone = heard.reading
    if not alone.acts & POLITE or asks(alone.text):
        return False
    return Act(heard.scores.best(ACT)[1]) in POLITE or not (heard.found.rules or heard.found.facets)


def _asked(heard: Heard, topic: Topic, link: Link | None, best: str) -> tuple[Question, ...] | None:
    """The questions with the topic or the sides that the message leaves out; None where it leaves out nothing."""
    alone, named = heard.reading, named_in(heard)
    sides = [side for side in shown_in(heard) if not (alone.beside and side in VAGUE)]
    own = {one.topic for one in alone.questions}
    if named and named[0].startswith(OWN) and named[0] in own:
        return None  # of the bot's own work the message is a question of its own
    up_to = "discretion" in sides_in(alone.text, ())
    if topic.kind and not named and (up_to or (best.startswith(OUT) and REPORTING in own)):
        best = topic.kind  # “能不能先预约上”, “最高就给最高吗” name nothing: it is what the talk is about
        sides = ["discretion"] if up_to else sides
    if COMPARISON in sides and topic.main in KINDS and len(named) < 2 and KINDS.issuperset(named):
        return _compared(named, topic)
    mended = [*named, *_happened_instead(alone)] if link is Link.MENDS else []
    meant = meant_in_talk(mended[0] if mended else best, heard, topic)
    if meant in own and (sides or link is Link.NEW or not topic.questions):
        return None
    return tuple(Question(meant, side) for side in sides or _left_out(heard, topic))


def _happened_instead(alone: Reading) -> list[str]:
    """“你弄错了，是我岳父走了”: the kind of what is told in plain words."""
    kinds = (opens(one.what, one.whose) for one in alone.events if one.words and one.state in SPOKEN_OF)
    return [kind for kind in kinds if kind]


def _left_out(heard: Heard, topic: Topic) -> Sequence[str]:
    """The sides of a message that shows none: those of the talk, or one without a word of ours."""
    bare = len(heard.reading.text) <= BARE or LEADS_ON.search(heard.reading.text)
    asked_before = topic.facets[:1] if bare and not heard.reading.beside else []
    return asked_before or [UNNAMED]


def _compares(heard: Heard, topic: Topic) -> bool:
    """“跟退休比哪个多”: with what the talk is about."""
    named = set(named_in(heard))
    return COMPARISON in shown_in(heard) and topic.main in KINDS and named <= KINDS - {topic.main} and len(named) < 2


def _compared(named: list[str], topic: Topic) -> tuple[Question, ...]:
    """“跟退休比哪个多” compares with the topic of the talk, “一样多吗” that with the one before it."""
    pair = [topic.main, *named] if named else [one for one in (topic.before, topic.main) if one]
    return tuple(Question(one, COMPARISON) for one in dict.fromkeys(pair))


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
