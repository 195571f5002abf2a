"""Which side of which topic is asked: in “住院给多少，乒乓球哪天打” the day is asked of the match alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from knowledge.understand.model import Hit

PARTS = re.compile(
    r"[,。?!;:/+&\s]+|还有|另外|顺便|然后|(?<=有没有)(?=.+有没有)|(?<=多少)(?=.+多少)|(?<=[吗伐呢])(?!.{0,1}$)"
)
OF_ALL = re.compile(r"分别|都|各|一起|统统|全部")
Sides = tuple[tuple[str, tuple[str, ...]], ...]


def sides(
    text: str, topics: Sequence[str], hits: Sequence[Hit], facets: Sequence[str], of: Callable[[str], Sequence[str]]
) -> Sides:
    """(topic, facets) for several topics. A part of the message that names no topic asks of the one named last; a
    topic of which nothing is asked is asked what the one before it was; facets that no part shows are asked of all."""
    asked: dict[str, list[str]] = {topic: [] for topic in topics}
    last: list[str] = []
    for start, end in parts(text):
        named = [t for t in topics if any(hit.owner == t and start <= hit.start < end for hit in hits)]
        last = named or last
        for topic in topics if OF_ALL.search(text[start:end]) or not last else last:
            asked[topic] += of(text[start:end])
    shown = {facet for found in asked.values() for facet in found}
    common = [facet for facet in facets if facet not in shown]
    before: list[str] = []
    for topic in topics:
        before = asked[topic] = asked[topic] or before
    return tuple((t, tuple(f for f in facets if f in asked[t] or f in common) or tuple(facets)) for t in topics)


def parts(text: str) -> list[tuple[int, int]]:
    """Where the parts of a message in normal form stand that are said one after the other."""
    cuts = [(0, 0), *(match.span() for match in PARTS.finditer(text)), (len(text), len(text))]
    return [(end, start) for (_, end), (start, _) in pairwise(cuts) if start > end]
