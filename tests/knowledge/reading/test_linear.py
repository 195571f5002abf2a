"""The table of weights: the long numbers add up to what the single weights add up to, and the disk keeps them."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.linear import LONG, SCALE, Table
from knowledge.reading.rowindex import RowIndex, hashed
from knowledge.reading.stored import load, save

CLASSES = tuple(f"{head}:{name}" for head in ("act", "topic") for name in "abcdefghijk")
WEIGHTS = st.lists(st.floats(-40, 40), min_size=len(CLASSES), max_size=len(CLASSES))


def table(rows: Mapping[str, Sequence[tuple[int, float]]], bias: list[float] | None = None) -> Table:
    names = sorted(rows, key=hashed)
    numbers, ends = array("h"), array("I")
    for name in names:
        numbers.extend(value for at, weight in rows[name] for value in (at, round(weight * SCALE)))
        ends.append(len(numbers))
    biases = tuple(round(one * SCALE) for one in bias or [0.0] * len(CLASSES))
    return Table(CLASSES, biases, RowIndex(array("I", map(hashed, names))), ends, numbers, fingerprint="x")


@given(st.lists(WEIGHTS, min_size=1, max_size=6))
def test_scores_are_the_sums_of_the_weights(weights: list[list[float]]) -> None:
    rows = {f"f{at}": list(enumerate(row)) for at, row in enumerate(weights)}
    assert 2 * len(CLASSES) >= LONG
    got = table(rows).scores(rows)
    for number, name in enumerate(CLASSES):
        head, _, own = name.partition(":")
        whole = sum(round(row[number] * SCALE) for row in weights)
        assert got.get(head, own) == pytest.approx(whole / SCALE / sqrt(len(weights)))


def test_what_each_feature_adds_is_its_share() -> None:
    known = table({"a": [(0, 1.0)], "b": [(0, -0.4), (1, 2.0)]})
    shares = known.shares(["a", "b", "unknown"], "act:a")
    assert shares == pytest.approx({"a": 1.0 / sqrt(2), "b": -0.4 / sqrt(2)})
    assert sum(shares.values()) == pytest.approx(known.scores(["a", "b"]).get("act", "a"))
    assert not any(known.shares(["a"], "act:nobody").values())


def test_short_rows_and_long_ones_add_up() -> None:
    rows = {"short": [(0, 1.0), (12, -2.0)], "long": [(at, 0.5) for at in range(len(CLASSES))]}
    known = table(rows)
    both = known.scores(["short", "long", "unknown"])
    assert both.get("act", "a") == pytest.approx(1.5 / sqrt(2))
    assert both.get("topic", "b") == pytest.approx(-1.5 / sqrt(2))
    assert known.more(known.scores(["short"]), ["long"]).of("topic") == both.of("topic")


def test_the_likeliest_comes_first_and_what_is_unheard_of_is_far_below() -> None:
    scores = table({"x": [(3, 2.0), (5, 1.0)]}, [-0.5] * len(CLASSES)).scores(["x"])
    assert [name for _, name in scores.of("act")[:2]] == ["d", "f"]
    assert scores.above("act") == ["d", "f"]
    assert scores.best("act") == (1.5, "d")
    assert scores.get("act", "nobody") < scores.get("act", "a")


def test_the_disk_keeps_all_of_it(tmp_path: Path) -> None:
    known = table({"住": [(0, 1.25)], "院": [(19, -3.0)]}, [0.1] * len(CLASSES))
    whole = replace(known, words=frozenset({"住院"}), beside=table({"→": [(1, 2.0)]}))
    save(whole, tmp_path / "t.json")
    again = load(tmp_path / "t.json")
    assert again == whole
    assert again.weights_of("住") == {"act:a": 1.25}
    assert again.weights_of("病") == {}
    assert (tmp_path / "t.json").read_bytes().isascii()  # a wider text takes twice the memory to read


def test_a_table_of_another_versions_form_is_no_table(tmp_path: Path) -> None:
    known = table({"住": [(0, 1.25)]}, [0.1] * len(CLASSES))
    save(known, tmp_path / "t.json")
    kept = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    for older, error in (({**kept, "numbers": [3, 0, 125]}, TypeError), ({**kept, "numbers": "AAAA"}, ValueError)):
        (tmp_path / "t.json").write_text(json.dumps(older), encoding="utf-8")
        with pytest.raises(error):
            load(tmp_path / "t.json")
