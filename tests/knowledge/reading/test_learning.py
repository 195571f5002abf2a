"""What learning does in a quick way comes to what the plain way comes to, to the last bit."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial
from operator import floordiv

import numpy as np
import pytest

from knowledge.lexicon.load import load
from knowledge.reading.apart import Apart
from knowledge.reading.clauses import Clauses
from knowledge.reading.crossfit import Gathered, Rereader
from knowledge.reading.direct import BIAS, BIAS_RATE, SHRINK, SLOWER, run, taught_together
from knowledge.reading.evidence import Gatherer
from knowledge.reading.layers import Floats, Learner, Shown
from knowledge.reading.learn import RARE, numbered
from knowledge.reading.rowindex import hashed
from knowledge.reading.teach import taught
from knowledge.shelf import NOTICES, Shelf

EXAMPLES, FEATURES = 60, 30
MASKS = np.array(
    [[1, 1, 1, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 1, 1], [0, 0, 0, 0, 1], [0, 0, 0, 0, 0]], dtype=np.float32
)


def shown() -> Shown:
    chance = np.random.default_rng(3)
    rows = [np.unique(chance.integers(0, FEATURES, size)) for size in chance.integers(0, 9, EXAMPLES)]
    mask = chance.integers(0, len(MASKS), EXAMPLES)
    right = (chance.random((EXAMPLES, MASKS.shape[1])) < 0.4).astype(np.float32) * MASKS[mask]
    return Shown(rows, right, MASKS, mask)


def plainly(one: Shown, seed: int, rate: float, epochs: int) -> tuple[Floats, Floats]:
    """Every class looked at with every example, whether it teaches it or not."""
    weights = np.zeros((FEATURES, MASKS.shape[1]), dtype=np.float32)
    bias = np.full(MASKS.shape[1], BIAS, dtype=np.float32)
    total, order, shuffle = np.zeros_like(weights), np.arange(EXAMPLES), np.random.default_rng(seed)
    for epoch in range(epochs):
        shuffle.shuffle(order)
        step = rate / (1 + epoch * SLOWER)
        for at in order.tolist():
            rows, mask = one.rows[at], one.masks[one.mask[at]]
            size = np.float32(1 / np.sqrt(len(rows) or 1))
            error = (1 / (1 + np.exp(-(weights[rows].sum(0) * size + bias))) - one.right[at]) * mask
            weights[rows] = weights[rows] * (1 - np.float32(step * SHRINK) * mask) - np.float32(step) * size * error
            bias -= BIAS_RATE * error
        total += weights if epoch >= epochs // 2 else np.float32(0)
    return total / np.float32(epochs - epochs // 2), bias


def test_what_is_learned_apart_is_what_would_be_learned_together() -> None:
    for got, want in zip(run(shown(), FEATURES, 7, 6.0, 5), plainly(shown(), 7, 6.0, 5), strict=True):
        assert np.array_equal(got, want)
        assert want.any()


def test_classes_that_any_example_teaches_together_stay_together() -> None:
    assert [one.tolist() for one in taught_together(MASKS)] == [[0, 1, 2], [3, 4]]
    through_another = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [0, 1, 1, 0]], dtype=np.float32)
    assert [one.tolist() for one in taught_together(through_another)] == [[0, 1, 2, 3]]


def test_a_batch_holds_each_example_at_length_one() -> None:
    learner = Learner(shown(), np.arange(4, FEATURES), ["topic:a", "topic:b", "act:a", "act:b", "act:c"])
    examples = np.arange(EXAMPLES)
    batch = learner._batch(examples)
    assert batch.features.tolist() == sorted(set(batch.features.tolist()))
    length = np.sqrt((batch.seen**2).sum(1))
    there = length > 0
    assert length[there] == pytest.approx(1)
    for at, row in zip(examples, batch.seen, strict=True):
        assert set(batch.features[row > 0].tolist()) <= set(learner.rows[at].tolist())
    assert batch.seen.any(axis=0).all()


def test_a_feature_has_the_row_of_its_hash() -> None:
    counts = Counter({"often": RARE, "seldom": RARE - 1, "more often": RARE + 1})
    hashes, seen, rows = numbered(counts)
    assert hashes.tolist() == sorted(map(hashed, ("often", "more often")))
    assert {name: (hashes[at], seen[at]) for name, at in rows.items()} == {
        name: (hashed(name), counts[name]) for name in ("often", "more often")
    }


def test_work_is_done_in_a_process_beside() -> None:
    assert Apart(partial(floordiv, 7, 2)).result() == 3


def test_work_that_fails_beside_is_not_taken_for_done(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ChildProcessError):
        Apart(partial(floordiv, 7, 0)).result()
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_what_was_gathered_is_not_gathered_anew_but_for_another_day() -> None:
    lexicon, day = load(), date(2026, 11, 29)
    clauses = Clauses(lexicon, Shelf(NOTICES, lexicon).notices[-1])
    plain, text = Gatherer(lexicon, clauses), "我妈昨天住院了"
    kept = plain(text, day)
    gathered = Gathered(lexicon, clauses, {(text, day): kept})
    assert gathered(text, day) is kept
    assert gathered(text, date(2026, 3, 2)) == plain(text, date(2026, 3, 2)) != kept
    assert Rereader(lexicon, clauses.notice, taught(), gathered).gather is gathered
