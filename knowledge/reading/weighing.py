"""How much a sign of danger weighs in its talk: the first faint one is asked about, the second is believed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.reading.asking import asks
from knowledge.reading.dangers import (
    PALE,
    barely,
    faint,
    harmless,
    mild,
    of_himself,
    only_police,
    planned,
    signless,
    together,
)
from knowledge.reading.heads import ALARM, DANGER, YES
from knowledge.reading.heard import Heard
from knowledge.reading.manner import manner
from knowledge.reading.model import HEAVY, Act, Danger, Reading, State, What, Whose
from knowledge.reading.own import asked_of_own
from knowledge.reading.rows import in_one
from knowledge.reading.topic import SPOKEN_OF, Topic

TOGETHER = 2  # messages before, that danger may show in together with this one
LIGHT = frozenset({Act.THANK, Act.GREET, Act.BYE})  # no danger is made of these and what came before
POSTS = frozenset({What.RETIREMENT, What.LEAVING, What.PROMOTION})
STOLEN = frozenset({What.OTHER_LOSS, What.MISSING})  # what the police are called for
OUTSIDE = frozenset({Whose.COLLEAGUE, Whose.COLLEAGUE_KIN, Whose.FRIEND, Whose.SIBLING})
QUARREL = frozenset({What.FAMILY_CONFLICT, What.VIOLENCE, What.DIVORCE})


def weighed(reading: Reading, heard: Heard, topic: Topic) -> Reading:
    """The reading with its danger as it is in this talk. Blows that were struck are never faint; what is asked
    in a talk of business, or said there in mild words, is no sign, nor are mild words where one has been asked about;
    what only sounds like a threat to somebody who mourns is his own grief."""
    if reading.danger is Danger.NONE:
        return replace(reading, faint=False) if reading.faint else reading
    if only_police(reading.text) and any(one.what in STOLEN for one in topic.told):
        return replace(reading, danger=Danger.NONE, faint=False)
    asked = topic.faint and mild(heard.found) and reading.danger is topic.danger is Danger.SELF
    if reading.faint and (asked or _of_business(reading, heard, topic)):
        return replace(reading, danger=Danger.NONE, faint=False)
    if reading.danger is Danger.THREAT and _of_another(reading):
        return replace(reading, danger=Danger.WORRY, faint=False)
    if reading.danger is Danger.WORRY is not topic.danger and of_himself(heard.found):
        reading = replace(reading, danger=Danger.SELF)
    struck = any(one.what is What.VIOLENCE and one.state is State.HAPPENED for one in reading.events)
    faint = reading.faint and not struck and topic.danger is Danger.NONE
    grieves = faint and reading.danger is Danger.THREAT and topic.mourns
    return replace(reading, faint=faint, danger=Danger.SELF if grieves else reading.danger)


def _of_business(reading: Reading, heard: Heard, topic: Topic) -> bool:
    """“没录进去是不是就错过了”, “我不想闹大，就想要一句对不起”, in a talk of business; “以后不用再打卡了”, where a post
    is left."""
    if leaves(topic) and reading.danger is Danger.SELF:
        return True
    if not topic.asked or topic.mourns:  # what was only told of is no business yet
        return False
    calm = reading.danger is Danger.SELF and mild(heard.found) and barely(heard.found, heard.scores)
    wonders = asks(reading.text) or (reading.danger is Danger.THREAT and Act.ASK in reading.acts)
    return calm or wonders or bool(asked_of_own(reading.text, topic))


def _of_another(reading: Reading) -> bool:
    """Whether the blows fell on somebody else, who is helped from outside (“姐妹被她男人打了”)."""
    struck = [one.whose for one in reading.events if one.what is What.VIOLENCE and one.state in SPOKEN_OF]
    return bool(struck) and OUTSIDE.issuperset(struck)


def leaves(topic: Topic) -> bool:
    """Whether the talk is about leaving a post."""
    return any(one.what in POSTS and one.state is not State.DENIED for one in topic.told)


def besides(
    text: str,
    heard: Heard,
    reading: Reading,
    context: Sequence[str],
    topic: Topic,
    hear: Callable[[str], Heard],
) -> Reading:
    """The reading with the danger that the message alone does not show: as a step of a plan that was hinted at, as a
    hint where something heavy was told, or together with the message before it, or the two before it. `hear` reads a
    text by itself."""
    if planned(heard.found, heard.scores, topic) and not leaves(topic):
        return replace(reading, danger=topic.danger, faint=False)
    if heavily(heard, topic):
        return replace(reading, danger=Danger.SELF, faint=True)
    lately = context[-TOGETHER:]
    if not lately or heard.by or heard.reading.acts & LIGHT or reading.turn or topic.danger is not Danger.NONE:
        return reading  # nothing to add, or the talk is about a danger already
    if signless(heard.found, heard.scores):
        return reading  # nothing that was said before makes a sign of it
    alone = (heard.scores, *(hear(one).scores for one in lately))
    said = text
    for before in reversed(lately):
        said = in_one(before, said)
        joined = hear(said)
        if mild(joined.found) or harmless(joined.found):
            continue  # mild words do not add up to despair
        found = together(joined.scores, *alone)
        if found is Danger.WORRY and (topic.mourns or heard.found.motifs <= PALE):
            continue  # “妈一个人在家”, after a death
        if found is not Danger.NONE:
            found = found if before is lately[-1] else Danger.SELF
            return replace(reading, danger=found, faint=faint(joined.found, joined.scores))
    return reading


def heavily(heard: Heard, topic: Topic) -> bool:
    """Whether he who has told of something heavy of his own tells what may be despair (“我没脸回去了”, of a debt)."""
    scores = heard.scores
    heavy = any(one.what in HEAVY - {What.PET_LOSS} and one.state in SPOKEN_OF for one in topic.told)
    may_be = scores.get(ALARM, YES) > scores.bars.danger_heavy and scores.best(DANGER)[1] == Danger.SELF
    return heavy and may_be and not (heard.reading.acts & LIGHT or asks(heard.reading.text))


def danger_goes_on(heard: Heard, topic: Topic) -> bool:
    """Whether blows are told of in a talk about a quarrel at home: “我家那位脾气不好”, “喝了酒就动手”."""
    at_home = topic.main == "family_conflict" or any(one.what in QUARREL for one in topic.told)
    if not at_home or asks(heard.reading.text):
        return False
    blows = any(one.what is What.VIOLENCE and one.state is State.HAPPENED for one in heard.reading.events)
    scores, struck = heard.scores, manner().hands.search(heard.found.told.message.text)
    threatened = scores.get(ALARM, YES) > scores.bars.danger_at_home and scores.best(DANGER)[1] == Danger.THREAT
    return blows or bool(struck) or threatened
