"""Learns the weights of every head at once, in two ways that are averaged: direct weights of every feature by logistic
regression, one class against the rest, and a hidden layer that all heads share (`layers`). What the two get
wrong differs.

Only `wennuan notices train` needs it, and numpy, which comes with matplotlib; what it learns is kept as whole numbers
(`linear.Table`). The same rows in the same order give the same table. The order in which a run meets
the rows moves what stands near a bar, so several runs are averaged.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.heads import Example
from knowledge.reading.hidden import NOUGHT, Hidden
from knowledge.reading.layers import Floats, Layers, Shown, layers
from knowledge.reading.linear import FINER, NONE, SCALE, Table
from knowledge.reading.rowindex import RowIndex, hashed

EPOCHS, RATE, SHRINK, RARE = 20, 12.0, 1e-4, 4
SEEDS = (7, 11)  # a run each
COMMON = 8  # examples of a feature that the hidden layer knows
DEEP = 0.4  # the hidden layer's share of a score
WIDEST, CUT = 127, 0.9999  # of a weight in a byte, and how many weights are below that


@dataclass(frozen=True)
class Direct:
    """By feature and class a weight, and by class a bias."""

    weights: Floats
    bias: Floats


def learn(
    examples: Sequence[Example], smallest: float, *, rate: float = RATE, deep: float = DEEP, roughly: bool = False
) -> Table:
    """A table without a name, of the direct weights that are no smaller than that; `deep` 0: without a hidden layer;
    `roughly`: in a single run of half the length."""
    hashes, counts = _counted(examples)
    classes = tuple(sorted({name for _, right, _ in examples for name in right}))
    shown = _shown(examples, hashes, classes)
    seeds, epochs = (SEEDS[:1], EPOCHS // 2) if roughly else (SEEDS, EPOCHS)
    runs = [_run(shown, (len(hashes), len(classes)), seed, rate, epochs) for seed in seeds]
    weights, bias = (np.asarray(np.mean([run[at] for run in runs], axis=0), dtype=np.float32) for at in (0, 1))
    if not deep:
        return _table(hashes, classes, Direct(weights, bias), smallest)
    common = np.flatnonzero(counts >= COMMON)
    learned = layers(shown, common, classes)
    direct = Direct(weights * np.float32(1 - deep), bias * np.float32(1 - deep) + learned.bias * np.float32(deep))
    return _with_hidden(_table(hashes, classes, direct, smallest, common), learned, deep)


def _counted(examples: Sequence[Example]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The hashes of the features that are seen often enough, in order, and how often each is seen."""
    counts = Counter(feature for seen, _, _ in examples for feature in seen)
    by_hash: Counter[int] = Counter()
    for feature, count in counts.items():
        if count >= RARE:
            by_hash[hashed(feature)] += count
    known = sorted(by_hash)
    return np.array(known, dtype=np.uint32), np.array([by_hash[one] for one in known])


def _shown(examples: Sequence[Example], hashes: NDArray[np.uint32], classes: Sequence[str]) -> Shown:
    index = RowIndex(array("I", hashes.tolist()))
    place = {name: at for at, name in enumerate(classes)}
    heads = [name.partition(":")[0] for name in classes]
    rows = [np.unique(np.array(index.rows(seen), dtype=np.int64)) for seen, _, _ in examples]
    right = np.zeros((len(examples), len(classes)), dtype=np.float32)
    taught = np.zeros_like(right)
    masks: dict[frozenset[str], Floats] = {}
    for at, (_, names, known) in enumerate(examples):
        right[at, [place[name] for name in names]] = 1.0
        if known not in masks:
            masks[known] = np.array([head in known for head in heads], dtype=np.float32)
        taught[at] = masks[known]
    return Shown(rows, right, taught)


def _run(shown: Shown, shape: tuple[int, int], seed: int, rate: float, epochs: int) -> tuple[Floats, Floats]:
    """One run's weights, averaged over its second half, and biases."""
    weights, bias = np.zeros(shape, dtype=np.float32), np.full(shape[1], -3.0, dtype=np.float32)
    total, order = np.zeros_like(weights), np.arange(len(shown.rows))
    columns = [np.flatnonzero(mask) for mask in shown.taught]
    shuffle = np.random.default_rng(seed)
    for epoch in range(epochs):
        shuffle.shuffle(order)
        _pass(shown, order, columns, weights, bias, rate / (1 + epoch * 0.35))
        if epoch >= epochs // 2:
            total += weights
    return total / np.float32(epochs - epochs // 2), bias


def _pass(
    shown: Shown,
    order: NDArray[np.int64],
    columns: Sequence[NDArray[np.int64]],
    weights: Floats,
    bias: Floats,
    rate: float,
) -> None:
    """Every example once; changes `weights` and `bias`. Where few classes are taught, only theirs are looked at."""
    few = weights.shape[1] // 2
    for at in order:
        rows, own = shown.rows[at], columns[at]
        taught, where = (own, (rows[:, None], own)) if len(own) < few else (slice(None), rows)
        block, mask, size = weights[where], shown.taught[at, taught], np.float32(1 / np.sqrt(len(rows) or 1))
        error = (1 / (1 + np.exp(-(block.sum(0) * size + bias[taught]))) - shown.right[at, taught]) * mask
        block *= 1 - np.float32(rate * SHRINK) * mask
        block -= np.float32(rate) * size * error
        weights[where] = block
        bias[taught] -= np.float32(0.02) * error


def _table(
    hashes: NDArray[np.uint32],
    classes: tuple[str, ...],
    direct: Direct,
    smallest: float,
    common: NDArray[np.int64] | None = None,
) -> Table:
    """A table of the direct weights; `common`: the rows that are kept, though they should have none."""
    held = np.abs(direct.weights) >= smallest
    kept: NDArray[np.bool_] = np.asarray(held.any(axis=1))
    deep = np.full(len(hashes), NONE)
    if common is not None:
        kept[common], deep[common] = True, np.arange(len(common))
    numbers, ends = array("h"), array("I")
    for row in np.flatnonzero(kept):
        at = np.flatnonzero(held[row])
        whole = np.rint(direct.weights[row, at] * SCALE).astype(np.int64)
        numbers.extend(np.stack([at, whole], axis=1).ravel().tolist())
        ends.append(len(numbers))
    bias = tuple(np.rint(direct.bias * SCALE).astype(int).tolist())
    index = RowIndex(array("I", hashes[kept].tolist()))
    return Table(classes, bias, index, ends, numbers, array("i", deep[kept].tolist()))


def _with_hidden(table: Table, learned: Layers, deep: float) -> Table:
    """The table with a hidden layer of whole numbers, its share of a score `deep`. Few weights are far larger than all
    others, and those are cut off."""
    scale = WIDEST / float(np.quantile(np.abs(learned.rows), CUT))
    rows = np.clip(np.rint(learned.rows * scale), -WIDEST, WIDEST) + NOUGHT
    out = np.rint(learned.out * (deep * SCALE * FINER / scale)).astype(int)
    bias = np.rint(learned.units * scale).astype(int)
    hidden = Hidden(rows.astype(np.uint8).tobytes(), tuple(bias.tolist()), tuple(map(tuple, out.tolist())))
    return replace(table, hidden=hidden)
