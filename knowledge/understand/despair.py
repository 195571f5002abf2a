"""Whether words hint at despair: a classifier of its own, which asks nothing but that.

It sees characters and what `lexicon/despair.toml` finds (heights, farewells, things given away …) one by one and two by
two, since each alone is harmless. The sum is divided by the root of the number of features, so that a long story is no
darker than a short one. Trained like `linear`, for two classes (Crammer et al. 2006, PA-I, weights averaged).
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import sqrt

from knowledge.lexicon.load import Lexicon
from knowledge.understand.features import grams
from knowledge.understand.linear import SCALE, SMALLEST, Model
from knowledge.understand.match import Table
from knowledge.understand.model import Evidence

NAME = "care"
WINDOW, LONG = 48, 60
HINTED, HINTED_IN_A_QUESTION = -0.15, 0.1
JEST, SHORT = -0.4, 20
AMID = 0.45  # what is said in passing in a long message must be so much plainer than a whole message of despair
MARGIN, STEP, EPOCHS, RARE = 1.0, 0.5, 10, 2.0
CLAUSES = re.compile(r"[，,。！!？?；;…\n]+")

Example = tuple[frozenset[str], bool]


@dataclass(frozen=True)
class Motifs:
    """What the classifier of despair is shown of a text in normal form."""

    lexicon: Lexicon

    @cached_property
    def _table(self) -> Table:
        return Table.of(self.lexicon.despair.items())

    def __call__(self, text: str, signs: frozenset[str]) -> frozenset[str]:
        """`signs` are what else was found in the message."""
        found = sorted({hit.owner for hit in self._table.hits(text)})
        both = (f"&{one}&{other}" for one, other in combinations(found, 2))
        return frozenset([*grams(text), *(f"&{motif}" for motif in found), *both, *signs])


@dataclass(frozen=True)
class Despair:
    """Scores messages in normal form: above 0 despair is likelier than not."""

    motifs: Motifs
    model: Model

    def __call__(self, text: str, signs: frozenset[str]) -> float:
        whole = self._score(self.motifs(text, signs))
        if len(text) <= LONG:
            return whole
        return max(whole, *(self._score(self.motifs(part, signs)) - AMID for part in windows(text)))

    def _score(self, features: frozenset[str]) -> float:
        weights = self.model.weights
        return sum(weights[one][1] for one in features if one in weights) / SCALE / sqrt(len(features))


def despairs(found: Evidence) -> bool:
    """Whether help comes first. Plain words are believed, unless they are nearly all of a message that sounds like a
    manner of speaking; a question about a topic must sound darker before it is taken for a hint."""
    plain = "care" in found.signals and (len(found.text) > SHORT or found.despair > JEST)
    return plain or found.despair > (HINTED_IN_A_QUESTION if found.asks_of_a_topic else HINTED)


def windows(text: str) -> Iterable[str]:
    """Neighbouring clauses of together at most WINDOW characters, from each clause on."""
    parts = [part for part in CLAUSES.split(text) if part]
    for start, first in enumerate(parts):
        said = first[:WINDOW]
        for part in parts[start + 1 :]:
            if len(said) + len(part) >= WINDOW:
                break
            said += "，" + part
        yield said


def train(examples: Sequence[Example], fingerprint: str = "", seed: int = 7) -> Model:
    """The same examples in the same order give the same model on every machine. Despair, the rarer, moves more."""
    weights: defaultdict[str, float] = defaultdict(float)
    drift: defaultdict[str, float] = defaultdict(float)
    order = list(range(len(examples)))
    shuffle = random.Random(seed)  # noqa: S311 - shuffles examples, keeps no secret
    steps = 1
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for at in order:
            features, despairs = examples[at]
            size, side = sqrt(len(features)), 1 if despairs else -1
            score = sum(weights[one] for one in sorted(features)) / size
            if (loss := MARGIN - side * score) > 0:
                move = side * min(STEP * (RARE if despairs else 1), loss) / size
                for one in features:
                    weights[one] += move
                    drift[one] += steps * move
            steps += 1
    whole = {one: round((weight - drift[one] / steps) * SCALE) for one, weight in sorted(weights.items())}
    return Model((NAME,), {one: [0, row] for one, row in whole.items() if abs(row) >= SMALLEST}, fingerprint)
