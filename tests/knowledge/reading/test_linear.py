"""The table of weights: the long numbers add up to what the single weights add up to, and the disk keeps them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt
from pathlib import Path
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.linear import LONG, SCALE, Table
from knowledge.reading.rowindex import Places, Rows, from_memory, hashed
from knowledge.reading.stored import load, save
from knowledge.reading.teach import TABLE

NAMES = [chr(ord("a") + at) for at in range(LONG)]
CLASSES = tuple(f"{head}:{name}" for head in ("act", "topic") for name in NAMES)
WEIGHTS = st.lists(st.floats(-40, 40), min_size=len(CLASSES), max_size=len(CLASSES))


def table(rows: Mapping[str, Sequence[tuple[int, float]]], bias: list[float] | None = None) -> Table:
    names = sorted(rows, key=hashed)
    pairs = b"".join(pack("<hh", at, round(weight * SCALE)) for name in names for at, weight in rows[name])
    places = Places.of([hashed(name) for name in names], [len(rows[name]) for name in names])
    biases = tuple(round(one * SCALE) for one in bias or [0.0] * len(CLASSES))
    return Table(CLASSES, biases, Rows(places, from_memory(pairs)), fingerprint="x")


@given(st.lists(WEIGHTS, min_size=1, max_size=6))
def test_scores_are_the_sums_of_the_weights(weights: list[list[float]]) -> None:
    rows = {f"f{at}": list(enumerate(row)) for at, row in enumerate(weights)}
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
    rows = {"short": [(0, 1.0), (LONG + 1, -2.0)], "long": [(at, 0.5) for at in range(len(CLASSES))]}
    known = table(rows)
    both = known.scores(["short", "long", "unknown"])
    assert both.get("act", "a") == pytest.approx(1.5 / sqrt(2))
    assert both.get("topic", "b") == pytest.approx(-1.5 / sqrt(2))
    assert known.more(known.scores(["short"]), ["long"]).of("topic") == both.of("topic")
    assert known.scores(["short", "long", "unknown"]).of("act") == both.of("act")  # from what was kept of the rows


def test_the_likeliest_comes_first_and_what_is_unheard_of_is_far_below() -> None:
    scores = table({"x": [(3, 2.0), (5, 1.0)]}, [-0.5] * len(CLASSES)).scores(["x"])
    assert [name for _, name in scores.of("act")[:2]] == ["d", "f"]
    assert scores.above("act") == ["d", "f"]
    assert scores.best("act") == (1.5, "d")
    assert scores.get("act", "nobody") < scores.get("act", "a")


def whole() -> Table:
    known = table({"住": [(0, 1.25)], "院": [(19, -3.0)]}, [0.1] * len(CLASSES))
    return replace(known, words=frozenset({"住院"}), beside=table({"→": [(1, 2.0)]}), meant={"a": 0.5})


def test_the_disk_keeps_all_of_it(tmp_path: Path) -> None:
    save(whole(), tmp_path / "t.bin")
    again = load(tmp_path / "t.bin")
    assert again == whole()
    assert again.rows.whole() == whole().rows.whole()
    assert again.weights_of("住") == {"act:a": 1.25}
    assert again.weights_of("病") == {}
    assert again.beside is not None
    assert again.beside.weights_of("→") == {"act:b": 2.0}


def test_a_table_in_use_outlives_its_file(tmp_path: Path) -> None:
    save(whole(), tmp_path / "t.bin")
    known = load(tmp_path / "t.bin")
    save(table({"住": [(0, -1.0)]}), tmp_path / "t.bin")
    assert known.weights_of("住") == {"act:a": 1.25}
    (tmp_path / "t.bin").unlink()
    assert known.weights_of("院") == {"act:t": -3.0}


@pytest.mark.parametrize("at", [0, 9, 60, 700_000, -1])
def test_a_damaged_table_is_no_table(tmp_path: Path, at: int) -> None:
    """What is read at the start is looked at; of the rows how many there are (-1: the last byte is missing)."""
    path = tmp_path / "t.bin"
    save(whole(), path)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content if at >= 0 else content[:-1])
    with pytest.raises(ValueError):
        load(path)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"fingerprint": "x"}' * 9])
def test_a_file_of_another_version_is_no_table(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.bin").write_bytes(content)
    with pytest.raises(ValueError, match="not a table"):
        load(tmp_path / "t.bin")


def test_the_kept_table_is_undamaged_to_its_last_row() -> None:
    """A start does not look at the rows: every row is of classes that there are."""
    known = load(TABLE)
    for one in (known, known.beside):
        assert one is not None
        assert max(array("h", one.rows.whole())[::2]) == len(one.classes) - 1
