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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.direct import run
from knowledge.reading.heads import Example
from knowledge.reading.hidden import NOUGHT, Hidden
from knowledge.reading.layers import Floats, Layers, Shown, layers
from knowledge.reading.linear import FINER, NONE, SCALE, Table
from knowledge.reading.rowindex import RowIndex, hashed

EPOCHS, RATE, RARE = 20, 12.0, 4
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
    hashes, counts, row_of = numbered(Counter(feature for seen, _, _ in examples for feature in seen))
    classes = tuple(sorted({name for _, right, _ in examples for name in right}))
    shown = _shown(examples, row_of, classes)
    seeds, epochs = (SEEDS[:1], EPOCHS // 2) if roughly else (SEEDS, EPOCHS)
    runs = [run(shown, len(hashes), seed, rate, epochs) for seed in seeds]
    weights, bias = (np.asarray(np.mean([one[at] for one in runs], axis=0), dtype=np.float32) for at in (0, 1))
    if not deep:
        return _table(hashes, classes, Direct(weights, bias), smallest)
    common = np.flatnonzero(counts >= COMMON)
    learned = layers(shown, common, classes)
    direct = Direct(weights * np.float32(1 - deep), bias * np.float32(1 - deep) + learned.bias * np.float32(deep))
    return _with_hidden(_table(hashes, classes, direct, smallest, common), learned, deep)


def numbered(counts: Counter[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64], dict[str, int]]:
    """The hashes of the features that are seen often enough, in order; how often each is seen; and the row of every
    feature that has one."""
    hashes = {feature: hashed(feature) for feature in counts}
    by_hash: Counter[int] = Counter()
    for feature, count in counts.items():
        if count >= RARE:
            by_hash[hashes[feature]] += count
    known = sorted(by_hash)
    place = {one: at for at, one in enumerate(known)}
    rows = {feature: place[one] for feature, one in hashes.items() if one in place}
    return np.array(known, dtype=np.uint32), np.array([by_hash[one] for one in known]), rows


def _shown(examples: Sequence[Example], row_of: Mapping[str, int], classes: Sequence[str]) -> Shown:
    place = {name: at for at, name in enumerate(classes)}
    heads = [name.partition(":")[0] for name in classes]
    rows = [np.unique([row_of[one] for one in seen if one in row_of]).astype(np.int64) for seen, _, _ in examples]
    right = np.zeros((len(examples), len(classes)), dtype=np.float32)
    for at, (_, names, _) in enumerate(examples):
        right[at, [place[name] for name in names]] = 1.0
    number: dict[frozenset[str], int] = {}
    mask = np.array([number.setdefault(known, len(number)) for _, _, known in examples])
    masks = np.array([[head in known for head in heads] for known in number], dtype=np.float32)
    return Shown(rows, right, masks, mask)


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
    row, at = np.nonzero(held[kept])
    whole = np.rint(direct.weights[kept][row, at] * SCALE).astype(np.int16)
    numbers = array("h", np.stack([at.astype(np.int16), whole], axis=1).tobytes())
    ends = array("I", np.cumsum(2 * held[kept].sum(axis=1), dtype=np.uint32).tobytes())
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
