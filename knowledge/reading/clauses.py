"""Which clause of the notice a text is nearest to, by its words as jieba cuts them (BM25).

A clause is indexed with the lexicon's words for its topic beside its own (岳父 and 领证 stand in no notice); jieba is
taught both, so that it does not cut 疗休养 or 五要访 apart. A clause of which the lexicon has no topic is found too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.document import Item, Notice
from knowledge.index import Index
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import LIKELY, STRONG
from knowledge.reading.features import step
from knowledge.segment import cut

TELLING = 3.0  # BM25; less is one common word
STEPS = (5.0, 8.0, 12.0)
MOST = 3
STORY = 60  # characters


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the notice: the topic that the lexicon knows it by ("" for none) and its own words."""

    topic: str
    text: str
    item: Item | None = None


@dataclass(frozen=True)
class Clauses:
    """An index of one notice's clauses, built on first use."""

    lexicon: Lexicon
    notice: Notice

    @cached_property
    def taught(self) -> tuple[str, ...]:
        """What jieba is taught: the lexicon's words, so that it does not cut them apart."""
        words = (
            word
            for topic in self.lexicon.topics.values()
            for word, weight in topic.cues.words.items()
            if weight >= STRONG and len(word) > 1
        )
        return tuple(sorted({"五要访", "五要贺", "慰问金", "慰问品", *words}))

    def words(self, text: str) -> list[str]:
        return cut(text, self.taught)

    def holds(self, word: str) -> bool:
        """Whether the notice, or the lexicon for one of its topics, has the word."""
        return self._index.held(word) > 0

    @cached_property
    def known(self) -> tuple[Clause, ...]:
        """Every kind's clause, then every item once for each topic that it is about."""
        kinds = [Clause(kind.key, kind.clause) for kind in self.notice.kinds]
        return (*kinds, *(clause for item in self.notice.items for clause in self._of(item)))

    def _of(self, item: Item) -> Iterator[Clause]:
        anchored = [
            topic.key
            for topic in self.lexicon.topics.values()
            if topic.anchor and topic.intent != "entitlement" and topic.anchored.search(item.text)
        ]
        yield from (Clause(key, item.text, item) for key in anchored or [""])

    @cached_property
    def _index(self) -> Index:
        return Index([f"{clause.text} {self._said(clause.topic)}" for clause in self.known], self.words)

    def _said(self, topic: str) -> str:
        """The lexicon's words for a topic, the weak ones left out."""
        if topic not in self.lexicon.topics:
            return ""
        words = self.lexicon.topics[topic].cues.words
        return " ".join(word for word, weight in words.items() if weight >= LIKELY)

    def nearest(self, text: str, most: int = MOST) -> list[tuple[Clause, float]]:
        """The clauses that share the most telling words with the text, best first."""
        return [(self.known[one.number], one.score) for one in self._index.search(text, most) if one.score >= TELLING]

    def seen(self, text: str) -> Iterator[str]:
        """The nearest clauses as the classifiers see them; of a story, which shares words with every clause, none."""
        if len(text) > STORY:
            return
        for place, (clause, score) in enumerate(self.nearest(text)):
            if clause.topic:
                yield f"B{clause.topic}"
                yield f"B{min(place, 1)}{clause.topic}{step(score, STEPS)}"
