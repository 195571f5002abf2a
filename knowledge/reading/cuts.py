"""Where a message is cut: into its clauses, and into its parts where it asks several things one after the other
(“1生日券啥时候发 2住院要不要发票”, “小孩住院能报吗，另外疗休养去哪”)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge.patterns import Late
from knowledge.reading.asking import asks

NUMBERED = Late(
    r"(?:^|(?<=[\s,，。:：;；?？!！、])|(?=[①②③④⑤]))[(（]?"
    r"(?:(?P<digit>[1-9])(?=[.．、)）:：\s]|[\u4e00-\u9fff])(?![月号日天年个块元点万千百次人岁])"
    r"|(?P<round>[①②③④⑤])|(?P<han>[一二三四五])(?=[、,，是.．:：]))[.．、)）:：,，是]*"
)
ROUND, HAN_DIGITS = "①②③④⑤", "一二三四五"
BESIDES = Late(
    r"(?:[,，。;；?？!！\s]|^)(?:另外|还有(?!没|什么|啥|哪|几|多|人|个事)|顺便|再问)(?:问?一?下|想问|请问)*[,，:： ]*"
)
STILL = "还有"
OUTRIGHT = Late("[?？吗]")  # “我想问三个事” asks nothing yet
SHORTEST = 2  # characters
CLAUSE = Late(r"(?P<said>[^,，。.．?？!！;；:：…~～\s]+)(?P<marks>[,，。.．?？!！;；:：…~～\s]*)")
MARK = Late("[?？]")


def clauses_of(text: str) -> Iterator[tuple[str, bool]]:
    """The clauses of a message, each with whether a question mark stands behind it."""
    return ((match["said"], MARK.search(match["marks"]) is not None) for match in CLAUSE.finditer(text))


def parts_of(text: str) -> list[str]:
    """The parts of a message as written, where it counts its questions, or joins them by such words; else none."""
    counted = [(match, _number(match)) for match in NUMBERED.finditer(text)]
    row = [match for at, match in enumerate(m for m, _ in counted) if counted[at][1] == at + 1]
    cuts = [match.span() for match in row] if len(row) > 1 and len(row) == len(counted) else []
    head = cuts[0][0] if cuts else 0
    cuts = cuts or [(0, 0), *(match.span() for match in BESIDES.finditer(text) if match.start() > 0 and _joins(match))]
    ends = [*cuts, (len(text), len(text))]
    found = [text[end:start].strip() for (_, end), (start, _) in pairwise(ends)]
    before = [text[:head].strip()] if OUTRIGHT.search(text[:head]) else []
    found = [one for one in (*before, *found) if len(one) >= SHORTEST]
    return found if len(found) > 1 else []


def _joins(match: re.Match[str]) -> bool:
    """Whether it joins two questions: “重阳登山我没赶上，还有补场吗” asks whether there is still one."""
    return STILL not in match[0] or asks(match.string[: match.start()])


def _number(match: re.Match[str]) -> int:
    if match["digit"]:
        return int(match["digit"])
    return ROUND.index(match["round"]) + 1 if match["round"] else HAN_DIGITS.index(match["han"]) + 1
