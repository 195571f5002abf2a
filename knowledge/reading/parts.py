"""The questions of a message that asks several things one after the other, each part read by itself: “1生日券啥时候发
2住院要不要发票”, “小孩住院能报吗，另外疗休养去哪”."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.reading.cuts import parts_of
from knowledge.reading.model import Act, Event, Question, Reading
from knowledge.reading.naming import OWN, UNHEARD, WHOLES

NOUN = 6  # characters


def by_parts(whole: Reading, text: str, read: Callable[[str], tuple[Reading, Sequence[str]]]) -> Reading:
    """The reading of a message that asks, with what each of its parts asks. `read` reads a part by itself, and tells
    the sides that it shows. A part that names nothing asks of what the part before it named."""
    parts = parts_of(text) if Act.ASK in whole.acts else []
    found: list[Question] = []
    told: list[Event] = []
    for part in parts:
        reading, sides = read(part)
        told += [event for event in reading.events if event not in told]
        if Act.ASK not in reading.acts:
            found += _of_the_last(found, sides) if len(part) <= NOUN else []  # “2、材料”
            continue
        named = [one for one in reading.questions if not _names_nothing(one, whole)]
        asked = named if not reading.guesses and named else _of_the_last(found or whole.questions, sides)
        found += [one for one in (asked or reading.questions) if one not in found]
    if len({one.topic for one in found}) < 2 and len(found) <= len(whole.questions):
        return whole
    return replace(
        whole, questions=tuple(found), events=tuple(told) or whole.events, guesses=(), programme="", apart=True
    )


def _names_nothing(question: Question, whole: Reading) -> bool:
    """Whether a part's topic rests on no word of its own, and is a vague one, or the message has a word for another."""
    vague = question.topic in WHOLES or question.topic == UNHEARD or question.topic.startswith(OWN)
    return not question.words and (vague or any(one.words for one in whole.questions))


def _of_the_last(found: Sequence[Question], sides: Sequence[str]) -> list[Question]:
    return [Question(found[-1].topic, side) for side in sides] if found else []
