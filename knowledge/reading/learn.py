"""Learns the weights of every head at once: logistic regression, one class against the rest, by stochastic gradient.

Only `wennuan notices train` needs it, and numpy, which comes with matplotlib; what it learns is kept as whole numbers
(`linear.Table`). The same rows in the same order give the same table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.heads import Example

EPOCHS, RATE, SHRINK, RARE = 20, 12.0, 1e-4, 4
SEED = 7


Floats = NDArray[np.float32]


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
    weights = np.zeros((len(features), len(classes)), dtype=np.float32)
    total = np.zeros_like(weights)
    bias = np.full(len(classes), -3.0, dtype=np.float32)
    prepared = []
    masks: dict[frozenset[str], Floats] = {}
    for seen, right, heads in examples:
        rows = np.array(sorted(number[f] for f in seen if f in number) or [0], dtype=np.int32)
        if heads not in masks:
            masks[heads] = np.array([head in heads for head in heads_of], dtype=np.float32)
        target = np.zeros(len(classes), dtype=np.float32)
        for name in right:
            target[place[name]] = 1.0
        prepared.append((rows, masks[heads], target, np.float32(1 / np.sqrt(len(rows)))))
    order = np.arange(len(prepared))
    shuffle = np.random.default_rng(SEED)
    kept = 0
    for epoch in range(epochs):
        shuffle.shuffle(order)
        step = np.float32(rate / (1 + epoch * 0.35))
        for at in order:
            rows, mask, target, size = prepared[at]
            block = weights[rows]
            error = (1 / (1 + np.exp(-(block.sum(0) * size + bias))) - target) * mask
            block -= block * (step * np.float32(shrink)) * mask
            block -= (step * size) * error
            weights[rows] = block
            bias -= np.float32(0.02) * error
        if epoch >= epochs // 2:
            total += weights
            kept += 1
    return features, classes, (total / np.float32(kept)).astype(np.float32), bias.astype(np.float32)
