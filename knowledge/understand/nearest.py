"""The nearest phrasings to a message, and the nearest clauses: why an answer was chosen, and which look-alike it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.document import Item, Notice
from knowledge.index import Index, pairs
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import Phrasing
from knowledge.segment import cut

ALIKE, SHARED, TELLING = 9.0, 0.4, 0.34
COMMON = 2
WIDEST = 40
RARE = 16  # a token that more than every so many phrasings hold tells nothing and costs most of the time
OUT = "out"
CLAUSE = 4.0


class Nearest:
    """For each class the phrasing of its that is nearest to a message. Look-alikes are one class, `out`."""

    def __init__(self, phrasings: Sequence[Phrasing]) -> None:
        self._known = [(one.text, OUT if one.lookalike else one.label) for one in phrasings]
        self._index = Index((text for text, _ in self._known), pairs)
        self._rare = len(self._known) // RARE

    def __call__(self, text: str) -> dict[str, tuple[float, str]]:
        """Class → (BM25 score a token of the message, the phrasing), of the WIDEST nearest phrasings."""
        asked = pairs(text)
        telling = [token for token in asked if self._index.held(token) <= self._rare]
        near: dict[str, tuple[float, str]] = {}
        for found in self._index.search_tokens(telling, WIDEST):
            phrasing, label = self._known[found.number]
            near.setdefault(label, (found.score / len(asked), phrasing))
        return near


@dataclass(frozen=True)
class Neighbours:
    """Indexes of look-alikes (by character pairs) and of the notice's items (by jieba's words), built on first use."""

    lexicon: Lexicon
    notice: Notice

    @cached_property
    def _lookalikes(self) -> tuple[tuple[Phrasing, ...], Index]:
        texts = tuple(one for one in self.lexicon.phrasings if one.lookalike)
        return texts, Index([one.text for one in texts], pairs)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        """What jieba is taught: the lexicon's strong words (疗休养, 五要访), so that it does not cut them apart."""
        words = (
            word for topic in self.lexicon.topics.values() for word, weight in topic.cues.words.items() if weight >= 3
        )
        return tuple(sorted({"五要访", "五要贺", "慰问金", "慰问品", *words}))

    @cached_property
    def _clauses(self) -> Index:
        return Index([item.text for item in self.notice.items], self.words)

    def words(self, text: str) -> list[str]:
        return cut(text, self._words)

    @cached_property
    def _common(self) -> frozenset[str]:
        """Pairs that stand in many sorts of look-alikes (怎么, 申请, 么算): they tell of no subject."""
        texts, _ = self._lookalikes
        held: defaultdict[str, set[str]] = defaultdict(set)
        for one in texts:
            for pair in _pairs(one.text):
                held[pair].add(one.label)
        return frozenset(pair for pair, labels in held.items() if len(labels) > COMMON)

    def lookalike(self, text: str) -> str:
        """The key of the look-alike whose phrasing is nearest; "" where none shares enough of the message's pairs,
        what it shares tells of no subject, or another sort is as near."""
        texts, index = self._lookalikes
        asked = _pairs(text)
        telling = asked - self._common
        for found in index.search(text, 3):
            near = _pairs(texts[found.number].text)
            if (
                found.score >= ALIKE
                and len(asked & near) >= SHARED * len(asked)
                and len(telling & near) >= TELLING * len(telling) > 0
            ):
                return texts[found.number].label
        return ""

    def clauses(self, text: str, most: int = 2) -> list[tuple[Item, float]]:
        """The notice's items that share the most telling words with the text."""
        return [
            (self.notice.items[one.number], one.score)
            for one in self._clauses.search(text, most)
            if one.score >= CLAUSE
        ]


def _pairs(text: str) -> set[str]:
    return {pair for pair in pairs(text) if len(pair) == 2}
