"""The learned weights as a table of whole numbers that fits in a text file, and the scores that they give.

A score is the log-odds of a class: the weights of what is seen, summed, over the root of how many of it the table
knows (a long message is no surer than a short one), and the class's bias. Above 0 the class is likelier than not.
"""

from __future__ import annotations

import json
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import sqrt
from pathlib import Path
from struct import Struct

SCALE = 100
LANE, HALF = 32, 1 << 31  # bits for a class in a long number, and the nought of a lane
LONG = 17  # numbers in a row that is worth a long number
UNHEARD = -9.0


Head = tuple[int, int, tuple[str, ...]]
"""Where a head's classes stand among all, and their names without it."""
NO_HEAD: Head = (0, 0, ())  # of which nothing has been learned yet


@dataclass(frozen=True)
class Scores:
    """Log-odds by class; `of` gives one head's, the likeliest first. `lanes` are the sums, `size` what divides them to
    log-odds; they are worked out for the heads that are asked for. `total` and `known` let more be added."""

    heads: Mapping[str, Head]
    biases: Sequence[float]
    lanes: Sequence[int]
    size: float
    total: int
    known: int
    _ranked: dict[str, list[tuple[float, str]]] = field(default_factory=dict, compare=False, repr=False)

    def _values(self, head: str) -> Iterator[tuple[float, str]]:
        start, end, names = self.heads.get(head, NO_HEAD)
        size = self.size
        return (
            ((lane - HALF) / size + bias, name)
            for lane, bias, name in zip(self.lanes[start:end], self.biases[start:end], names, strict=True)
        )

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
        return (self.lanes[at] - HALF) / self.size + self.biases[at]


@dataclass(frozen=True)
class Table:
    """By feature a row of class numbers and weights in 1/SCALE by turns, all rows in one array (a list each would take
    ten times the memory). `fingerprint` names what it was learned from, `words` are those
    of the messages that it was learned from. Classes of one head stand together.

    Rows are added up as one long number with LANE bits for each class: of many weights that takes a twentieth of the
    time that it takes to add them one by one. The long numbers are made when a row is first needed, and kept for the
    rows that are long, which are those of what is common.
    """

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    at: Mapping[str, int]
    numbers: array[int]
    fingerprint: str = ""
    words: frozenset[str] = frozenset()
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
        return self._added(0, 0, seen)

    def more(self, scores: Scores, seen: Iterable[str]) -> Scores:
        """Scores of what was seen before with more beside it."""
        return self._added(scores.total, scores.known, seen)

    def _added(self, total: int, known: int, seen: Iterable[str]) -> Scores:
        wide, places = self._wide, self.at
        few: dict[int, int] = {}
        for feature in seen:
            if feature in wide:
                total += wide[feature]
                known += 1
            elif feature in places:
                known += 1
                total += self._narrow(feature, few)
        total += sum(weight << (LANE * number) for number, weight in few.items())
        lanes = self._lanes.unpack((total + self._half).to_bytes(self._lanes.size, "little"))
        return Scores(self.heads, self._biases, lanes, SCALE * sqrt(known or 1), total, known)

    def _narrow(self, feature: str, few: dict[int, int]) -> int:
        """Adds a short row to `few`; a long one is made a number, kept and given."""
        at, numbers = self.at[feature], self.numbers
        end = at + numbers[at]
        if end - at < LONG:
            for place in range(at + 1, end, 2):
                number = numbers[place]
                few[number] = few.get(number, 0) + numbers[place + 1]
            return 0
        row = sum(numbers[place + 1] << (LANE * numbers[place]) for place in range(at + 1, end, 2))
        self._wide[feature] = row
        return row

    @cached_property
    def _half(self) -> int:
        """HALF in every lane, so that no sum below zero borrows from the next."""
        return sum(HALF << (LANE * number) for number in range(len(self.classes)))

    @cached_property
    def _lanes(self) -> Struct:
        return Struct(f"<{len(self.classes)}I")

    @cached_property
    def _biases(self) -> tuple[float, ...]:
        return tuple(bias / SCALE for bias in self.bias)

    def weights_of(self, feature: str) -> dict[str, float]:
        """Class → weight; for `--explain`."""
        if (at := self.at.get(feature)) is None:
            return {}
        places = range(at + 1, at + self.numbers[at], 2)
        return {self.classes[self.numbers[place]]: self.numbers[place + 1] / SCALE for place in places}

    def joined(self, other: Table) -> Table:
        """One table with the classes and the features of both, of which they share none."""
        shift, end = len(self.classes), len(self.numbers)
        moved = other.numbers[:]
        for at in other.at.values():
            for place in range(at + 1, at + other.numbers[at], 2):
                moved[place] += shift
        return replace(
            self,
            classes=self.classes + other.classes,
            bias=self.bias + other.bias,
            at={**self.at, **{name: at + end for name, at in other.at.items()}},
            numbers=self.numbers + moved,
            _wide={},
        )

    def save(self, path: Path) -> None:
        content = {
            "fingerprint": self.fingerprint,
            "classes": self.classes,
            "bias": self.bias,
            "names": "\n".join(self.at),
            "words": "\n".join(sorted(self.words)),
            "numbers": _as_text(self.numbers),  # of each name in turn: how many numbers, itself included, then its row
        }
        path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Table:
        """Of another version's form: TypeError, ValueError or KeyError."""
        content = json.loads(path.read_text(encoding="utf-8"))
        numbers = _from_text(content["numbers"])
        return cls(
            tuple(content["classes"]),
            tuple(content["bias"]),
            _places(_lines(content["names"]), numbers),
            numbers,
            content["fingerprint"],
            frozenset(_lines(content["words"])),
        )


def _as_text(numbers: array[int]) -> str:
    """Two bytes each, the lower first, in base 64, which is read in a third of the time of a list of numbers."""
    return b64encode(_lower_first(numbers).tobytes()).decode("ascii")


def _from_text(text: str) -> array[int]:
    numbers = array("h")
    numbers.frombytes(b64decode(text, validate=True))
    return _lower_first(numbers)


def _lower_first(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _places(names: Iterable[str], numbers: Sequence[int]) -> dict[str, int]:
    found, at = {}, 0
    for name in names:
        found[name] = at
        at += numbers[at]
    return found


def packed(
    features: Sequence[str],
    classes: Sequence[str],
    weights: Iterable[Iterable[tuple[int, float]]],
    bias: Iterable[float],
) -> tuple[dict[str, int], array[int], tuple[int, ...]]:
    """Places, numbers and biases for a Table from sparse rows of (class number, weight)."""
    numbers: array[int] = array("h")
    at: dict[str, int] = {}
    for feature, row in zip(features, weights, strict=True):
        whole = [(number, round(weight * SCALE)) for number, weight in row]
        if whole:
            at[feature] = len(numbers)
            numbers.append(1 + 2 * len(whole))
            numbers.extend(value for pair in whole for value in pair)
    return at, numbers, tuple(round(one * SCALE) for one in bias)
