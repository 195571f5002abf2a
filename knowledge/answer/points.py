"""What a message raises that the notice leaves open (二胎, 代领, 叠加 …): found by the words of `lexicon/aspects`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import Aspect
from knowledge.patterns import LATELY
from knowledge.reading.match import Table
from knowledge.reading.outright import REMARRIES

REMARRIED = "再婚"  # what “离婚了再结婚” is called in the lexicon


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
        return (one for one in self._raised_in(text) if one.concerns(topic))

    @cached_property
    def _raised_in(self) -> Callable[[str], list[Aspect]]:
        """The aspects that a text raises, whatever it asks about: of each of its topics that is looked at twice."""
        return lru_cache(LATELY)(self._found)

    def _found(self, text: str) -> list[Aspect]:
        text = f"{text},{REMARRIED}" if REMARRIES.search(text) else text
        raised = {hit.owner for hit in self._table.hits(text)}
        return [one for one in self.lexicon.aspects if one.key in raised]
