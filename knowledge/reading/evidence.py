"""Gathers what the lexicon and the plain rules find in a message. Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import STRONG
from knowledge.reading import features, told
from knowledge.reading.asking import asks
from knowledge.reading.clauses import Clauses
from knowledge.reading.match import Hit, Table, outermost, score
from knowledge.reading.normal import Normaliser
from knowledge.reading.told import Told

ENOUGH = 2.0
PUNCTUATION = re.compile(r"[\W_]+")
CARE = "care"
UNLEARNED = frozenset({"side", "question"})
EVERYDAY_YEAR = date(2019, 6, 14)


@dataclass(frozen=True)
class Evidence:
    """Everything found in one message, before anything is decided. `rules` are scores by topic, `-` marks look-alikes;
    `told` is what the plain rules find of events, people and days; `seen` is what the classifiers are shown."""

    text: str
    notes: tuple[str, ...]
    hits: tuple[Hit, ...]
    rules: Mapping[str, float]
    facets: tuple[str, ...]
    signals: frozenset[str]
    small: str
    told: Told
    seen: frozenset[str]


@dataclass(frozen=True)
class Gatherer:
    """Finds evidence with one lexicon. `clauses` finds the notice's clause that a text is nearest to."""

    lexicon: Lexicon
    clauses: Clauses | None = None

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
    def _points(self) -> Table:
        return Table.of((aspect.key, aspect.cues) for aspect in self.lexicon.aspects)

    @cached_property
    def _signals(self) -> Table:
        return Table.of(self.lexicon.signals.items())

    @cached_property
    def _motifs(self) -> Table:
        return Table.of(self.lexicon.despair.items())

    def __call__(self, message: str, today: date = EVERYDAY_YEAR) -> Evidence:
        text, notes = self.normalise(message)
        hits = outermost(self._subjects.hits(text))
        rules, facets = score(hits), self.facets_of(text)
        signals, small = self._signals_of(text), self._small(text)
        said = told.read(message, text if notes else None, today)
        seen = frozenset([*self._lexical(text, rules, facets, signals, small), *said.seen])
        return Evidence(text, notes, tuple(hits), rules, facets, signals, small, said, seen)

    def _lexical(
        self, text: str, rules: Mapping[str, float], facets: Iterable[str], signals: Iterable[str], small: str
    ) -> Iterator[str]:
        """What the classifiers are shown of the words."""
        yield from features.grams(text)
        yield from features.of_subjects(rules)
        yield from features.marked("#", facets)
        yield from features.marked("!", (signal for signal in signals if signal not in UNLEARNED))
        motifs = sorted({hit.owner for hit in self._motifs.hits(text)})
        yield from features.marked("&", motifs)
        yield from features.pairs_of("&", motifs)
        yield from features.marked("=", self.points_of(text))
        yield from features.of_size(text)
        if small:
            yield "~" + small
        if asks(text):
            yield "%asks"
        if self.clauses:
            yield from self.clauses.seen(text)

    def facets_of(self, text: str) -> tuple[str, ...]:
        """The sides that a text in normal form asks about, the likeliest first."""
        hits = score(self._facets.hits(text))
        return tuple(key for key, value in sorted(hits.items(), key=lambda one: -one[1]) if value >= ENOUGH)

    def points_of(self, text: str) -> tuple[str, ...]:
        """The open points (lexicon/aspects) that the text raises."""
        return tuple(sorted({hit.owner for hit in self._points.hits(text)}))

    def subjects_of(self, text: str) -> dict[str, float]:
        return score(outermost(self._subjects.hits(text)))

    def _signals_of(self, text: str) -> frozenset[str]:
        """Signals found; words of death that are a manner of speaking (累死了, 跳楼价) are not `care`."""
        found = {hit.owner for hit in self._signals.hits(text)}
        return frozenset(found if CARE not in found or self.despairs(text) else found - {CARE})

    @cached_property
    def _care(self) -> Table:
        return Table.of([(CARE, self.lexicon.signals[CARE])])

    def despairs(self, text: str) -> bool:
        """Whether a text in normal form has words of despair that are no manner of speaking."""
        rest = self.lexicon.care_unless.sub("", text)
        return any(hit.owner == CARE for hit in self._care.hits(rest))

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


def strong(rules: Mapping[str, float]) -> list[str]:
    """The owners whose own strong word stands in the text."""
    return [owner for owner, value in rules.items() if value >= STRONG]
