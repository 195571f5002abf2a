"""Finds lexicon words and patterns in a message. A hit inside a longer one of another owner does not count:
“退休金” is not about 退休, “生育津贴” is not about 生育."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.lexicon.model import STRONG, Cues


class Hit(NamedTuple):
    """A word or pattern of the lexicon found in the message, at [start, end) of the normalised text."""

    owner: str
    words: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True)
class Table:
    """Words of many owners in one dictionary, so that a message is scanned once for all of them."""

    words: Mapping[str, tuple[tuple[str, float], ...]]
    patterns: tuple[tuple[str, Cues], ...]
    longest: int
    starts: frozenset[str]

    @classmethod
    def of(cls, owners: Iterable[tuple[str, Cues]]) -> Table:
        words: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        patterns = []
        for owner, cues in owners:
            for word, weight in cues.words.items():
                words[word].append((owner, weight))
            if cues.patterns:
                patterns.append((owner, cues))
        table = {word: tuple(found) for word, found in words.items()}
        return cls(table, tuple(patterns), max(map(len, table), default=0), frozenset(word[0] for word in table))

    def hits(self, text: str) -> list[Hit]:
        return [*self._words(text), *self._patterns(text)]

    def _words(self, text: str) -> Iterable[Hit]:
        for start, character in enumerate(text):
            if character not in self.starts:
                continue
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                for owner, weight in self.words.get(text[start:end], ()):
                    if character.isascii() and _within_latin(text, start, end):
                        continue
                    yield Hit(owner, text[start:end], start, end, weight)

    def _patterns(self, text: str) -> Iterable[Hit]:
        for owner, cues in self.patterns:
            for pattern in cues.compiled:
                if (match := pattern.search(text)) and match.end() > match.start():
                    yield Hit(owner, match[0], match.start(), match.end(), STRONG)


def _within_latin(text: str, start: int, end: int) -> bool:
    """Whether Latin letters go on before or after: initials are whole words, `hj` is none of asdfghjkl."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return any(piece.isascii() and piece.isalpha() for piece in (before, after))


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that no strictly longer word hit of another owner covers."""
    found = list(dict.fromkeys(hits))
    return [hit for hit in found if not any(_covers(other, hit) for other in found)]


def _covers(outer: Hit, inner: Hit) -> bool:
    if outer.owner == inner.owner or outer.weight < inner.weight:
        return False
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def score(hits: Iterable[Hit]) -> dict[str, float]:
    """Owner → score: the best hit whole, further different ones with falling weight."""
    by_owner: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for hit in hits:
        by_owner[hit.owner][hit.words] = hit.weight
    return {owner: _sum(sorted(weights.values(), reverse=True)) for owner, weights in by_owner.items()}


def _sum(weights: list[float]) -> float:
    return weights[0] + sum(weight * 0.3 / rank for rank, weight in enumerate(weights[1:4], 1))
