"""The learned weights as a table of whole numbers that fits in a text file, and the scores that they give.

A score is the log-odds of a class: the weights of what is seen, summed, over the root of how many of it the table
knows (a long message is no surer than a short one), and the class's bias. Above 0 the class is likelier than not.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt
from operator import add
from struct import Struct

from knowledge.reading.bars import BY_HAND, Bars
from knowledge.reading.rowindex import RowIndex

SCALE = 100  # weights are whole hundredths
LANE = 32  # bits of a class in a long number
HALF = 1 << (LANE - 1)  # the nought of a lane, so that no sum below it borrows from the next
LONG, KEPT = 25, 6000  # numbers in a row that is worth a long number, and how many are kept
UNHEARD = -9.0


Head = tuple[int, int, tuple[str, ...]]
"""Where a head's classes stand among all, and their names without it."""
NO_HEAD: Head = (0, 0, ())  # of which nothing has been learned yet


@dataclass(frozen=True)
class Sums:
    """What has been seen, added up by class, and how many features the table knows of it."""

    by_class: Sequence[int]
    known: int

    def __add__(self, other: Sums) -> Sums:
        return Sums(list(map(add, self.by_class, other.by_class)), self.known + other.known)


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

    def get(self, head: str, name: str) -> float:
        start, _, names = self.heads.get(head, NO_HEAD)
        if name not in names:
            return UNHEARD
        at = start + names.index(name)
        return self.sums.by_class[at] / self.size + self.biases[at]


@dataclass(frozen=True)
class Table:
    """By feature a row of class numbers and weights in 1/SCALE by turns, all rows in one array (a list each would take
    ten times the memory); `ends` says where each ends. `fingerprint` names what it was learned from, `words` are those
    of the messages that it was learned from. Classes of one head stand together. With this table's help was learned how
    a turn stands to its talk (`beside`), and which topic it asks of (`meant`). `bars`: above which
    scores what it says is believed.

    Long rows are added up as one long number with LANE bits for each class: of many weights that takes a twentieth of
    the time that it takes to add them one by one. Such numbers are made when a row is first needed, which is soon for
    what is common, and only so many are kept.
    """

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    index: RowIndex
    ends: array[int]
    numbers: array[int]
    fingerprint: str = ""
    words: frozenset[str] = frozenset()
    beside: Table | None = None
    meant: Mapping[str, float] = field(default_factory=dict, repr=False)
    bars: Bars = BY_HAND
    _wide: dict[int, int] = field(default_factory=dict, compare=False, repr=False)

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

    def _scores(self, sums: Sums) -> Scores:
        return Scores(self.heads, self._biases, sums, SCALE * sqrt(sums.known or 1), self.bars)

    def _sums(self, seen: Iterable[str]) -> Sums:
        rows = self.index.rows(seen)
        return Sums(self._by_class(rows), len(rows))

    def _by_class(self, rows: Iterable[int]) -> list[int]:
        """What the weights of these rows add up to, by class."""
        total, short, wide = self._halves, array("h"), self._wide
        for row in rows:
            if row in wide:
                total += wide[row]
                continue
            numbers = self._row(row)
            if len(numbers) < LONG or len(wide) >= KEPT:
                short += numbers
            else:
                total += wide.setdefault(row, sum(weight << (LANE * number) for number, weight in _pairs(numbers)))
        found = [lane - HALF for lane in self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))]
        for number, weight in _pairs(short):
            found[number] += weight
        return found

    def _row(self, row: int) -> array[int]:
        """Class numbers and weights by turns."""
        return self.numbers[self.ends[row - 1] if row else 0 : self.ends[row]]

    @cached_property
    def _halves(self) -> int:
        """HALF in every lane, so that no sum below zero borrows from the next."""
        return sum(HALF << (LANE * number) for number in range(len(self.classes)))

    @cached_property
    def _lanes(self) -> Struct:
        return Struct(f"<{len(self.classes)}I")

    @cached_property
    def _biases(self) -> tuple[float, ...]:
        return tuple(bias / SCALE for bias in self.bias)

    def weights_of(self, feature: str) -> dict[str, float]:
        """Class → weight."""
        rows = self.index.rows((feature,))
        return {self.classes[number]: weight / SCALE for row in rows for number, weight in _pairs(self._row(row))}

    def shares(self, seen: Iterable[str], key: str) -> dict[str, float]:
        """What each feature adds to a class's score; for `--explain`."""
        found = {one: self.weights_of(one) for one in seen if self.index.rows((one,))}
        root = sqrt(len(found) or 1)
        return {one: weights.get(key, 0.0) / root for one, weights in found.items()}


def _pairs(numbers: array[int]) -> Iterator[tuple[int, int]]:
    return zip(numbers[::2], numbers[1::2], strict=True)
