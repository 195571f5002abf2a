"""Chooses bars (`bars.py`) of messages whose writers the table has not seen: where they would have done best.

What is above a bar is believed. To believe what is right gains something, to believe what is wrong loses something, and
how much of the one outweighs how much of the other is what a criterion states, as a `share`: at the bar itself so much
of what is believed is right. A share of 0.5 says that either error is as bad; at 0.2 it is four times as bad to miss
what is right. A table's log-odds should make any bar ln(share / (1 - share)); they do so for a head as a whole, and not
for what stands in one circumstance of it, which is why bars are chosen.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.reading.bars import Bars
from knowledge.reading.evidence import Evidence
from knowledge.reading.heads import labels
from knowledge.reading.linear import Scores
from knowledge.reading.rows import Row

STEP = 10  # bars are tenths
NEAR = 0.003  # of what could be gained; bars that differ by no more are as good as each other
LEAST = 30  # messages right, and as many wrong, of which a bar can be chosen
LOWEST, HIGHEST = -90, 60  # tenths

Judged = tuple[float, bool]
"""A score that a bar is held against, and whether it were right to believe it."""


@dataclass(frozen=True)
class Held:
    """A labelled message with the scores of a table that has not seen its writer. `right`: by head its classes, of the
    heads that are labelled; `sides` gives those that the words of an asking part show."""

    row: Row
    right: Mapping[str, frozenset[str]]
    found: Evidence
    scores: Scores
    sides: Callable[[str], tuple[str, ...]]

    @classmethod
    def of(cls, row: Row, found: Evidence, scores: Scores, sides: Callable[[str], tuple[str, ...]]) -> Held:
        sums = replace(scores.sums, by_class=array("i", scores.sums.by_class))  # of all messages they take much room
        right = {head: frozenset(names) for head, names in labels(row).items()}
        return cls(row, right, found, replace(scores, sums=sums), sides)

    def with_bars(self, bars: Bars) -> Held:
        """The scores in order are not kept: of all messages they would take a gigabyte."""
        scores = self.scores
        return replace(self, scores=Scores(scores.heads, scores.biases, scores.sums, scores.size, bars))


@dataclass(frozen=True)
class Criterion:
    """What a bar is chosen by. `judged` gives what it is held against in a message, in the circumstance that it is for,
    by the bars that were chosen in the stages before."""

    bar: str
    share: float
    judged: Callable[[Held], Iterable[Judged]]


Stage = Sequence[Criterion]


@dataclass(frozen=True)
class Tally:
    """How many of what a bar is held against are right and wrong, by the highest tenth that lies below them."""

    right: Counter[int] = field(default_factory=Counter)
    wrong: Counter[int] = field(default_factory=Counter)

    def add(self, judged: Iterable[Judged]) -> None:
        for score, is_right in judged:
            (self.right if is_right else self.wrong)[min(math.ceil(score * STEP) - 1, HIGHEST)] += 1

    @property
    def tells(self) -> bool:
        """Whether there is enough to choose a bar of."""
        return self.right.total() >= LEAST and self.wrong.total() >= LEAST

    def above(self, bar: float) -> tuple[int, int]:
        """How many right and wrong lie above a bar."""
        lowest = round(bar * STEP)
        right, wrong = (
            sum(count for tenth, count in all_.items() if tenth >= lowest) for all_ in (self.right, self.wrong)
        )
        return right, wrong

    def best(self, share: float) -> float:
        """The bar, in tenths, above which most is gained: each that is right gains what is lacking of the share, each
        that is wrong loses the share. Of bars next to the best and as good, the middle."""
        gains = self._gains(share)
        most = max(gains.values())
        at = max(tenth for tenth, gain in gains.items() if gain == most)
        enough = most - NEAR * (1.0 - share) * self.right.total()
        low = high = at
        while gains.get(low - 1, enough - 1) >= enough:
            low -= 1
        while gains.get(high + 1, enough - 1) >= enough:
            high += 1
        return round((low + high) / 2) / STEP

    def _gains(self, share: float) -> Mapping[int, float]:
        """By bar in tenths, what is gained by believing all above it."""
        right = wrong = 0
        gains = {}
        for tenth in range(HIGHEST, LOWEST - 1, -1):
            right, wrong = right + self.right[tenth], wrong + self.wrong[tenth]
            gains[tenth] = right * (1.0 - share) - wrong * share
        return gains


def chosen(stages: Iterable[Stage], held: Sequence[Held], by_hand: Bars) -> Bars:
    """The bars, each where it would have done best; what too few messages tell of stays as it is by hand."""
    bars = by_hand
    for stage in stages:
        tallies = tallied(stage, held, bars)
        best = {one.bar: tallies[one.bar].best(one.share) for one in stage if tallies[one.bar].tells}
        bars = replace(bars, **best)
    return bars


def tallied(stage: Stage, held: Iterable[Held], bars: Bars) -> Mapping[str, Tally]:
    """By bar, what it is held against. Each message is looked at once for all of a stage, since its scores are kept in
    order no longer than that."""
    tallies = {one.bar: Tally() for one in stage}
    for message in held:
        seen = message.with_bars(bars)
        for one in stage:
            tallies[one.bar].add(one.judged(seen))
    return tallies
