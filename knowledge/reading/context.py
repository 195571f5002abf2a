"""A message in the light of what the same person said before: the topic or the side that it leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.reading.heads import FACET, TOPIC
from knowledge.reading.model import Act, Danger, Question, Reading

if TYPE_CHECKING:
    from knowledge.reading.reader import Heard

LOOKED_BACK = 4
LONGEST = 22
LEADS_ON = re.compile(r"^(那|还有|另外|再问|然后|嗯|哦|噢|好|ok|那么|这个|那个|它|这)|(呢|喃|咧)[?？。!]*$")
NAMED, ASKED = 0.0, 0.0


def read(heard: Heard, before: Sequence[Heard], facets_of: Callable[[str], Sequence[str]]) -> Reading:
    """The reading with what it carries over from the latest message that asked or told of something."""
    alone = heard.reading
    if alone.danger is not Danger.NONE:
        return alone
    asked = next((one.reading for one in reversed(before) if one.reading.questions), None)
    if asked is None or not _follows(heard):
        return alone
    return _carried(heard, asked)


def _follows(heard: Heard) -> bool:
    """Whether the message by itself leaves out what it is about, or what it asks."""
    text = heard.reading.text
    if len(text) > LONGEST or not heard.reading.acts & {Act.ASK, Act.CORRECT}:
        return False
    return heard.scores.best(TOPIC)[0] <= NAMED or bool(LEADS_ON.search(text))


def _carried(heard: Heard, before: Reading) -> Reading:
    alone, scores = heard.reading, heard.scores
    facets = [name for value, name in scores.of(FACET) if value > ASKED]
    named = [name for value, name in scores.of(TOPIC) if value > NAMED]
    topics = named or list(dict.fromkeys(one.topic for one in before.questions))[:1]
    sides = facets or list(dict.fromkeys(one.facet for one in before.questions))[:1]
    asked = tuple(Question(topic, facet) for topic in topics for facet in sides)
    return replace(alone, questions=asked, carried=not named or not facets)
