"""A linear classifier that fits in a text file: averaged passive-aggressive learning, sparse weights, exact repeats.

Crammer et al., “Online Passive-Aggressive Algorithms”, JMLR 7 (2006), multiclass PA-I, weights averaged over all steps
(Freund & Schapire 1999). A trained model is data (`lexicon/model.json`); a test holds it to the phrasings it came from.
"""

from __future__ import annotations

import json
import random
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MARGIN, STEP, EPOCHS = 0.5, 0.1, 8
SCALE = 10_000
SMALLEST = 30

Example = tuple[frozenset[str], str]
Weights = defaultdict[str, defaultdict[str, float]]


class Rows(Mapping[str, Sequence[int]]):
    """Rows of whole numbers by name, one after another in one array, each after its length.

    A list for each row would take 6 MB of memory, and leave holes where it was read.
    """

    def __init__(self, names: Iterable[str], numbers: Iterable[int]) -> None:
        self._numbers = array("i", numbers)
        self._at: dict[str, int] = {}
        at = 0
        for name in names:
            self._at[name] = at
            at += 1 + self._numbers[at]

    def __getitem__(self, name: str) -> Sequence[int]:
        at = self._at[name]
        return self._numbers[at + 1 : at + 1 + self._numbers[at]]

    def __contains__(self, name: object) -> bool:
        return name in self._at

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


@dataclass(frozen=True)
class Model:
    """By feature: class numbers and weights by turns, in 1/SCALE. `fingerprint` names the lexicon it was trained on."""

    classes: tuple[str, ...]
    weights: Mapping[str, Sequence[int]]
    fingerprint: str

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """Class → score, highest first. A class that no feature speaks of is absent."""
        total = [0] * len(self.classes)
        for feature in features:
            if feature in self.weights:
                row = self.weights[feature]
                for at in range(0, len(row), 2):
                    total[row[at]] += row[at + 1]
        ranked = sorted(zip(total, self.classes, strict=True), key=lambda one: (-one[0], one[1]))
        return {name: weight / SCALE for weight, name in ranked if weight}

    def save(self, path: Path) -> None:
        numbers = [number for row in self.weights.values() for number in (len(row), *row)]
        content = {
            "fingerprint": self.fingerprint,
            "classes": self.classes,
            "names": list(self.weights),
            "numbers": numbers,  # of each name in turn: how many, then its row
        }
        path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Model:
        content = json.loads(path.read_text(encoding="utf-8"))
        weights = Rows(content["names"], content["numbers"])
        return cls(tuple(content["classes"]), weights, content["fingerprint"])


def train(examples: Sequence[Example], fingerprint: str = "", seed: int = 7) -> Model:
    """The averaged model. The same examples in the same order give the same model on every machine."""
    classes = sorted({label for _, label in examples})
    weights: Weights = defaultdict(lambda: defaultdict(float))
    drift: Weights = defaultdict(lambda: defaultdict(float))
    order = list(range(len(examples)))
    shuffle = random.Random(seed)  # noqa: S311 - shuffles examples, keeps no secret
    step = 1
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for at in order:
            _learn(*examples[at], classes, weights, drift, step)
            step += 1
    return Model(tuple(classes), _averaged(classes, weights, drift, step), fingerprint)


def _learn(
    features: frozenset[str], label: str, classes: list[str], weights: Weights, drift: Weights, step: int
) -> None:
    scores = dict.fromkeys(classes, 0.0)
    for feature in sorted(features):
        if feature in weights:
            for name, weight in weights[feature].items():
                scores[name] += weight
    rival = max((name for name in classes if name != label), key=scores.__getitem__)
    loss = MARGIN - (scores[label] - scores[rival])
    if loss <= 0:
        return
    size = min(STEP, loss / (2 * len(features)))
    for feature in features:
        for name, move in ((label, size), (rival, -size)):
            weights[feature][name] += move
            drift[feature][name] += step * move


def _averaged(classes: list[str], weights: Weights, drift: Weights, steps: int) -> dict[str, list[int]]:
    number = {name: at for at, name in enumerate(classes)}
    kept: dict[str, list[int]] = {}
    for feature in sorted(weights):
        row: list[int] = []
        for name, weight in sorted(weights[feature].items()):
            whole = round((weight - drift[feature][name] / steps) * SCALE)
            if abs(whole) >= SMALLEST:
                row += (number[name], whole)
        if row:
            kept[feature] = row
    return kept
