"""The learned weights as a table of whole numbers that fits in a text file, and the scores that they give.

A score is the log-odds of a class: the weights of what is seen, summed, over the root of how many of it the table
knows (a long message is no surer than a short one), and the class's bias. Above 0 the class is likelier than not.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from pathlib import Path

SCALE = 100


@dataclass(frozen=True)
class Scores:
    """Log-odds by class; `of` gives one head's, the likeliest first. `totals` and `known` are the sums behind them."""

    values: Sequence[float]
    heads: Mapping[str, tuple[tuple[str, int], ...]]
    totals: Sequence[int]
    known: int

    def of(self, head: str) -> list[tuple[float, str]]:
        return sorted(((self.values[at], name) for name, at in self.heads.get(head, ())), key=lambda one: -one[0])

    def above(self, head: str, bar: float = 0.0) -> list[str]:
        return [name for value, name in self.of(head) if value > bar]

    def best(self, head: str) -> tuple[float, str]:
        return max(((self.values[at], name) for name, at in self.heads[head]), default=(-9.0, ""))

    def get(self, head: str, name: str) -> float:
        return next((self.values[at] for known, at in self.heads.get(head, ()) if known == name), -9.0)


@dataclass(frozen=True)
class Table:
    """By feature a row of class numbers and weights in 1/SCALE by turns, all rows in one array (a list each would take
    ten times the memory). `fingerprint` names what it was learned from."""

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    at: Mapping[str, int]
    numbers: array[int]
    fingerprint: str = ""

    @cached_property
    def heads(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Head → its classes with their numbers."""
        found: dict[str, list[tuple[str, int]]] = {}
        for number, name in enumerate(self.classes):
            head, _, own = name.partition(":")
            found.setdefault(head, []).append((own, number))
        return {head: tuple(names) for head, names in found.items()}

    def scores(self, seen: Iterable[str]) -> Scores:
        return self._added([0] * len(self.classes), 0, seen)

    def more(self, scores: Scores, seen: Iterable[str]) -> Scores:
        """Scores of what was seen before with more beside it."""
        return self._added(list(scores.totals), scores.known, seen)

    def _added(self, totals: list[int], known: int, seen: Iterable[str]) -> Scores:
        numbers, find = self.numbers, self.at.get
        for feature in seen:
            if (at := find(feature)) is not None:
                known += 1
                for place in range(at + 1, at + numbers[at], 2):
                    totals[numbers[place]] += numbers[place + 1]
        size = SCALE * sqrt(known or 1)
        values = [total / size + bias / SCALE for total, bias in zip(totals, self.bias, strict=True)]
        return Scores(values, self.heads, totals, known)

    def weights_of(self, feature: str) -> dict[str, float]:
        """Class → weight; for `--explain`."""
        if (at := self.at.get(feature)) is None:
            return {}
        places = range(at + 1, at + self.numbers[at], 2)
        return {self.classes[self.numbers[place]]: self.numbers[place + 1] / SCALE for place in places}

    def save(self, path: Path) -> None:
        content = {
            "fingerprint": self.fingerprint,
            "classes": self.classes,
            "bias": self.bias,
            "names": list(self.at),
            "numbers": self.numbers.tolist(),  # of each name in turn: how many numbers, itself included, then its row
        }
        path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Table:
        content = json.loads(path.read_text(encoding="utf-8"))
        numbers = array("h", content["numbers"])
        return cls(
            tuple(content["classes"]),
            tuple(content["bias"]),
            _places(content["names"], numbers),
            numbers,
            content["fingerprint"],
        )


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
