"""Learns which of several candidates is meant: a softmax over the candidates of each example, by stochastic gradient
with a rate of its own for each weight (Adagrad).

Only `wennuan notices train` needs it, and numpy. The same examples in the same order give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EPOCHS, RATE, SHRINK, RARE = 10, 0.05, 1e-3, 3
FIRST = 1e-2  # of the squared gradients, so that a first step is no leap
SEED = 7
DIGITS = 3
SMALLEST = 0.02  # log-odds; less tells nothing

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Choice:
    """What is seen of each candidate, and which of them are right (one or more)."""

    seen: Sequence[Sequence[str]]
    right: Sequence[bool]


def learn(choices: Sequence[Choice]) -> dict[str, float]:
    """The weight in log-odds of each feature that was seen often enough, averaged over the second half of the run."""
    counts = Counter(feature for choice in choices for seen in choice.seen for feature in seen)
    names = sorted(feature for feature, count in counts.items() if count >= RARE)
    number = {name: at for at, name in enumerate(names)}
    known = [_prepared(choice, number) for choice in choices if any(choice.right)]
    weights, steps, total = np.zeros(len(names)), np.full(len(names), FIRST), np.zeros(len(names))
    order, shuffle = np.arange(len(known)), np.random.default_rng(SEED)
    for epoch in range(EPOCHS):
        shuffle.shuffle(order)
        for at in order:
            _step(*known[at], weights, steps)
        if epoch >= EPOCHS // 2:
            total += weights
    mean = total / (EPOCHS - EPOCHS // 2)
    return {name: round(float(mean[at]), DIGITS) for name, at in number.items() if abs(mean[at]) >= SMALLEST}


def _prepared(choice: Choice, number: Mapping[str, int]) -> tuple[list[NDArray[np.int64]], Floats]:
    """The known features of each candidate, and the share of each in what is right."""
    rows = [np.array([number[one] for one in seen if one in number], dtype=np.int64) for seen in choice.seen]
    right = np.array(choice.right, dtype=np.float64)
    return rows, right / right.sum()


def _step(rows: Sequence[NDArray[np.int64]], right: Floats, weights: Floats, steps: Floats) -> None:
    """One example; changes `weights` and `steps`, the sums of squared gradients."""
    scores = np.array([weights[row].sum() for row in rows])
    odds = np.exp(scores - scores.max())
    for row, error in zip(rows, odds / odds.sum() - right, strict=True):
        steps[row] += error * error
        weights[row] -= RATE * (error / np.sqrt(steps[row]) + SHRINK * weights[row])
