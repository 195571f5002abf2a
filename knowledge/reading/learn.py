"""Learns the weights of every head at once: logistic regression, one class against the rest, by stochastic gradient.

Only `wennuan notices train` needs it, and numpy, which comes with matplotlib; what it learns is kept as whole numbers
(`linear.Table`). The same rows in the same order give the same table. The order in which a run meets
the rows moves what stands near a bar, so several runs are averaged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.heads import Example

EPOCHS, RATE, SHRINK, RARE = 20, 12.0, 1e-4, 4
SEEDS = (7, 11, 13)  # a run each

Floats = NDArray[np.float32]
Prepared = tuple[NDArray[np.int32], Floats, Floats, np.float32]
"""An example: the rows of its features, which classes it teaches, which are right, and what its sum is scaled by."""


def learn(
    examples: Sequence[Example], epochs: int = EPOCHS, rate: float = RATE, shrink: float = SHRINK
) -> tuple[list[str], list[str], Floats, Floats]:
    """(features, classes, weights): a row of weights for each feature, the first row being the bias."""
    counts = Counter(feature for seen, _, _ in examples for feature in seen)
    features = ["", *sorted(feature for feature, count in counts.items() if count >= RARE)]
    number = {feature: at for at, feature in enumerate(features)}
    classes = sorted({name for _, right, _ in examples for name in right})
    place = {name: at for at, name in enumerate(classes)}
    heads_of = [name.partition(":")[0] for name in classes]
    prepared = _prepared(examples, number, place, heads_of)
    runs = [_run(prepared, (len(features), len(classes)), seed, epochs, rate, shrink) for seed in SEEDS]
    weights, bias = (np.asarray(np.mean([run[at] for run in runs], axis=0), dtype=np.float32) for at in (0, 1))
    return features, classes, weights, bias


def _prepared(
    examples: Sequence[Example], number: Mapping[str, int], place: Mapping[str, int], heads_of: Sequence[str]
) -> list[Prepared]:
    prepared = []
    masks: dict[frozenset[str], Floats] = {}
    for seen, right, heads in examples:
        rows = np.array(sorted(number[f] for f in seen if f in number) or [0], dtype=np.int32)
        if heads not in masks:
            masks[heads] = np.array([head in heads for head in heads_of], dtype=np.float32)
        target = np.zeros(len(place), dtype=np.float32)
        for name in right:
            target[place[name]] = 1.0
        prepared.append((rows, masks[heads], target, np.float32(1 / np.sqrt(len(rows)))))
    return prepared


def _run(
    prepared: Sequence[Prepared], shape: tuple[int, int], seed: int, epochs: int, rate: float, shrink: float
) -> tuple[Floats, Floats]:
    """One run's weights, averaged over its second half, and biases."""
    weights = np.zeros(shape, dtype=np.float32)
    total = np.zeros_like(weights)
    bias = np.full(shape[1], -3.0, dtype=np.float32)
    order = np.arange(len(prepared))
    shuffle = np.random.default_rng(seed)
    for epoch in range(epochs):
        shuffle.shuffle(order)
        _pass(prepared, order, weights, bias, rate / (1 + epoch * 0.35), shrink)
        if epoch >= epochs // 2:
            total += weights
    return total / np.float32(epochs - epochs // 2), bias


def _pass(
    prepared: Sequence[Prepared], order: NDArray[np.int64], weights: Floats, bias: Floats, rate: float, shrink: float
) -> None:
    """Every example once; changes `weights` and `bias`."""
    step, less = np.float32(rate), np.float32(rate * shrink)
    for at in order:
        rows, mask, target, size = prepared[at]
        block = weights[rows]
        error = (1 / (1 + np.exp(-(block.sum(0) * size + bias))) - target) * mask
        block -= block * less * mask
        block -= (step * size) * error
        weights[rows] = block
        bias -= np.float32(0.02) * error
