"""The table of weights: the long numbers add up to what the single weights add up to, and the disk keeps them."""

from __future__ import annotations

import json
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.linear import LONG, SCALE, Table, packed

CLASSES = tuple(f"{head}:{name}" for head in ("act", "topic") for name in "abcdefghij")
WEIGHTS = st.lists(st.floats(-40, 40), min_size=len(CLASSES), max_size=len(CLASSES))


def table(rows: dict[str, list[tuple[int, float]]], bias: list[float] | None = None) -> Table:
    at, numbers, biases = packed(list(rows), CLASSES, rows.values(), bias or [0.0] * len(CLASSES))
    return Table(CLASSES, biases, at, numbers, "x")


@given(st.lists(WEIGHTS, min_size=1, max_size=6))
def test_scores_are_the_sums_of_the_weights(weights: list[list[float]]) -> None:
    rows = {f"f{at}": list(enumerate(row)) for at, row in enumerate(weights)}
    assert 2 * len(CLASSES) >= LONG
    got = table(rows).scores(rows)
    for number, name in enumerate(CLASSES):
        head, _, own = name.partition(":")
        whole = sum(round(row[number] * SCALE) for row in weights)
        assert got.get(head, own) == pytest.approx(whole / SCALE / sqrt(len(weights)))


def test_short_rows_and_long_ones_add_up() -> None:
    rows = {"short": [(0, 1.0), (12, -2.0)], "long": [(at, 0.5) for at in range(len(CLASSES))]}
    known = table(rows)
    both = known.scores(["short", "long", "unknown"])
    assert both.get("act", "a") == pytest.approx(1.5 / sqrt(2))
    assert both.get("topic", "c") == pytest.approx(-1.5 / sqrt(2))
    assert known.more(known.scores(["short"]), ["long"]).of("topic") == both.of("topic")


def test_the_likeliest_comes_first_and_what_is_unheard_of_is_far_below() -> None:
    scores = table({"x": [(3, 2.0), (5, 1.0)]}, [-0.5] * len(CLASSES)).scores(["x"])
    assert [name for _, name in scores.of("act")[:2]] == ["d", "f"]
    assert scores.above("act") == ["d", "f"]
    assert scores.best("act") == (1.5, "d")
    assert scores.get("act", "nobody") < scores.get("act", "a")


def test_the_disk_keeps_all_of_it(tmp_path: Path) -> None:
    known = table({"住": [(0, 1.25)], "": [(19, -3.0)]}, [0.1] * len(CLASSES))
    known.save(tmp_path / "t.json")
    again = Table.load(tmp_path / "t.json")
    assert again == known
    assert again.weights_of("住") == {"act:a": 1.25}
    assert again.weights_of("院") == {}


def test_a_table_of_another_versions_form_is_no_table(tmp_path: Path) -> None:
    known = table({"住": [(0, 1.25)]}, [0.1] * len(CLASSES))
    known.save(tmp_path / "t.json")
    older = {**json.loads((tmp_path / "t.json").read_text(encoding="utf-8")), "numbers": [3, 0, 125]}
    (tmp_path / "t.json").write_text(json.dumps(older), encoding="utf-8")
    with pytest.raises(TypeError):
        Table.load(tmp_path / "t.json")


def test_two_tables_are_one_that_scores_as_each() -> None:
    one = table({"f": [(0, 1.5), (3, -2.0)]})
    at, numbers, bias = packed(["→g"], ("link:new", "link:same"), [[(1, 2.5)]], [0.5, -0.5])
    both = one.joined(Table(("link:new", "link:same"), bias, at, numbers))
    assert both.scores(["f"]).of("act") == one.scores(["f"]).of("act")
    assert both.scores(["→g"]).get("link", "same") == pytest.approx(2.0)
    assert both.scores(["→g"]).get("act", "a") == 0.0
