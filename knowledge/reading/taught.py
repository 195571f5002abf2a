"""What officers have taught: a message that says the same, or all but the same, asks what they say that it asks.

A phrasing is a member's own sentence out of the list of what was not answered well. It decides only what is asked.
What the message tells of, and whether a life is in danger, stays as it is read; a message in danger, or one that tells
of something that the phrasing does not, is not overridden at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from operator import itemgetter

from knowledge.reading.features import twos
from knowledge.reading.heard import Heard
from knowledge.reading.model import Act, Danger, Event, Question, What, Whose

NEAR = 0.8  # Dice's coefficient of two texts' character pairs; of eleven characters one may be another
SHORTEST = 5  # letters; shorter ones have to be the same
#: Characters that turn what is said around, or name another figure.
TURNS = frozenset("不没未无非别莫勿0123456789零〇一二两三四五六七八九十百千万")


@dataclass(frozen=True, slots=True)
class Taught:
    """A phrasing in a member's words, and the question that it is: topic and facet as in `Question`."""

    text: str
    topic: str
    facet: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a text was taught as; `same`: it says letter for letter what was taught."""

    taught: Taught
    same: bool


class Lessons:
    """Everything taught, found by a text in normal form. `normalise` gives a text's normal form."""

    def __init__(self, taught: Sequence[Taught] = (), normalise: Callable[[str], str] = str) -> None:
        self.taught = tuple(taught)
        self._letters = [_letters(normalise(one.text)) for one in self.taught]
        self._same = {letters: at for at, letters in enumerate(self._letters) if letters}
        self._sizes = [len(twos(letters)) for letters in self._letters]
        self._holders: dict[str, list[int]] = {}  # a pair of characters → the phrasings that hold it
        for at, letters in enumerate(self._letters):
            for pair in twos(letters) if len(letters) >= SHORTEST else ():
                self._holders.setdefault(pair, []).append(at)

    def __bool__(self) -> bool:
        return bool(self.taught)

    def match(self, text: str) -> Match | None:
        """What a text in normal form was taught as; None where nothing taught is near enough."""
        letters = _letters(text)
        if (at := self._same.get(letters)) is not None:
            return Match(self.taught[at], same=True)
        if len(letters) < SHORTEST:
            return None
        ours = twos(letters)
        shared = Counter(at for pair in ours for at in self._holders.get(pair, ()))
        near = ((2 * both / (len(ours) + self._sizes[at]), -at) for at, both in shared.items())
        best, place = max(near, default=(0.0, 0))
        if best < NEAR or _differing(letters, self._letters[-place]) & TURNS:
            return None
        return Match(self.taught[-place], same=False)

    def applied(self, heard: Heard, hear: Callable[[str], Heard]) -> Heard:
        """The message as it was taught. `hear` reads a phrasing by itself: what is merely near must have the same
        words of the lexicon in it, and tell of nothing that the phrasing does not tell of."""
        found = self.match(heard.found.text) if heard.reading.danger is Danger.NONE else None
        if found is None or not (found.same or _alike(heard, hear(found.taught.text))):
            return heard
        question = Question(found.taught.topic, found.taught.facet, found.taught.text)
        acts = heard.reading.acts | {Act.ASK}
        return replace(
            heard, reading=replace(heard.reading, acts=acts, questions=(question,), sure=1.0, taught=True), by=found
        )


def nearest(texts: Iterable[str], known: Iterable[str], most: int) -> list[str]:
    """Of known messages the `most` that share pairs of characters with each of `texts`, each once, the likest first."""
    every = tuple(known)
    return list(dict.fromkeys(one for text in texts for one in _nearest(twos(_letters(text)), every, most)))


def _nearest(pairs: Collection[str], known: Iterable[str], most: int) -> Iterator[str]:
    shared = ((sum(pair in text for pair in pairs), text) for text in known)
    like = ((both / (len(pairs) + len(text)), text) for both, text in shared if both)
    yield from (text for _, text in nlargest(most, like, key=itemgetter(0)))


def why(by: Match) -> str:
    """The line that says what the question rests on."""
    likeness = "相同" if by.same else "相近"
    return f"干部教过：和“{by.taught.text}”{likeness}，问的是 {by.taught.topic} · {by.taught.facet}"


def _alike(heard: Heard, own: Heard) -> bool:
    found, known = heard.found, own.found
    same = set(found.rules) == set(known.rules) and set(found.facets) == set(known.facets)
    return same and not _told(heard.reading.events) - _told(own.reading.events)


def _told(events: Sequence[Event]) -> set[tuple[What, Whose]]:
    """Of whom what is spoken, told or asked: “我妈住院” is another matter than “我住院”."""
    return {(event.what, event.whose) for event in events}


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _differing(one: str, other: str) -> set[str]:
    ours, theirs = Counter(one), Counter(other)
    return set(ours - theirs) | set(theirs - ours)
