"""How likely a class is at a distance from what parts it from the rest: the log-odds by head that fit messages of
writers whom the table has not seen (Platt's scaling, one line for all classes of a head)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from sklearn.linear_model import LogisticRegression

from knowledge.reading.heads import Example
from knowledge.reading.learn import ROUGHLY, Learned, Odds
from knowledge.reading.linear import Table

FREE = 1e6  # no weight is shrunk: two numbers are fitted to thousands


def odds_of(held_out: Iterable[tuple[Learned, list[Example]]], smallest: float) -> dict[str, Odds]:
    """By head. Each part of the examples comes with what was learned without its writers."""
    scores: dict[str, list[float]] = {}
    right: dict[str, list[bool]] = {}
    for learned, examples in held_out:
        table = learned.table({}, smallest)
        for example in examples:
            for head, score, is_right in _told(table, example):
                scores.setdefault(head, []).append(score)
                right.setdefault(head, []).append(is_right)
    return {head: _fitted(scores[head], right[head]) for head in scores if any(right[head])}


def _told(table: Table, example: Example) -> Iterable[tuple[str, float, bool]]:
    seen, right, known = example
    scored = table.scores(seen)
    for head in known & table.heads.keys():
        yield from ((head, score, f"{head}:{name}" in right) for score, name in scored.of(head))


def _fitted(scores: list[float], right: list[bool]) -> Odds:
    """What turns a distance into log-odds, the scores being distances already made ROUGHLY so."""
    fitted = LogisticRegression(C=FREE).fit(np.array(scores)[:, None], right)
    factor, added = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    roughly, before = ROUGHLY
    return factor * roughly, factor * before + added
