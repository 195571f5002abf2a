"""What happened was something else than was understood: “不是不是，是走丢了！”, after “我妈走了”."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.heard import Heard
from knowledge.reading.model import HEAVY, Act, Event, Reading, State
from knowledge.reading.rules.hospital import hospital
from knowledge.reading.topic import SPOKEN_OF, Topic

CLAUSE = re.compile("[,，。；;!！~]")
OF_HIM = frozenset({"", "是", "我", "我们", "咱"})  # before the person who is meant: “我岳母”
HAPPENED = Late(r"[\u4e00-\u9fff](?:了|过|着呢)[啊呀哦啦]*$")


def taken_back(heard: Heard, topic: Topic) -> Reading | None:
    """The reading of what is said in place of a sorrow that was told, where that was misread as a whole; None where
    only its day, its place or the person is set right, or the same is told again. What was told is denied, without
    words."""
    before, alone = topic.event, heard.reading
    grave = before is not None and before.what in HEAVY and before.state in SPOKEN_OF
    if before is None or not grave or asks(alone.text) or _of_the_same(heard, before):
        return None
    others = tuple(one for one in alone.events if one.words)
    gone = replace(before, state=State.DENIED, words="")
    acts = frozenset({Act.TELL, Act.CORRECT})
    return replace(alone, acts=acts, questions=(), events=(*others, gone), guesses=(), carried=True)


def _of_the_same(heard: Heard, before: Event) -> bool:
    """Whether it may be a part of what was told: it names a day, a place or a person, or no deed."""
    found, text = heard.found.told, heard.reading.text
    named = any(found.message.text[: one.start] in OF_HIM for one in found.people)
    part = bool(found.days or named or hospital(found.message.text))
    told = any(one.words and one.what is before.what for one in heard.reading.events)
    return part or told or not HAPPENED.search(CLAUSE.split(text)[0])
