"""Learns the weights of every class, one against the rest: a linear support vector machine over what is seen of a
message (scikit-learn's, which is LIBLINEAR).

Only `wennuan notices train` needs it, and the extra `learning`; what it learns is kept as whole numbers
(`linear.Table`). What few messages show says more of them than what all show, and counts for more (inverse document
frequency). What the lexicon and the rules found counts for less than the words themselves: of the rows that they were
written beside they are surer than of a stranger's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.svm import LinearSVC

from knowledge.reading.features import is_gram
from knowledge.reading.heads import ALARM, DANGER, STATE, WHOSE, Example
from knowledge.reading.linear import SCALE, Table
from knowledge.reading.links import LINK
from knowledge.reading.rowindex import Places, Rows, from_memory, hashed

STRICT = 0.1  # the price of an error (C)
NEARLY = (
    0.01  # how near to the best weights it stops; nearer, at 0.0001, it takes a quarter longer and is as often right
)
BY_RULES = 0.3  # what was found by rules, beside the words
OF_RULES = frozenset({WHOSE, STATE, LINK, DANGER, ALARM})  # heads of which they know most
SURE = 3.0  # log-odds of what all examples show

Floats = NDArray[np.float64]
Odds = tuple[float, float]
"""What turns a distance into log-odds: a factor, and what is added."""
ROUGHLY: Odds = (6.0, 0.0)


@dataclass(frozen=True)
class Weights:
    """Of one class, of the features in these rows, and what is added."""

    rows: NDArray[np.int64]
    of_rows: Floats
    bias: float


@dataclass(frozen=True)
class Learned:
    """The hashes of all features, in order, and by class its weights."""

    hashes: NDArray[np.uint32]
    classes: Mapping[str, Weights]

    def table(self, odds: Mapping[str, Odds], smallest: float) -> Table:
        """A table without a name, of the weights that are no smaller than that in log-odds; `odds` by head."""
        names = sorted(self.classes)
        scaled = [_scaled(self.classes[name], odds.get(head_of(name), ROUGHLY)) for name in names]
        held = [np.abs(one.of_rows) >= smallest for one in scaled]
        rows = np.concatenate([one.rows[kept] for one, kept in zip(scaled, held, strict=True)])
        weights = np.concatenate([one.of_rows[kept] for one, kept in zip(scaled, held, strict=True)])
        number = np.repeat(np.arange(len(names)), [int(kept.sum()) for kept in held])
        return _table(tuple(names), [one.bias for one in scaled], self.hashes, rows, number, weights)


def head_of(name: str) -> str:
    return name.partition(":")[0]


def learn(examples: Sequence[Example]) -> Learned:
    hashes, row_of, seldom = numbered(Counter(feature for seen, _, _ in examples for feature in seen), len(examples))
    classes: dict[str, Weights] = {}
    for head in sorted({head for _, _, known in examples for head in known}):
        told = [example for example in examples if head in example[2]]
        by_rules = 1.0 if head in OF_RULES else BY_RULES
        seen, worth = _seen([one for one, _, _ in told], row_of, seldom, by_rules)
        names = sorted({name for _, right, _ in told for name in right if head_of(name) == head})
        classes |= {name: _fitted(seen, np.array([name in right for _, right, _ in told]), worth) for name in names}
    return Learned(hashes, classes)


def numbered(counts: Counter[str], examples: int) -> tuple[NDArray[np.uint32], dict[str, int], Floats]:
    """The hashes of all features, in order; the row of every feature; and by row how seldom it is seen."""
    of_feature = {feature: hashed(feature) for feature in counts}
    by_hash: Counter[int] = Counter()
    for feature, count in counts.items():
        by_hash[of_feature[feature]] += count
    known = sorted(by_hash)
    place = {one: at for at, one in enumerate(known)}
    seldom = np.log((1 + examples) / (1 + np.array([by_hash[one] for one in known], dtype=np.float64))) + 1
    return np.array(known, dtype=np.uint32), {feature: place[one] for feature, one in of_feature.items()}, seldom


def _seen(
    messages: Sequence[frozenset[str]], row_of: Mapping[str, int], seldom: Floats, by_rules: float
) -> tuple[csr_array, Floats]:
    """By message what each feature is worth, over the root of how many there are; and what each is worth by itself."""
    worth = seldom.copy()
    worth[[row for feature, row in row_of.items() if not is_gram(feature)]] *= by_rules
    rows = [np.array(sorted({row_of[one] for one in seen}), dtype=np.int32) for seen in messages]
    sizes = np.array([len(one) for one in rows])
    values = worth[np.concatenate(rows)] / np.sqrt(np.repeat(sizes, sizes))
    ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    return csr_array((values, np.concatenate(rows), ends), shape=(len(messages), len(worth))), worth


def _fitted(seen: csr_array, right: NDArray[np.bool_], worth: Floats) -> Weights:
    if right.all():
        return Weights(np.empty(0, dtype=np.int64), np.empty(0), SURE)
    fitted = LinearSVC(C=STRICT, tol=NEARLY, dual=True, random_state=0).fit(seen, right)
    weights = fitted.coef_[0] * worth
    rows = np.flatnonzero(weights)
    return Weights(rows, weights[rows], float(fitted.intercept_[0]))


def _scaled(weights: Weights, odds: Odds) -> Weights:
    factor, added = odds
    return Weights(weights.rows, weights.of_rows * factor, weights.bias * factor + added)


def _table(
    classes: tuple[str, ...],
    bias: Sequence[float],
    hashes: NDArray[np.uint32],
    rows: NDArray[np.int64],
    number: NDArray[np.int64],
    weights: Floats,
) -> Table:
    """Of weights that are given one after the other, each with its feature's row and the number of its class."""
    order = np.lexsort((number, rows))
    kept, counts = np.unique(rows, return_counts=True)
    pairs = np.stack([number[order], np.rint(weights[order] * SCALE)], axis=1).astype("<i2")
    places = Places.of(hashes[kept].tolist(), counts.tolist())
    return Table(classes, tuple(round(one * SCALE) for one in bias), Rows(places, from_memory(pairs.tobytes())))
