"""Gathers what the lexicon and the plain rules find in a message. Decides nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import STRONG, Cues
from knowledge.patterns import Late
from knowledge.reading import features, told
from knowledge.reading.asked import shown_in
from knowledge.reading.asking import asks
from knowledge.reading.clauses import Clauses
from knowledge.reading.match import Hit, Table, outermost, score
from knowledge.reading.naming import OUT
from knowledge.reading.normal import Normaliser
from knowledge.reading.told import Told
from knowledge.segment import cut

ENOUGH = 2.0
IN_A_ROW = re.compile(r"[,，、&+/和跟与]+")
PUNCTUATION = Late(r"[\W_]+")
CARE = "care"
LEAPS, DOT = re.compile("[跳撞坠]"), "·"
UNLEARNED = frozenset({"side", "question"})
SUBJECT, FACET, POINT, SIGNAL, MOTIF, BESIDE = "sfpgmb"
EVERYDAY_YEAR = date(2019, 6, 14)


@dataclass(frozen=True)
class Evidence:
    """Everything found in one message, before anything is decided. `rules` are scores by topic, `-` marks look-alikes;
    `bare`: it is nothing but strong words for topics (光荣退休, 结婚+生娃), and asks what there is to know of them;
    `told` is what the plain rules find of events, people and days; `seen` is what the classifiers are shown."""

    text: str
    notes: tuple[str, ...]
    hits: tuple[Hit, ...]
    rules: Mapping[str, float]
    facets: tuple[str, ...]
    signals: frozenset[str]
    motifs: frozenset[str]
    small: str
    bare: bool
    told: Told
    seen: frozenset[str]

    def remembered(self) -> Evidence:
        """The evidence without what only the classifiers look at, which is most of it."""
        return replace(self, seen=frozenset(), told=replace(self.told, seen=frozenset()))


@dataclass(frozen=True)
class Gatherer:
    """Finds evidence with one lexicon. `clauses` finds the notice's clause that a text is nearest to."""

    lexicon: Lexicon
    clauses: Clauses | None = None

    @cached_property
    def normalise(self) -> Normaliser:
        return Normaliser(self.lexicon)

    @cached_property
    def _table(self) -> Table:
        """Everything that the lexicon looks for, in one table, so that a message is scanned once; owners are marked."""
        lexicon = self.lexicon
        groups: dict[str, Iterable[tuple[str, Cues]]] = {
            SUBJECT: [(key, topic.cues) for key, topic in lexicon.topics.items()],
            SUBJECT + "-": [(key, decline.cues) for key, decline in lexicon.declines.items()],
            FACET: [(key, facet.cues) for key, facet in lexicon.facets.items()],
            POINT: [(aspect.key, aspect.cues) for aspect in lexicon.aspects],
            SIGNAL: lexicon.signals.items(),
            MOTIF: lexicon.despair.items(),
            BESIDE: lexicon.remarks.items(),
        }
        return Table.of((mark + key, cues) for mark, group in groups.items() for key, cues in group)

    def _hits(self, text: str) -> dict[str, list[Hit]]:
        """Hits by mark, the mark taken off."""
        found: defaultdict[str, list[Hit]] = defaultdict(list)
        for hit in self._table.hits(text):
            owner = hit.owner
            found[owner[0]].append(Hit(owner[1:], *hit[1:]))
        return found

    @cached_property
    def _nouns(self) -> frozenset[str]:
        cues = (topic.cues.words for topic in self.lexicon.topics.values())
        return frozenset(word for words in cues for word, weight in words.items() if weight >= STRONG)

    @cached_property
    def _facets(self) -> Table:
        return Table.of((key, facet.cues) for key, facet in self.lexicon.facets.items())

    def __call__(self, message: str, today: date = EVERYDAY_YEAR) -> Evidence:
        text, notes = self.normalise(message)
        hits = self._hits(text)
        subjects = outermost(hits[SUBJECT])
        rules, facets = score(subjects), _likely(score(hits[FACET]))
        signals, small = self._signals_of(text, hits[SIGNAL]), self._small(text)
        said = told.read(message, text if notes else None, today)
        points, remarks = (sorted({hit.owner for hit in hits[mark]}) for mark in (POINT, BESIDE))
        motifs = sorted(set(self._motifs(text, hits[MOTIF])))
        seen = frozenset(
            [
                *features.grams(text),
                *features.of_subjects(rules),
                *features.marked("#", facets),
                *features.marked("!", (signal for signal in signals if signal not in UNLEARNED)),
                *features.marked("&", motifs),
                *features.pairs_of("&", motifs),
                *features.marked("=", points),
                *features.marked(features.REMARK, remarks),
                *features.of_size(text),
                *self._besides(text, small, rules),
                *said.seen,
            ]
        )
        return Evidence(
            text,
            notes,
            tuple(subjects),
            rules,
            facets,
            signals,
            frozenset(motifs),
            small,
            self._nouns.issuperset(IN_A_ROW.split(text)),
            said,
            seen,
        )

    def _besides(self, text: str, small: str, rules: Mapping[str, float]) -> Iterator[str]:
        """Small talk, whether it asks, and the nearest clauses where no word of the lexicon says what it is about."""
        if small:
            yield "~" + small
        if asks(text):
            yield "%asks"
        if self.clauses and max(rules.values(), default=0.0) < STRONG:
            yield from self.clauses.seen(text)

    def facets_of(self, text: str) -> tuple[str, ...]:
        """The sides that a text in normal form asks about, the likeliest first."""
        return _likely(score(self._facets.hits(text)))

    def sides_shown(self, part: str) -> tuple[str, ...]:
        """The sides that the words of an asking part show (`asked.py`), as it was written."""
        said = self.normalise(part)[0]
        return shown_in(said, self.facets_of(said))

    def _signals_of(self, text: str, hits: Iterable[Hit]) -> frozenset[str]:
        """Signals found; words of death that are a manner of speaking (累死了, 跳楼价) are not `care`."""
        found = {hit.owner for hit in hits}
        return frozenset(found if CARE not in found or self.despairs(text) else found - {CARE})

    @cached_property
    def _care(self) -> Table:
        return Table.of([(CARE, self.lexicon.signals[CARE])])

    def despairs(self, text: str) -> bool:
        """Whether a text in normal form has words of despair that are no manner of speaking, nor halves of words."""
        rest = self.lexicon.care_unless.sub("", text)
        return bool(self._care.hits(rest)) and bool(self._care.hits(self._unhalved(rest)))

    def _unhalved(self, text: str) -> str:
        """The text with dots in place of longer words that only hold a word of falling (跳槽, 跳绳)."""
        for word in cut(text) if LEAPS.search(text) else ():
            if len(word) > 1 and LEAPS.search(word) and not self._care.hits(word):
                text = text.replace(word, DOT * len(word))
        return text

    def _motifs(self, text: str, hits: Iterable[Hit]) -> Iterator[str]:
        """The motifs that stand there, none for a half of a word."""
        whole = self._unhalved(text)
        yield from (hit.owner for hit in hits if hit.end - hit.start > 1 or whole[hit.start] != DOT)

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


def _likely(hits: Mapping[str, float]) -> tuple[str, ...]:
    """Owners that enough speaks for, the likeliest first."""
    return tuple(key for key, value in sorted(hits.items(), key=lambda one: -one[1]) if value >= ENOUGH)


def by_topic(found: Evidence) -> dict[str, float]:
    """The weight of the lexicon's words for each topic and look-alike in the message."""
    return {name.replace("-", OUT, 1): weight for name, weight in found.rules.items()}


def worded_surely(found: Evidence) -> tuple[str, ...]:
    """The topics of which a sure word stands in the message."""
    return tuple(topic for topic, weight in by_topic(found).items() if weight >= STRONG)
