"""The questions of a message that asks several things one after the other, each part read by itself: “1生日券啥时候发
2住院要不要发票”, “小孩住院能报吗，另外疗休养去哪”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.reading.model import Act, Event, Question, Reading
from knowledge.reading.naming import OWN, UNHEARD, WHOLES

NUMBERED = re.compile(
    r"(?:^|(?<=[\s,，。:：;；?？!！、]))[(（]?"
    r"(?:(?P<digit>[1-9])(?=[.．、)）:：\s]|[\u4e00-\u9fff])(?![月号日天年个块元点万千百次人岁])"
    r"|(?P<round>[①②③④⑤])|(?P<han>[一二三四五])(?=[、,，是.．:：]))[.．、)）:：,，是]*"
)
ROUND, HAN_DIGITS = "①②③④⑤", "一二三四五"
BESIDES = re.compile(
    r"(?:[,，。;；?？!！\s]|^)(?:另外|还有(?!没|什么|啥|哪|几|多|人|个事)|顺便|再问)(?:问?一?下|想问|请问)*[,，:： ]*"
)
OUTRIGHT = re.compile("[?？吗]")  # “我想问三个事” asks nothing yet
SHORTEST, NOUN = 2, 6  # characters


def parts_of(text: str) -> list[str]:
    """The parts of a message as written, where it counts its questions, or joins them by such words; else none."""
    counted = [(match, _number(match)) for match in NUMBERED.finditer(text)]
    row = [match for at, match in enumerate(m for m, _ in counted) if counted[at][1] == at + 1]
    cuts = [match.span() for match in row] if len(row) > 1 and len(row) == len(counted) else []
    head = cuts[0][0] if cuts else 0
    cuts = cuts or [(0, 0), *(match.span() for match in BESIDES.finditer(text) if match.start() > 0)]
    ends = [*cuts, (len(text), len(text))]
    found = [text[end:start].strip() for (_, end), (start, _) in pairwise(ends)]
    before = [text[:head].strip()] if OUTRIGHT.search(text[:head]) else []
    found = [one for one in (*before, *found) if len(one) >= SHORTEST]
    return found if len(found) > 1 else []


def _number(match: re.Match[str]) -> int:
    if match["digit"]:
        return int(match["digit"])
    return ROUND.index(match["round"]) + 1 if match["round"] else HAN_DIGITS.index(match["han"]) + 1


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
