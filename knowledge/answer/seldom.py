"""How seldom people write a word, by the labelled messages: what tells one clause from another is what few say."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from knowledge.index import pairs
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import LIKELY

FREQUENT = 40  # one in so many messages
SHARE = 12  # of the ways to ask about a look-alike, one in so many at least
RARE = 2  # times as often among all messages as among those about it, at most


@dataclass(frozen=True)
class Messages:
    """The messages that the lexicon knows."""

    lexicon: Lexicon

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(one.text for one in self.lexicon.phrasings)

    @cached_property
    def _held(self) -> Counter[str]:
        """How many of them have each pair of characters."""
        return held(self.texts)

    def rarity(self, token: str) -> float:
        """How seldom a pair of characters is written; longer words count by their pairs."""
        return math.log((len(self.texts) + 1) / (self._held[token] + 1)) if len(token) == 2 else 0.0

    def seldom(self, character: str) -> bool:
        """Whether few messages have a character that is a word by itself (券), so that it may tell a clause."""
        return self._held[character] * FREQUENT < len(self.texts)

    def without(self, text: str, topics: Iterable[str]) -> str:
        """A message without the words that topics are known by."""
        known = (self.lexicon.topics[key].cues.words for key in topics if key in self.lexicon.topics)
        words = {word for cues in known for word, weight in cues.items() if weight >= LIKELY}
        return (
            re.sub("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))), " ", text)
            if words
            else text
        )

    def own_words(self, lookalike: str) -> frozenset[str]:
        """The pairs of characters that ways to ask about a look-alike have in common, and other messages have not."""
        asked = [
            frozenset(pairs(one.text)) for one in self.lexicon.phrasings if one.lookalike and one.label == lookalike
        ]
        own = Counter(pair for words in asked for pair in words if len(pair) > 1)
        kinds = "\n".join(word for topic in self.lexicon.topics.values() for word in topic.cues.words)
        return frozenset(
            pair
            for pair, times in own.items()
            if times * SHARE >= len(asked) and self._held[pair] <= RARE * times and pair not in kinds
        )


@lru_cache(1)
def held(messages: tuple[str, ...]) -> Counter[str]:
    """How many messages have each pair of characters."""
    return Counter(pair for text in messages for pair in frozenset(pairs(text)))
