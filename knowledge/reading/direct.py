"""Learns direct weights of every feature for every class by logistic regression: a step down the gradient for one
example after the other.

No class looks at another's weights. So heads that no example teaches together (those of a message, those of one of its
events) are learned apart, and an example is shown only to those that it teaches. Nearly all the time goes into fetching
the weights of an example's features and putting them back: the fewer classes stand in a row, the better.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.layers import Floats, Shown

SHRINK, SLOWER = 1e-4, 0.35
BIAS, BIAS_RATE = -3.0, np.float32(0.02)

Lesson = tuple[slice, Floats, Floats, Floats, Floats]
"""For the examples of one mask: the classes from the first to the last that it teaches, the weights and the biases of
these, the mask, and what is left of a weight after a step."""


def run(shown: Shown, features: int, seed: int, rate: float, epochs: int) -> tuple[Floats, Floats]:
    """One run's weights (by feature and class), averaged over its second half, and its biases (by class)."""
    order, shuffle = np.arange(len(shown.rows)), np.random.default_rng(seed)
    companies = [Company(shown, classes, features) for classes in taught_together(shown.masks)]
    for epoch in range(epochs):
        shuffle.shuffle(order)
        for one in companies:
            one.learn(order, rate / (1 + epoch * SLOWER))
            if epoch >= epochs // 2:
                one.total += one.weights
    return _side_by_side(companies, shown.masks.shape[1], epochs - epochs // 2)


def _side_by_side(companies: Sequence[Company], classes: int, epochs: int) -> tuple[Floats, Floats]:
    """The mean weights of some epochs and the biases, of all classes."""
    weights = np.zeros((len(companies[0].weights), classes), dtype=np.float32)
    bias = np.full(classes, BIAS, dtype=np.float32)
    for one in companies:
        weights[:, one.classes] = one.total / np.float32(epochs)
        bias[one.classes] = one.bias
    return weights, bias


def taught_together(masks: Floats) -> list[NDArray[np.int64]]:
    """The classes in companies, so that no mask reaches into two of them."""
    found: list[NDArray[np.bool_]] = []
    for mask in masks > 0:
        reached = [one for one in found if (one & mask).any()]
        found = [one for one in found if not (one & mask).any()] + [np.any([mask, *reached], axis=0)]
    return [np.flatnonzero(one) for one in found if one.any()]


class Company:
    """Classes that are learned side by side: `weights` by feature and class, `total` their sum over some epochs."""

    def __init__(self, shown: Shown, classes: NDArray[np.int64], features: int) -> None:
        self.classes = classes
        self.weights = np.zeros((features, len(classes)), dtype=np.float32)
        self.total = np.zeros_like(self.weights)
        self.bias = np.full(len(classes), BIAS, dtype=np.float32)
        self._rows = shown.rows
        self._right = np.ascontiguousarray(shown.right[:, classes])
        self._masks = np.ascontiguousarray(shown.masks[:, classes])
        self._mask = shown.mask
        self._taught: NDArray[np.bool_] = np.any(self._masks > 0, axis=1)[shown.mask]
        self._sizes = np.array([1 / np.sqrt(len(rows) or 1) for rows in shown.rows], dtype=np.float32)

    def learn(self, order: NDArray[np.int64], rate: float) -> None:
        """Every example once that teaches any of the classes; changes the weights and the biases."""
        lessons = [self._lesson(mask, rate) for mask in self._masks]
        for at in order[self._taught[order]]:
            rows, size = self._rows[at], self._sizes[at]
            some, weights, bias, mask, left = lessons[self._mask[at]]
            block = weights[rows]
            error = (1 / (1 + np.exp(-(block.sum(0) * size + bias))) - self._right[at, some]) * mask
            block *= left
            block -= np.float32(rate) * size * error
            weights[rows] = block
            bias -= BIAS_RATE * error

    def _lesson(self, mask: Floats, rate: float) -> Lesson:
        taught = np.flatnonzero(mask)
        some = slice(taught[0], taught[-1] + 1) if len(taught) else slice(0)
        own = mask[some]
        return some, self.weights[:, some], self.bias[some], own, 1 - np.float32(rate * SHRINK) * own
