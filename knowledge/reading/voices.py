"""Praise, and proposals, that are told in several messages: once a talk is about something to be passed on, what goes
on with it is that, too, and neither a complaint nor a question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.model import Act, Danger, Reading, sorrowful

if TYPE_CHECKING:
    from knowledge.reading.topic import Topic

COULD = Late("能不能|可不可以|能否")  # “食堂能不能留口热饭” proposes, where something is proposed
ENDS = frozenset({Act.BYE, Act.AGREE, Act.REFUSE, Act.WITHDRAW, Act.GREET})


def voices(reading: Reading, before: Act | None) -> Act | None:
    """What is to be passed on once this message has been said: praise (`share`), a proposal (`suggest`), or nothing."""
    if Act.COMPLAIN in reading.acts:
        return None
    if Act.SUGGEST in reading.acts:
        return Act.SUGGEST
    if {Act.SHARE, Act.THANK} <= reading.acts:
        return Act.SHARE
    return None if reading.questions and not reading.carried else before


def voiced(reading: Reading, topic: Topic) -> Reading:
    """A message that goes on with praise or a proposal, as such."""
    if topic.voices is None or reading.danger is not Danger.NONE or reading.wish or reading.turn:
        return reading
    asking = asks(reading.text) and not (topic.voices is Act.SUGGEST and COULD.search(reading.text))
    ends = bool(reading.acts & ENDS) or asking
    if ends or any(sorrowful(one) and one.words for one in reading.events):
        return reading
    acts = frozenset({topic.voices, Act.THANK} if topic.voices is Act.SHARE else {topic.voices})
    return replace(reading, acts=acts, questions=(), events=(), guesses=(), onward=None, carried=True)
