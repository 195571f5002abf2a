"""What a message raises that the notice leaves open (二胎, 代领, 叠加 …): found by the words of `lexicon/aspects`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from knowledge.lexicon.load import Lexicon
from knowledge.reading.match import Table


@dataclass(frozen=True)
class Points:
    """Finds the open points of a text in normal form."""

    lexicon: Lexicon

    @cached_property
    def _table(self) -> Table:
        return Table.of((aspect.key, aspect.cues) for aspect in self.lexicon.aspects)

    def of(self, text: str, topic: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the notice says of them: points of this topic alone, and those that any kind leaves open."""
        raised = {hit.owner for hit in self._table.hits(text)}
        found = [one for one in self.lexicon.aspects if one.key in raised and one.concerns(topic)]
        return tuple(one.says for one in found if one.topics), tuple(one.says for one in found if not one.topics)

    def shared(self, text: str, topics: tuple[str, ...]) -> tuple[str, ...]:
        """Those that every one of several topics leaves open: said once, after all."""
        return self.of(text, topics[0])[1] if len(topics) > 1 else ()
