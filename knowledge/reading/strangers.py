"""The name in a question that nothing explains: “乐呵会” of “乐呵会什么时候办”. What it is, nobody here knows; so the
topic that the learned table makes of the words around it is no topic of the question."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile

from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import LIKELY, Cues
from knowledge.patterns import Late, Patterns
from knowledge.reading.clauses import Clauses
from knowledge.reading.evidence import Evidence
from knowledge.reading.features import grams
from knowledge.reading.heads import TOPIC
from knowledge.reading.heard import Heard
from knowledge.reading.linear import Table
from knowledge.reading.model import Link
from knowledge.reading.named import LEADS_ON
from knowledge.reading.naming import UNHEARD
from knowledge.reading.own import asked_of_own, asked_of_things
from knowledge.reading.topic import Topic

LONGEST_NAME = 4
NAME = 3  # characters of an unknown name that stands for itself whatever was said before
LONGEST = 24  # characters; a longer message tells a story, and its unknown words are not what it asks about
SUPPORT = 11.0  # what the weights of a name’s runs add up to for a topic that truly rests on it
NOUNS = frozenset(
    {"form", "materials", "fee", "invoice", "delivery", "exchange", "groups", "liability"}
)  # sides whose words are things (券, 发票) and may be part of a name
WHICH = Late(r"[几哪谁啥咋何]|什么|怎么|多少")
HAN = Late(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Strangers:
    """Finds unknown names with one lexicon, one notice and one learned table."""

    lexicon: Lexicon
    clauses: Clauses
    table: Table

    def __call__(self, found: Evidence, topics: Collection[str]) -> str:
        """The name that `topics` were read from though nothing explains it; "" where there is none."""
        if len(found.text) > LONGEST or any(hit.weight >= LIKELY for hit in found.hits):
            return ""
        named = list(self._runs(found.text))
        unheard = set(topics) == {UNHEARD}
        if len(named) != 1 or not self._strange(named[0], unheard=unheard):
            return ""
        name = "".join(named[0])
        if unheard:
            return name
        return "" if any(self._support(name, topic) >= SUPPORT for topic in topics) else name

    def alone(self, found: Evidence) -> list[str]:
        """What is asked about by a message that is nothing but a name that nobody knows (“龙腾会”); else nothing."""
        return [UNHEARD] if self(found, [UNHEARD]) == found.text else []

    def resting(self, found: Evidence, topics: Sequence[str]) -> list[str]:
        """The topics that some word or run of a short message speaks for: “嗷嗷嗷” is about nothing that we know."""
        if topics and not (found.hits or HAN.search(found.text) or found.text in self.table.words):
            return [UNHEARD]  # keys struck at random; “help” is a word that was learned
        if (
            len(found.text) > LONGEST
            or not topics
            or found.hits
            or self.table.words.intersection(self.clauses.words(found.text))
        ):
            return list(topics)
        return [topic for topic in topics if self._support(found.text, topic, shortest=1) > 0] or [UNHEARD]

    def _strange(self, words: Sequence[str], *, unheard: bool) -> bool:
        """Whether it may be a name that nobody knows, and has a word that neither the notice, nor the lexicon, nor any
        message knows; where the whole message is about nothing that is known, common words may make a name, too."""
        name, names = "".join(words), self.lexicon.names
        if not 2 <= len(name) <= names.most or not HAN.search(name) or names.never.search(name):
            return False
        return not self._knows(name) and (unheard or any(len(word) == 1 or not self._knows(word) for word in words))

    def _knows(self, word: str) -> bool:
        return word in self.table.words or word in self.lexicon.words or self.clauses.holds(word)

    @cached_property
    def _sides(self) -> tuple[Cues, ...]:
        """What hints at each side that can be asked about: where that stands, a name ends. The sides of `NOUNS` are
        left out, for their words may be part of one."""
        return tuple(facet.cues for facet in self.lexicon.facets.values() if facet.key not in NOUNS)

    @cached_property
    def _side_patterns(self) -> Patterns[None]:
        return Patterns((None, pattern) for side in self._sides for pattern in side.late)

    @cached_property
    def _asking(self) -> re.Pattern[str]:
        words = {word for side in self._sides for word in side.words if len(word) > 1}
        return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))

    def _asked(self, text: str) -> set[int]:
        """Where the text asks: the words of a side, and of its patterns what stands in brackets (between them stands
        whatever is asked about)."""
        found = [match.span() for match in self._asking.finditer(text)]
        matches = (match for _, pattern in self._side_patterns.tried(text) for match in pattern.finditer(text))
        found += [match.span(group) for match in matches for group in range(1, len(match.groups()) + 1)]
        return {at for start, end in found for at in range(start, end)}

    def _runs(self, text: str) -> Iterator[tuple[str, ...]]:
        """The words between those that ask, what merely stands around a name taken off their ends."""
        asked = self._asked(text)
        run: list[str] = []
        end = 0
        for word in self.clauses.words(text):
            start = text.index(word, end)
            asks = WHICH.search(word) or asked.intersection(range(start, start + len(word)))
            if asks or start > end:
                yield from self._bare(run)
                run = []
            end = start + len(word)
            if not asks:
                run.append(word)
        yield from self._bare(run)

    def _bare(self, run: Sequence[str]) -> Iterator[tuple[str, ...]]:
        names = self.lexicon.names
        rest = tuple(dropwhile(lambda word: word in names.around or word in names.before, run))
        while rest and rest[-1] in names.around:
            rest = rest[:-1]
        if rest:
            yield rest

    def _support(self, name: str, topic: str, shortest: int = 2) -> float:
        """What the runs of the name itself, of so many characters at least, say for a topic."""
        runs = (gram for gram in set(grams(name)) if len(gram) >= shortest and gram in name)
        return sum(self.table.weights_of(gram).get(f"{TOPIC}:{topic}", 0.0) for gram in runs)


def stands_alone(heard: Heard, topic: Topic, link: Link | None) -> bool:
    """Whether it asks of what nobody knows, by a name that stands for itself whatever was said before."""
    said, name = heard.reading.text, heard.reading.unknown
    like_one = link in {None, Link.NEW} or len(name) <= LONGEST_NAME  # “带围裙擀面杖” asks on
    leads_on = LEADS_ON.search(said) or asked_of_things(said) or asked_of_own(said, topic) or heard.found.told.days
    return len(name) >= NAME and like_one and not leads_on and not (topic.mourns or topic.refused)
