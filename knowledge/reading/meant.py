"""Which topic a question asks of: one of the message's own likeliest, or one that the talk has been about.

The table alone does not know that (“多少” after a question about a wedding), nor do the words
(“奖金有没有，小孟去年评上了” in a talk about who is commended): so the candidates are weighed by what is seen of
each beside the others, as labelled turns have taught (`crossfit.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from knowledge.lexicon.model import STRONG
from knowledge.reading.asking import asks
from knowledge.reading.evidence import Evidence, by_topic, worded_surely
from knowledge.reading.features import STEPS, step, twos
from knowledge.reading.happenings import KINDS
from knowledge.reading.heads import FACET, TOPIC
from knowledge.reading.linear import Scores
from knowledge.reading.model import Link
from knowledge.reading.named import LEADS_ON
from knowledge.reading.naming import OUT, OWN, UNHEARD, WHOLES
from knowledge.reading.topic import Spoken, Topic

LIKELIEST = 5  # topics of the message's own
LIKELIEST_TOGETHER = 3  # of the message and what was said before
RANKS = 4
RANKS_TOGETHER = 6
BRIEF = 10  # characters
SCORES = (-6.0, -5.0, -4.0, -3.5, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 1.0, 2.0)  # log-odds
GAPS = (-6.0, -5.0, -4.0, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5, -0.2)
SHARED = (0, 1, 2, 4)  # runs of two characters
LENGTHS = (8, 20, 40)  # characters
NOWHERE = 9
FAR = -7.0  # log-odds of a topic that no score is known of
ALONE = "alone"  # in place of the link, where there is no talk

Weights = Mapping[str, float]


class Beside(StrEnum):
    """How much of what was said before a message is looked at with it."""

    LAST = "last"  # the message before it
    TALK = "talk"  # the four before it

    @property
    def messages(self) -> int:
        return 1 if self is Beside.LAST else 4


@dataclass(frozen=True)
class View:
    """A question beside the topics that it may ask of. `own`: the topics that it was read to ask of by itself; `link`:
    how it stands to the talk; `together`: the scores of the message with what was said before it, by how much of that
    (`Beside`)."""

    found: Evidence
    scores: Scores
    own: Sequence[str]
    topic: Topic
    link: Link | None
    together: Mapping[Beside, Scores] = field(default_factory=dict)

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        spoken = (one.topic for one in self.topic.spoken)
        likeliest = (name for _, name in self.ranked[:LIKELIEST])
        together = (name for scores in self.together.values() for _, name in scores.of(TOPIC)[:LIKELIEST_TOGETHER])
        return tuple(dict.fromkeys((*spoken, *self.own, *likeliest, UNHEARD, *together)))

    @cached_property
    def ranked(self) -> Sequence[tuple[float, str]]:
        return self.scores.of(TOPIC)

    @cached_property
    def places(self) -> Mapping[str, tuple[int, Spoken]]:
        """Where a topic stands among those spoken of, the latest first."""
        return {one.topic: (at, one) for at, one in enumerate(self.topic.spoken)}

    @cached_property
    def words(self) -> Mapping[str, float]:
        """The weight of the lexicon's words for each topic and look-alike in the message."""
        return by_topic(self.found)

    @cached_property
    def side(self) -> str:
        return self.scores.best(FACET)[1]

    @cached_property
    def size(self) -> int:
        return step(len(self.found.text), STEPS)

    @cached_property
    def manner(self) -> str:
        return f"{bool(LEADS_ON.search(self.found.text)):d}{asks(self.found.text):d}"

    @cached_property
    def twos(self) -> frozenset[str]:
        return twos(self.found.text)

    @cached_property
    def left(self) -> frozenset[str]:
        """The kinds that the talk has left for another kind, and that no word of the message speaks for."""
        kinds = [one for one in self.topic.spoken if one.topic in KINDS]
        latest = self.topic.spoken[0] if self.topic.spoken else None
        gone = [one.topic for one in kinds if latest in kinds and one.age > kinds[0].age]
        return frozenset(gone).difference(self.words)

    @cached_property
    def plain(self) -> str:
        """The kind that a short message names in a plain word of its own, beside no other (“住院给多少”); else ""."""
        strong = worded_surely(self.found)
        named = strong[0] if len(strong) == 1 and len(self.found.text) <= BRIEF else ""
        return named if named in KINDS and list(self.own[:1]) == [named] else ""

    def seen(self, candidate: str) -> Iterator[str]:
        """What is seen of one candidate."""
        score = self.scores.get(TOPIC, candidate)
        place = self._place(candidate)
        talk = place[0]
        link = self.link or ALONE
        best, likeliest = self.ranked[0]
        rank = next((at for at, (_, name) in enumerate(self.ranked[:RANKS]) if name == candidate), NOWHERE)
        own = self.own.index(candidate) if candidate in self.own else NOWHERE
        words = _strength(self.words.get(candidate, 0.0))
        others = _strength(max((weight for one, weight in self.words.items() if one != candidate), default=0.0))
        level, gap, sort = step(score, SCORES), step(score - best, GAPS), _sort(candidate)
        yield f"score {talk}{level}"
        yield f"gap {talk}{gap}"
        yield f"gap {place}{gap} {link}"
        yield f"rank {talk}{rank}"
        yield f"place {place} {link}"
        yield f"size {place}{self.size}"
        yield f"manner {place}{self.manner}"
        yield f"words {place}{words}"
        yield f"words {talk} {words}{others}"
        yield f"others {place}{others}{self.size}"
        yield f"score {talk}{level} {words}{others}"
        yield f"sort {talk}{sort}"
        yield f"sort {sort} {level}"
        yield f"is {candidate}"
        yield f"is {talk}{candidate}"
        yield f"side {candidate} {self.side}"
        yield f"side {talk}{sort} {self.side}"
        yield f"side {place}{self.side}"
        yield f"own {place}{own}"
        yield f"best {place}{step(best, SCORES)}"
        yield f"likeliest {place}{_sort(likeliest)}"
        yield f"likeliest {talk}{candidate == likeliest:d}{likeliest}"
        yield f"latest {talk}{step(self._latest - score, GAPS)}"
        yield from self._spoken(candidate, place, link)
        yield from self._together(candidate, place, link, gap)
        if candidate == UNHEARD:
            yield f"unheard {talk}{step(best, SCORES)}"
            yield f"unheard {step(best, SCORES)}{others} {link}"

    @cached_property
    def _latest(self) -> float:
        """The message's score for the topic spoken of last."""
        latest = self.topic.spoken[0].topic if self.topic.spoken else ""
        return self.scores.get(TOPIC, latest) if latest else FAR

    def _place(self, candidate: str) -> str:
        if not self.topic.said:
            return "s"
        return f"t{min(self.places[candidate][0], 3)}" if candidate in self.places else "n"

    def _spoken(self, candidate: str, place: str, link: str) -> Iterator[str]:
        """How a topic of the talk was spoken of."""
        if candidate not in self.places:
            return
        _, spoken = self.places[candidate]
        yield f"shared {place}{step(len(self.twos & twos(spoken.said)), SHARED)}"
        yield f"age {min(spoken.age, 5)} {link}"
        yield f"said {place}{self.size}{step(len(spoken.said), LENGTHS)}"

    def _together(self, candidate: str, place: str, link: str, gap: int) -> Iterator[str]:
        """How likely it is by the message and what was said before it."""
        talk = place[0]
        for beside, scores in self.together.items():
            ranked = scores.of(TOPIC)
            score = scores.get(TOPIC, candidate)
            behind = step(score - ranked[0][0], GAPS)
            rank = next((at for at, (_, name) in enumerate(ranked[:RANKS_TOGETHER]) if name == candidate), NOWHERE)
            yield f"{beside} score {talk}{step(score, SCORES)}"
            yield f"{beside} gap {talk}{behind}"
            yield f"{beside} rank {talk}{rank}"
            yield f"{beside} rank {place}{rank} {link}"
            yield f"{beside} both {behind} {gap}"


def meant(weights: Weights, view: View) -> str:
    """The candidate that the question most likely asks of; before anything was learned, its own. “能有多少” after two
    kinds asks of the later one."""
    if not weights:
        return view.own[0] if view.own else view.candidates[0]
    if view.plain:
        return view.plain
    best = max(view.candidates, key=lambda one: sum(weights.get(seen, 0.0) for seen in view.seen(one)))
    return view.topic.spoken[0].topic if best in view.left else best


def _strength(weight: float) -> int:
    return 0 if not weight else 1 if weight < STRONG else 2


def _sort(topic: str) -> str:
    if topic == UNHEARD:
        return "unheard"
    if topic in WHOLES:
        return "whole"
    if topic in KINDS:
        return "kind"
    return next((prefix for prefix in (OUT, OWN) if topic.startswith(prefix)), "line")
