"""What a message raises that the notice leaves open (二胎, 代领, 叠加 …): found by the words of `lexicon/aspects`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import Aspect
from knowledge.reading.match import Table


@dataclass(frozen=True)
class Points:
    """Finds the open points of a text in normal form."""

    lexicon: Lexicon

    @cached_property
    def _table(self) -> Table:
        return Table.of((aspect.key, aspect.cues) for aspect in self.lexicon.aspects)

    def of(self, text: str, topic: str) -> tuple[str, str]:
        """What the notice says of the one that matters most of this topic alone, and of any kind; "" for none."""
        found = [one for one in self._raised(text, topic) if one.says]
        own = (one.says for one in found if one.topics)
        common = (one.says for one in found if not one.topics)
        return next(own, ""), next(common, "")

    def sides(self, text: str, topic: str) -> list[str]:
        """The sides of the topic that such words ask about."""
        return list(dict.fromkeys(one.side for one in self._raised(text, topic) if one.side))

    def _raised(self, text: str, topic: str) -> Iterator[Aspect]:
        raised = {hit.owner for hit in self._table.hits(text)}
        return (one for one in self.lexicon.aspects if one.key in raised and one.concerns(topic))
