"""Learns the hidden layer that all heads share: by batches, with Adam. Part of the features and of the units is left
out each time, so that none is relied upon; of the heads of which one class is right (what is asked first, whose an
event is, its state) the likeliest is learned as such, beside each class by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.heads import STATE, TOPIC, WHOSE

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

UNITS, EPOCHS, BATCH, RATE, SEED = 64, 10, 256, 0.03, 7
WITHOUT, IDLE = 0.4, 0.2  # of the features, and of the units, that are left out
ONE_RIGHT = (TOPIC, WHOSE, STATE)
FADE, SPREAD, TINY = 0.9, 0.99, 1e-6  # Adam's
LEAST = -80.0  # log-odds; what is less cannot be told from it


@dataclass(frozen=True)
class Shown:
    """By example the rows of its features, in order; which classes are right (0 or 1); and the place of its mask among
    `masks`: which classes are known to be right or not (0 or 1)."""

    rows: Sequence[Whole]
    right: Floats
    masks: Floats
    mask: Whole


@dataclass(frozen=True)
class Layers:
    """By feature its weights for the units, the units' biases; by unit its weights for the classes, their biases."""

    rows: Floats
    units: Floats
    out: Floats
    bias: Floats


def layers(shown: Shown, common: Whole, classes: Sequence[str]) -> Layers:
    """Learned of the features in the rows `common`; the mean of the later half of what the epochs end in."""
    learner = Learner(shown, common, classes)
    ends = [learner.epoch(at) for at in range(EPOCHS)][EPOCHS // 2 :]
    return Layers(*(np.asarray(np.mean([end[at] for end in ends], axis=0)) for at in range(4)))


@dataclass
class Batch:
    """Which of `features` each example shows, each row of `seen` being of length one."""

    features: Whole
    seen: Floats
    right: Floats
    taught: Floats


@dataclass
class Moments:
    """Weights with what Adam knows of them."""

    weights: Floats
    mean: Floats = field(init=False)
    square: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.mean, self.square = np.zeros_like(self.weights), np.zeros_like(self.weights)

    def step(self, slope: Floats, rate: float, rows: Whole | slice = slice(None)) -> None:
        """One step of Adam against `slope` (how the error grows with each weight); `rows`: those of the features that
        the batch shows, all others and what Adam knows of them staying as they are."""
        mean = self.mean[rows] = FADE * self.mean[rows] + np.float32(1 - FADE) * slope
        square = self.square[rows] = SPREAD * self.square[rows] + np.float32(1 - SPREAD) * slope * slope
        self.weights[rows] -= np.float32(rate) * mean / (np.sqrt(square) + np.float32(TINY))


class Learner:
    def __init__(self, shown: Shown, common: Whole, classes: Sequence[str]) -> None:
        self.shown = shown
        self.chance = np.random.default_rng(SEED)
        number = np.full(int(common.max(initial=0)) + 1, -1)
        number[common] = np.arange(len(common))
        rows = [number[one[one < len(number)]] for one in shown.rows]
        self.rows = [one[one >= 0] for one in rows]
        heads = [name.partition(":")[0] for name in classes]
        single = [np.array([at for at, head in enumerate(heads) if head == one]) for one in ONE_RIGHT]
        self.single = [one for one in single if len(one)]
        self.first = Moments(self._noise((len(common), UNITS), 0.1))
        self.units = Moments(np.zeros(UNITS, dtype=np.float32))
        self.out = Moments(self._noise((UNITS, len(classes)), UNITS**-0.5))
        self.bias = Moments(np.full(len(classes), -3.0, dtype=np.float32))

    def epoch(self, number: int) -> tuple[Floats, ...]:
        """Every example once; what has been learned then."""
        order = self.chance.permutation(len(self.rows))
        for at in range(0, len(order), BATCH):
            self._learn(self._batch(order[at : at + BATCH]), RATE / (1 + number * 0.35))
        return tuple(one.weights.copy() for one in (self.first, self.units, self.out, self.bias))

    def _noise(self, shape: tuple[int, int], size: float) -> Floats:
        return self.chance.standard_normal(shape, dtype=np.float32) * np.float32(size)

    def _batch(self, examples: Whole) -> Batch:
        """Some examples, part of their features left out."""
        sizes = [len(self.rows[at]) for at in examples]
        features = np.concatenate([self.rows[at] for at in examples])
        places = np.repeat(np.arange(len(examples)), sizes)
        kept = self.chance.random(len(features)) >= WITHOUT
        features, places = features[kept], places[kept]
        distinct, columns = self._numbered(features)
        shown = np.bincount(places, minlength=len(examples))
        seen = np.zeros((len(examples), len(distinct)), dtype=np.float32)
        seen[places, columns] = (1 / np.sqrt(np.maximum(shown, 1).astype(np.float32)))[places]
        return Batch(distinct, seen, self.shown.right[examples], self.shown.masks[self.shown.mask[examples]])

    def _numbered(self, features: Whole) -> tuple[Whole, Whole]:
        """Which features there are, in order, and for each of `features` its place among them."""
        there = np.zeros(len(self.first.weights), dtype=np.bool_)
        there[features] = True
        return np.flatnonzero(there), (np.cumsum(there) - 1)[features]

    def _learn(self, batch: Batch, rate: float) -> None:
        summed = batch.seen @ self.first.weights[batch.features] + self.units.weights
        at_work = ((summed > 0) & (self.chance.random(summed.shape) >= IDLE)).astype(np.float32)
        active: Floats = summed * (at_work / np.float32(1 - IDLE))
        scores: Floats = active @ self.out.weights + self.bias.weights
        slope = self._slope(scores, batch)
        back: Floats = (slope @ self.out.weights.T) * (at_work / np.float32(1 - IDLE))
        self.out.step(active.T @ slope, rate)
        self.bias.step(slope.sum(0), rate)
        self.units.step(back.sum(0), rate)
        self.first.step(batch.seen.T @ back, rate, batch.features)

    def _slope(self, scores: Floats, batch: Batch) -> Floats:
        """How far each score is off: each class by itself, and the classes of a head of which one is right."""
        slope: Floats = (
            np.asarray(1 / (1 + np.exp(-np.maximum(scores, LEAST))) - batch.right, dtype=np.float32) * batch.taught
        )
        for head in self.single:
            right = batch.right[:, head]
            some = right.sum(1, keepdims=True)
            likely = np.exp(scores[:, head] - scores[:, head].max(1, keepdims=True))
            likely /= likely.sum(1, keepdims=True)
            slope[:, head] += np.where(some > 0, likely - right / np.maximum(some, 1), 0)
        return np.asarray(slope / len(scores), dtype=np.float32)
