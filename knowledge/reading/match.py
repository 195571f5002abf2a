"""Finds lexicon words and patterns in a message. A hit inside a longer one of another owner does not count:
“退休金” is not about 退休, “生育津贴” is not about 生育."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from knowledge.lexicon.model import STRONG, Cues
from knowledge.patterns import Patterns


class Hit(NamedTuple):
    """A word or pattern of the lexicon found in the message, at [start, end) of the normalised text."""

    owner: str
    words: str
    start: int
    end: int
    weight: float


Owners = tuple[tuple[str, float], ...]
"""Those that a word hints at, each with its weight."""


@dataclass(frozen=True)
class Table:
    """Words and patterns of many owners, so that a message is scanned once for all of them. `letters` are the words of
    one character; the longer ones stand in `words` by their first two characters, the shorter first."""

    letters: Mapping[str, tuple[tuple[str, Owners], ...]]
    words: Mapping[str, tuple[tuple[str, Owners], ...]]
    patterns: Patterns[str]

    @classmethod
    def of(cls, owners: Iterable[tuple[str, Cues]]) -> Table:
        words: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        patterns = []
        for owner, cues in owners:
            for word, weight in cues.words.items():
                words[word].append((owner, weight))
            patterns += [(owner, pattern) for pattern in cues.late]
        begun: defaultdict[str, list[tuple[str, Owners]]] = defaultdict(list)
        for word in sorted(words, key=len):
            begun[word[:2]].append((word, tuple(words[word])))
        letters = {beginning: tuple(those) for beginning, those in begun.items() if len(beginning) == 1}
        longer = {beginning: tuple(those) for beginning, those in begun.items() if len(beginning) > 1}
        return cls(letters, longer, Patterns(patterns))

    def hits(self, text: str) -> list[Hit]:
        return [*self._words(text), *self._patterns(text)]

    def _words(self, text: str) -> Iterator[Hit]:
        letters, longer = self.letters, self.words
        begun = [(at, words) for at, character in enumerate(text) if (words := letters.get(character))]
        begun += [
            (at, words) for at, pair in enumerate(map(str.__add__, text, text[1:])) if (words := longer.get(pair))
        ]
        for start, words in sorted(begun, key=itemgetter(0)):
            for word, owners in words:
                end = start + len(word)
                if text.startswith(word, start) and not (word[0].isascii() and _within_latin(text, start, end)):
                    yield from (Hit(owner, word, start, end, weight) for owner, weight in owners)

    def _patterns(self, text: str) -> Iterator[Hit]:
        for owner, match in self.patterns.found(text):
            if match.end() > match.start():
                yield Hit(owner, match[0], match.start(), match.end(), STRONG)


def _within_latin(text: str, start: int, end: int) -> bool:
    """Whether Latin letters go on before or after: initials are whole words, `hj` is none of asdfghjkl."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return any(piece.isascii() and piece.isalpha() for piece in (before, after))


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that no strictly longer word hit of another owner covers, and no surer one parts."""
    found = list(dict.fromkeys(hits))
    ordered = sorted(found, key=_start)
    starts, longest = [hit.start for hit in ordered], max((hit.end - hit.start for hit in found), default=0)

    def near(hit: Hit) -> list[Hit]:
        return ordered[bisect_left(starts, hit.start - longest) : bisect_right(starts, hit.end)]

    return [hit for hit in found if not any(_covers(other, hit) for other in near(hit))]


def _start(hit: Hit) -> int:
    return hit.start


def _covers(outer: Hit, inner: Hit) -> bool:
    if outer.owner == inner.owner or outer.weight < inner.weight:
        return False
    longer = outer.end - outer.start > inner.end - inner.start
    return (longer and outer.start <= inner.start and inner.end <= outer.end) or _parts(outer, inner)


def _parts(surer: Hit, other: Hit) -> bool:
    """Whether it takes a character of a weak word found across its edge: 退会 of the 要退 in 我要退会."""
    apart = surer.end <= other.start or other.end <= surer.start
    inside = other.start <= surer.start and surer.end <= other.end
    return surer.weight > other.weight and other.weight < STRONG and not apart and not inside


def score(hits: Iterable[Hit]) -> dict[str, float]:
    """Owner → score: the best hit whole, further different ones with falling weight."""
    by_owner: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for hit in hits:
        by_owner[hit.owner][hit.words] = hit.weight
    return {owner: _sum(sorted(weights.values(), reverse=True)) for owner, weights in by_owner.items()}


def _sum(weights: list[float]) -> float:
    return weights[0] + sum(weight * 0.3 / rank for rank, weight in enumerate(weights[1:4], 1))
