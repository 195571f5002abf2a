"""The learned weights as a table of whole numbers that fits in a text file, and the scores that they give.

A score is the log-odds of a class: the weights of what is seen, summed, over the root of how many of it the table
knows (a long message is no surer than a short one), what the hidden layer passes on, and the class's bias. Above 0 the
class is likelier than not. What is learned of both is averaged (`learn`), so they are merely added here.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt
from operator import add
from struct import Struct

from knowledge.reading.hidden import HALF, LANE, Hidden
from knowledge.reading.rowindex import RowIndex

SCALE, FINER = 100, 256  # weights are whole hundredths; of sums, FINER parts of that
LONG, KEPT = 25, 6000  # numbers in a row that is worth a long number, and how many are kept
UNHEARD = -9.0
NONE = -1


Head = tuple[int, int, tuple[str, ...]]
"""Where a head's classes stand among all, and their names without it."""
NO_HEAD: Head = (0, 0, ())  # of which nothing has been learned yet


@dataclass(frozen=True)
class Sums:
    """What has been seen, added up: by class, by hidden unit, and how many features each of the two knows."""

    direct: Sequence[int]
    units: Sequence[int]
    known: int
    deep: int

    def __add__(self, other: Sums) -> Sums:
        direct, units = list(map(add, self.direct, other.direct)), list(map(add, self.units, other.units))
        return Sums(direct, units, self.known + other.known, self.deep + other.deep)


@dataclass(frozen=True)
class Scores:
    """Log-odds by class; `of` gives one head's, the likeliest first. `passed` is what the hidden layer adds to the
    sums, `size` what divides both to log-odds; they are worked out for the heads that are asked for."""

    heads: Mapping[str, Head]
    biases: Sequence[float]
    sums: Sums
    passed: Sequence[int]
    size: float
    _ranked: dict[str, list[tuple[float, str]]] = field(default_factory=dict, compare=False, repr=False)

    def _values(self, head: str) -> list[tuple[float, str]]:
        start, end, names = self.heads.get(head, NO_HEAD)
        size, parts = self.size, (one[start:end] for one in (self.sums.direct, self.passed, self.biases))
        return [
            ((direct * FINER + passed - HALF) / size + bias, name)
            for direct, passed, bias, name in zip(*parts, names, strict=True)
        ]

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
        return (self.sums.direct[at] * FINER + self.passed[at] - HALF) / self.size + self.biases[at]


@dataclass(frozen=True)
class Table:
    """By feature a row of class numbers and weights in 1/SCALE by turns, all rows in one array (a list each would take
    ten times the memory); `ends` says where each ends. `deep` is the place of its row in the hidden layer, or NONE.
    `fingerprint` names what it was learned from, `words` are those of the messages that it was learned from. Classes of
    one head stand together. With this table's help was learned how a turn stands to its talk (`beside`), and which
    topic it asks of (`meant`).

    Long rows are added up as one long number with LANE bits for each class: of many weights that takes a twentieth of
    the time that it takes to add them one by one. Such numbers are made when a row is first needed, which is soon for
    what is common, and only so many are kept.
    """

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    index: RowIndex
    ends: array[int]
    numbers: array[int]
    deep: array[int] = field(default_factory=lambda: array("i"))
    hidden: Hidden | None = None
    fingerprint: str = ""
    words: frozenset[str] = frozenset()
    beside: Table | None = None
    meant: Mapping[str, float] = field(default_factory=dict, repr=False)
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
        passed = self.hidden.passed(self._active(sums)) if self.hidden else self._none_passed
        return Scores(self.heads, self._biases, sums, passed, FINER * SCALE * sqrt(sums.known or 1))

    def _active(self, sums: Sums) -> list[int]:
        """How much each hidden unit passes on."""
        root = sqrt(sums.known or 1)
        return self.hidden.active(sums.units, root, root / sqrt(sums.deep or 1)) if self.hidden else []

    def _sums(self, seen: Iterable[str]) -> Sums:
        rows, places = self.index.rows(seen), self.deep
        if self.hidden is None:
            return Sums(self._direct(rows), (), len(rows), 0)
        deep = [place for row in rows if (place := places[row]) != NONE]
        return Sums(self._direct(rows), self.hidden.sums(deep), len(rows), len(deep))

    def _direct(self, rows: Iterable[int]) -> list[int]:
        """What the direct weights of these rows add up to, by class."""
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
    def _none_passed(self) -> tuple[int, ...]:
        return (HALF,) * len(self.classes)

    @cached_property
    def _lanes(self) -> Struct:
        return Struct(f"<{len(self.classes)}I")

    @cached_property
    def _biases(self) -> tuple[float, ...]:
        return tuple(bias / SCALE for bias in self.bias)

    def weights_of(self, feature: str) -> dict[str, float]:
        """Class → direct weight."""
        rows = self.index.rows((feature,))
        return {self.classes[number]: weight / SCALE for row in rows for number, weight in _pairs(self._row(row))}

    def shares(self, seen: Iterable[str], key: str) -> dict[str, float]:
        """What each feature adds to a class's score: its direct weight, and what it adds to the units that pass
        something on; for `--explain`."""
        seen = list(seen)
        if key not in self.classes:
            return {}
        sums, at = self._sums(seen), self.classes.index(key)
        active = self._active(sums)
        root = FINER * SCALE * sqrt(sums.known or 1)
        deeper = sqrt((sums.known or 1) / (sums.deep or 1))
        found = {}
        for feature in seen:
            for row in self.index.rows((feature,)):
                direct = sum(weight * FINER for number, weight in _pairs(self._row(row)) if number == at)
                found[feature] = (direct + self._passed_on(row, at, active) * deeper) / root
        return found

    def _passed_on(self, row: int, at: int, active: Sequence[int]) -> int:
        """What a feature passes on to a class through the units that are at work."""
        if self.hidden is None or self.deep[row] == NONE:
            return 0
        own = self.hidden.sums([self.deep[row]])
        out = self.hidden.out
        return sum(one * out[unit][at] for unit, (one, much) in enumerate(zip(own, active, strict=True)) if much)


def _pairs(numbers: array[int]) -> Iterator[tuple[int, int]]:
    return zip(numbers[::2], numbers[1::2], strict=True)
