"""Gathers what the lexicon and the classifier find in a message. Decides nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.understand.features import features
from knowledge.understand.linear import Model
from knowledge.understand.match import Table, outermost, score
from knowledge.understand.model import Evidence
from knowledge.understand.nearest import Nearest
from knowledge.understand.normal import Normaliser
from knowledge.understand.overview import read_overview

ENOUGH = 2.0
PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Gatherer:
    """Reads messages against one lexicon, one notice and a trained model and the nearest
    phrasings (both None while training)."""

    lexicon: Lexicon
    notice: Notice
    model: Model | None = None
    nearest: Nearest | None = None

    @cached_property
    def normalise(self) -> Normaliser:
        return Normaliser(self.lexicon)

    @cached_property
    def _subjects(self) -> Table:
        declines = ((f"-{key}", decline.cues) for key, decline in self.lexicon.declines.items())
        return Table.of([*((key, topic.cues) for key, topic in self.lexicon.topics.items()), *declines])

    @cached_property
    def _facets(self) -> Table:
        return Table.of((key, facet.cues) for key, facet in self.lexicon.facets.items())

    @cached_property
    def _aspects(self) -> Table:
        return Table.of((aspect.key, aspect.cues) for aspect in self.lexicon.aspects)

    @cached_property
    def _signals(self) -> Table:
        return Table.of(self.lexicon.signals.items())

    @cached_property
    def _care(self) -> Table:
        return Table.of([("care", self.lexicon.signals["care"])])

    def __call__(self, message: str) -> Evidence:
        text, notes = self.normalise(message)
        hits = outermost(self._subjects.hits(text))
        rules = score(hits)
        facets = self.facets_of(text)
        signals = self._signals_of(text)
        kinds = any(
            v >= ENOUGH and k[0] != "-" and self.lexicon.topics[k].intent == "entitlement" for k, v in rules.items()
        )
        found = features(text, rules, facets, signals)
        return Evidence(
            text=text,
            notes=notes,
            hits=tuple(hits),
            rules=rules,
            learned=self.model.scores(found) if self.model else {},
            near=self.nearest(text) if self.nearest else {},
            facets=facets,
            signals=signals,
            aspects=frozenset(hit.owner for hit in self._aspects.hits(text)),
            overview=read_overview(text, self.notice, kinds),
            small=self._small(text),
        )

    def features(self, message: str) -> frozenset[str]:
        """What the classifier is shown of the message."""
        text, _ = self.normalise(message)
        rules = score(outermost(self._subjects.hits(text)))
        return features(text, rules, self.facets_of(text), self._signals_of(text))

    def facets_of(self, text: str) -> tuple[str, ...]:
        """The sides that a text in normal form asks about, the likeliest first."""
        hits = score(self._facets.hits(text))
        return tuple(key for key, value in sorted(hits.items(), key=lambda one: -one[1]) if value >= ENOUGH)

    def _signals_of(self, text: str) -> frozenset[str]:
        """Signals found; words of death that are a manner of speaking (累死了, 跳楼价) are not `care`."""
        found = {hit.owner for hit in self._signals.hits(text)}
        return frozenset(found if "care" not in found or self._despairs(text) else found - {"care"})

    def cares(self, message: str) -> bool:
        """Whether the message has words of despair that are no manner of speaking."""
        return self._despairs(self.normalise(message)[0])

    def _despairs(self, text: str) -> bool:
        rest = self.lexicon.care_unless.sub("", text)
        return any(hit.owner == "care" for hit in self._care.hits(rest))

    @cached_property
    def _small_words(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple(
            (small.key, re.compile("|".join(map(re.escape, sorted(small.words, key=len, reverse=True)))))
            for small in self.lexicon.smalls
        )

    def _small(self, text: str) -> str:
        """The sort of small talk that leaves next to nothing of the message when taken out of it."""
        rest = PUNCTUATION.sub("", text)
        best, left = "", len(rest)
        for key, words in self._small_words:
            remaining = len(words.sub("", rest))
            if remaining < left:
                best, left = key, remaining
        return best if left <= max(2, len(rest) // 3) else ""
