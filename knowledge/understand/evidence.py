"""Gathers what the lexicon and the classifier find in a message. Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import STRONG
from knowledge.understand.despair import LONG, Despair, Motifs
from knowledge.understand.features import features
from knowledge.understand.linear import Model
from knowledge.understand.match import Table, outermost, score
from knowledge.understand.model import Evidence, Hit, Part
from knowledge.understand.nearest import Nearest
from knowledge.understand.news import asks
from knowledge.understand.normal import Normaliser
from knowledge.understand.overview import read_overview
from knowledge.understand.sides import parts

ENOUGH = 2.0
TINY, UNHEARD = 8, -9.0
SEVERAL, NAME = 2, 5
PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Gatherer:
    """Reads messages against one lexicon, one notice, the trained models and the nearest phrasings (None while
    training)."""

    lexicon: Lexicon
    notice: Notice
    model: Model | None = None
    nearest: Nearest | None = None
    dark: Model | None = None

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
    def motifs(self) -> Motifs:
        return Motifs(self.lexicon)

    @cached_property
    def _care(self) -> Table:
        return Table.of([("care", self.lexicon.signals["care"])])

    def __call__(self, message: str) -> Evidence:
        text, notes = self.normalise(message)
        every = self._subjects.hits(text)
        hits = outermost(every)
        rules = score(hits)
        facets = self.facets_of(text)
        signals = self._signals_of(text)
        kinds = any(
            v >= ENOUGH and k[0] != "-" and self.lexicon.topics[k].intent == "entitlement" for k, v in rules.items()
        )
        small = self._small(text)
        found = features(text, rules, facets, signals)
        signs = _signs(text, rules, facets, signals, small)
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
            small=small,
            despair=Despair(self.motifs, self.dark)(text, signs) if self.dark else UNHEARD,
            asks_of_a_topic="%question" in signs,
            parts=self._parts(text, every),
        )

    def _parts(self, text: str, every: Iterable[Hit]) -> tuple[Part, ...]:
        """The message part by part, where it names several things: 医保报销 in one must not hide 住院 in another."""
        if len({hit.owner for hit in every if hit.weight >= STRONG}) < SEVERAL:
            return ()
        said = [text[start:end] for start, end in parts(text)]
        return tuple(self._part(one) for one in said) if len(said) >= SEVERAL else ()

    def _part(self, text: str) -> Part:
        return Part(text, score(outermost(self._subjects.hits(text))), asks(text), len(text) <= NAME)

    def features(self, message: str) -> frozenset[str]:
        """What the classifier is shown of the message."""
        text, _ = self.normalise(message)
        rules = score(outermost(self._subjects.hits(text)))
        return features(text, rules, self.facets_of(text), self._signals_of(text))

    def dark_features(self, message: str) -> frozenset[str]:
        """What the classifier of despair is shown of the message."""
        text, _ = self.normalise(message)
        rules = score(outermost(self._subjects.hits(text)))
        return self.motifs(text, _signs(text, rules, self.facets_of(text), self._signals_of(text), self._small(text)))

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


def _signs(
    text: str, rules: Mapping[str, float], facets: Sequence[str], signals: Iterable[str], small: str
) -> frozenset[str]:
    """What tells an everyday message from a dark one beside its words: that it asks, and of what sort of thing."""
    topical = any(value >= STRONG for owner, value in rules.items() if owner[0] != "-")
    declined = any(value >= STRONG for owner, value in rules.items() if owner[0] == "-")
    asking = asks(text)
    found = {
        "%topic": topical,
        "%other": declined,
        "%asks": asking,
        "%question": asking and topical,
        "%facet": bool(facets),
        "%small": bool(small),
        "%long": len(text) > LONG,
        "%tiny": len(text) <= TINY,
    }
    return frozenset(
        [*(sign for sign, there in found.items() if there), *(f"!{signal}" for signal in signals if signal != "side")]
    )
