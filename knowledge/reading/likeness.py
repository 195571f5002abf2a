"""What a clause of a document would be asked about, by the classifiers that learned from members' messages.

They were taught by members' messages, of which tens of thousands are labelled, and know which matter, look-alike or
side words belong to that no list has: “换发新版工会会员卡” is what people ask of as the union's card.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from knowledge.excerpt import excerpt
from knowledge.reading.evidence import Gatherer
from knowledge.reading.heads import FACET, TOPIC
from knowledge.reading.linear import Table
from knowledge.reading.naming import META, UNHEARD, WHOLES

REMEMBERED = 4096  # clauses of the documents in force, which the next publication shares


@dataclass(frozen=True, slots=True)
class Taken:
    """The topics and look-alikes, and the sides, that a text is like."""

    topics: frozenset[str]
    facets: frozenset[str]


@dataclass(frozen=True)
class Likeness:
    """Reads texts by one lexicon and one learned table. A text is read once: it takes some milliseconds."""

    gather: Gatherer
    table: Table

    @cached_property
    def of(self) -> Callable[[str], Taken]:
        return lru_cache(REMEMBERED)(self._taken)

    def _taken(self, text: str) -> Taken:
        scores = self.table.scores(self.gather(excerpt(text)).seen)
        topics = frozenset(scores.above(TOPIC, scores.bars.clause_topic)) - WHOLES - {META, UNHEARD}
        return Taken(topics, frozenset(scores.above(FACET, scores.bars.clause_side)))
