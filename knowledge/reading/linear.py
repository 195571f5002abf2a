"""The learned weights as a table of whole numbers, and the scores that they give.

A score is the log-odds of a class: the weights of what is seen, summed, over the root of how many of it the table
knows (a long message is no surer than a short one), and the class's bias. Above 0 the class is likelier than not.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import sqrt
from operator import add

from knowledge.reading.bars import BY_HAND, Bars
from knowledge.reading.rowindex import PAIR, Rows

SCALE = 100  # weights are whole hundredths
LANE = 32  # bits of a class in a long number
HALF = 1 << (LANE - 1)  # the nought of a lane, so that no sum below it borrows from the next
LONG, MOST = 40, 3000  # pairs in a row that is worth a long number, and how many of those are kept
LATELY = 8192  # features of which the rows are kept
UNHEARD = -9.0


Head = tuple[int, int, tuple[str, ...]]
"""Where a head's classes stand among all, and their names without it."""
NO_HEAD: Head = (0, 0, ())  # of which nothing has been learned yet


@dataclass(frozen=True)
class Sums:
    """What has been seen, added up by class, and how many features the table knows of it."""

    by_class: array[int]
    known: int

    def __add__(self, other: Sums) -> Sums:
        return Sums(array("i", map(add, self.by_class, other.by_class)), self.known + other.known)


@dataclass(frozen=True)
class Scores:
    """Log-odds by class; `of` gives one head's, the likeliest first. `size` is what divides the sums to log-odds; they
    are worked out for the heads that are asked for. `bars` are those of the table."""

    heads: Mapping[str, Head]
    biases: Sequence[float]
    sums: Sums
    size: float
    bars: Bars = BY_HAND
    _ranked: dict[str, list[tuple[float, str]]] = field(default_factory=dict, compare=False, repr=False)

    def _values(self, head: str) -> list[tuple[float, str]]:
        start, end, names = self.heads.get(head, NO_HEAD)
        size, sums, biases = self.size, self.sums.by_class[start:end], self.biases[start:end]
        return [(one / size + bias, name) for one, bias, name in zip(sums, biases, names, strict=True)]

    def of(self, head: str) -> list[tuple[float, str]]:
        if head not in self._ranked:
            self._ranked[head] = sorted(self._values(head), reverse=True)
        return self._ranked[head]

    def above(self, head: str, bar: float = 0.0) -> list[str]:
        return [name for value, name in self._values(head) if value > bar]

    def best(self, head: str) -> tuple[float, str]:
        return self.of(head)[0]

    def lead(self, head: str) -> float:
        """How far the likeliest class is ahead of the next, in log-odds."""
        first, second, *_ = self.of(head)
        return first[0] - second[0]

    def get(self, head: str, name: str) -> float:
        start, _, names = self.heads.get(head, NO_HEAD)
        if name not in names:
            return UNHEARD
        at = start + names.index(name)
        return self.sums.by_class[at] / self.size + self.biases[at]


@dataclass(frozen=True)
class Table:
    """By feature a row of class numbers and weights in 1/SCALE. `fingerprint` names what it was learned from, `words`
    are those of the messages that it was learned from. Classes of one head stand together. With this table's help was
    learned how a turn stands to its talk (`beside`), and which topic it asks of (`meant`). `bars`: above
    which scores what it says is believed.

    Long rows are added up as one long number with LANE bits for each class: of many weights that takes a twentieth of
    the time that it takes to add them one by one. Such numbers are made when a row is first needed, which is soon for
    what is common.
    """

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    rows: Rows
    fingerprint: str = ""
    words: frozenset[str] = frozenset()
    beside: Table | None = None
    meant: Mapping[str, float] = field(default_factory=dict, repr=False)
    bars: Bars = BY_HAND
    _wide: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def heads(self) -> Mapping[str, Head]:
        found: dict[str, list[str]] = {}
        for name in self.classes:
            head, _, own = name.partition(":")
            found.setdefault(head, []).append(own)
        starts = {head: next(at for at, one in enumerate(self.classes) if one.startswith(f"{head}:")) for head in found}
        return {head: (starts[head], starts[head] + len(names), tuple(names)) for head, names in found.items()}

    def scores(self, seen: Iterable[str]) -> Scores:
        return self._scores(self._sums(seen))

    def more(self, scores: Scores, seen: Iterable[str]) -> Scores:
        """Scores of what was seen before with more beside it."""
        return self._scores(scores.sums + self._sums(seen))

    def together(self, scores: Sequence[Scores]) -> Scores:
        """Scores of all that was seen of several messages."""
        first, *others = (one.sums for one in scores)
        return self._scores(sum(others, first))

    def _scores(self, sums: Sums) -> Scores:
        return Scores(self.heads, self._biases, sums, SCALE * sqrt(sums.known or 1), self.bars)

    def _sums(self, seen: Iterable[str]) -> Sums:
        """What the weights of all that is seen add up to, by class."""
        rows = [row for row in map(self._row, seen) if row]
        halves = self._halves
        total = sum([row for row in rows if row.__class__ is int], halves) ^ halves
        found = lower_first(array("i", total.to_bytes(len(self.classes) * LANE // 8, "little"))).tolist()
        for number, weight in _pairs(b"".join([row for row in rows if row.__class__ is bytes])):
            found[number] += weight
        return Sums(array("i", found), len(rows))

    @cached_property
    def _row(self) -> Callable[[str], bytes | int]:
        """A feature's row, as one long number if it is LONG; empty where it is not known."""
        return lru_cache(LATELY)(self._looked_up)

    def _looked_up(self, feature: str) -> bytes | int:
        wide = self._wide
        if feature in wide:
            return wide[feature]
        row = self.rows.of(feature)
        if len(row) < LONG * PAIR or len(wide) >= MOST:
            return row
        return wide.setdefault(feature, self._added_up(row))

    def _added_up(self, row: bytes) -> int:
        lanes = array("I", [HALF]) * len(self.classes)
        for number, weight in _pairs(row):
            lanes[number] += weight
        return int.from_bytes(lower_first(lanes).tobytes(), "little") - self._halves

    @cached_property
    def _halves(self) -> int:
        """HALF in every lane, so that no sum below zero borrows from the next. To take it off again its bit is turned,
        which leaves the sum as a number with a sign."""
        return sum(HALF << (LANE * number) for number in range(len(self.classes)))

    @cached_property
    def _biases(self) -> tuple[float, ...]:
        return tuple(bias / SCALE for bias in self.bias)

    def weights_of(self, feature: str) -> dict[str, float]:
        """Class → weight."""
        return {self.classes[number]: weight / SCALE for number, weight in _pairs(self.rows.of(feature))}

    def shares(self, seen: Iterable[str], key: str) -> dict[str, float]:
        """What each feature adds to a class's score; for `--explain`."""
        found = {one: weights for one in seen if (weights := self.weights_of(one))}
        root = sqrt(len(found) or 1)
        return {one: weights.get(key, 0.0) / root for one, weights in found.items()}


def _pairs(row: bytes) -> Iterator[tuple[int, int]]:
    """Class numbers and weights."""
    numbers = lower_first(array("h", row))
    return zip(numbers[::2], numbers[1::2], strict=True)


def lower_first(numbers: array[int]) -> array[int]:
    """As they are in a file, the lower byte first, from as they are in memory; or the other way round."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
