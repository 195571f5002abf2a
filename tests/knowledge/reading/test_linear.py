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

from knowledge.reading.hidden import NOUGHT, TOGETHER, Hidden
from knowledge.reading.linear import FINER, LONG, NONE, SCALE, Table
from knowledge.reading.rowindex import RowIndex, hashed
from knowledge.reading.stored import load, save

CLASSES = tuple(f"{head}:{name}" for head in ("act", "topic") for name in "abcdefghijk")
WEIGHTS = st.lists(st.floats(-40, 40), min_size=len(CLASSES), max_size=len(CLASSES))
UNITS = 4
BYTES = st.lists(st.integers(-127, 127), min_size=UNITS, max_size=UNITS)


def table(rows: Mapping[str, Sequence[tuple[int, float]]], bias: list[float] | None = None) -> Table:
    """A table without a hidden layer."""
    names = sorted(rows, key=hashed)
    numbers, ends = array("h"), array("I")
    for name in names:
        numbers.extend(value for at, weight in rows[name] for value in (at, round(weight * SCALE)))
        ends.append(len(numbers))
    biases = tuple(round(one * SCALE) for one in bias or [0.0] * len(CLASSES))
    return Table(CLASSES, biases, RowIndex(array("I", map(hashed, names))), ends, numbers, fingerprint="x")


def deepened(
    known: Table, rows: Mapping[str, Sequence[int]], bias: Sequence[int], out: Sequence[Sequence[int]]
) -> Table:
    """The table with a hidden layer that knows these features."""
    places = {hashed(name): at for at, name in enumerate(rows)}
    deep = array("i", (places.get(one, NONE) for one in known.index.hashes))
    kept = bytes(NOUGHT + one for row in rows.values() for one in row)
    return replace(known, deep=deep, hidden=Hidden(kept, tuple(bias), tuple(map(tuple, out))))


@given(st.lists(WEIGHTS, min_size=1, max_size=6))
def test_scores_are_the_sums_of_the_weights(weights: list[list[float]]) -> None:
    rows = {f"f{at}": list(enumerate(row)) for at, row in enumerate(weights)}
    assert 2 * len(CLASSES) >= LONG
    got = table(rows).scores(rows)
    for number, name in enumerate(CLASSES):
        head, _, own = name.partition(":")
        whole = sum(round(row[number] * SCALE) for row in weights)
        assert got.get(head, own) == pytest.approx(whole / SCALE / sqrt(len(weights)))


@given(st.lists(BYTES, max_size=40), st.integers(1, 20))
def test_the_bytes_of_many_rows_add_up(rows: list[list[int]], times: int) -> None:
    layer = Hidden(bytes(NOUGHT + one for row in rows for one in row), (0,) * UNITS, ())
    places = list(range(len(rows))) * times
    assert layer.sums(places) == [sum(row[unit] for row in rows) * times for unit in range(UNITS)]


def test_more_rows_than_two_bytes_hold_add_up() -> None:
    layer = Hidden(bytes([255, 0, 255, 0]), (0,) * UNITS, ())
    count = 2 * TOGETHER + 1
    assert layer.sums([0] * count) == [127 * count, -128 * count] * 2


def test_the_hidden_layer_passes_on_what_is_above_nought() -> None:
    flat = table({"a": [(0, 1.0)], "b": [], "rare": []})
    out = [[10, -20] + [0] * (len(CLASSES) - 2), [7] * len(CLASSES), [0] * len(CLASSES), [0] * len(CLASSES)]
    both = deepened(flat, {"a": (40, -50, 0, 0), "b": (60, -10, 0, 0)}, (5, 0, 0, 0), out)
    got = both.scores(["a", "b", "rare", "unknown"])
    active = 100 / sqrt(2) + 5  # of two features; the third stands only among the known
    assert got.get("act", "a") == pytest.approx(1.0 / sqrt(3) + active * 10 / SCALE / FINER, rel=0.01)
    assert got.get("act", "b") == pytest.approx(-active * 20 / SCALE / FINER, rel=0.01)
    assert got.get("act", "c") == 0.0
    assert both.more(both.scores(["a"]), ["b", "rare"]).of("act") == got.of("act")


def test_what_each_feature_adds_is_its_weight_and_what_it_passes_on() -> None:
    flat = table({"a": [(0, 1.0)], "b": []})
    out = [[10] * len(CLASSES), [7] * len(CLASSES), [0] * len(CLASSES), [0] * len(CLASSES)]
    both = deepened(flat, {"a": (40, -50, 0, 0), "b": (60, -10, 0, 0)}, (0,) * UNITS, out)
    shares = both.shares(["a", "b", "unknown"], "act:a")
    assert set(shares) == {"a", "b"}
    assert sum(shares.values()) == pytest.approx(both.scores(["a", "b"]).get("act", "a"), rel=0.02)
    assert both.shares(["a"], "act:nobody") == {}


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
    out = [[unit * 3 - 5] * len(CLASSES) for unit in range(UNITS)]
    whole = deepened(known, {"住": (1, -2, 3, -4)}, (1, 2, 3, -4), out)
    whole = replace(whole, words=frozenset({"住院"}), beside=table({"→": [(1, 2.0)]}))
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
