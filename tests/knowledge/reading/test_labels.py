"""The labelled rounds as they ship hold no contradiction, the table is of them, and the check finds what is put in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from knowledge import LexiconError, Library
from knowledge.lexicon.load import load
from knowledge.reading.check import check_rows, known_topics
from knowledge.reading.heads import labels
from knowledge.reading.naming import UNHEARD
from knowledge.reading.rows import Row, all_rows, read_rounds
from knowledge.reading.teach import fingerprint, taught

LEAST_ROWS, LEAST_LABELLED = 5000, 2000
pytestmark = pytest.mark.xdist_group("labels")  # they are read by one worker


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return all_rows(load())


def test_the_rounds_hold_no_contradiction(rows: list[Row]) -> None:
    assert [str(one) for one in check_rows(rows, load())] == []


def test_labels_name_the_topics_that_are_answered(library: Library) -> None:
    assert known_topics(load()) == library.topics | {UNHEARD}


def test_the_table_is_of_these_labels() -> None:
    assert taught().fingerprint == fingerprint(), "词库或标注改过了：请运行 wennuan notices train"


def test_every_part_is_labelled_often(rows: list[Row]) -> None:
    assert len(rows) >= LEAST_ROWS
    often = Counter(head for row in rows for head in labels(row))
    assert min(often[head] for head in ("act", "topic", "what", "danger", "form")) >= LEAST_LABELLED, often


@pytest.mark.parametrize(
    ("row", "sort"),
    [
        (Row("住院", "x", asks=(("hospitalisation", "amount"),)), "没有这个标签"),
        (Row("住院", "x", asks=(("hospitalization", "price"),)), "没有这个标签"),
        (Row("住院", "x", acts=("asks",)), "没有这个标签"),
        (Row("住院", "x", events=(("stay", "self", "happened"),)), "没有这个标签"),
        (Row("住院", "x", danger="fire"), "没有这个标签"),
        (Row("住院给多少！", "x", asks=(("marriage", "amount"),)), "标得不一样（topic）"),
    ],
)
def test_what_is_put_in_is_found(row: Row, sort: str) -> None:
    known = Row("住院给多少", "y", asks=(("hospitalization", "amount"),))
    assert any(sort in one.sort for one in check_rows([known, row], load()))


def test_a_label_that_is_absent_is_unknown() -> None:
    assert labels(Row("住院", "x", danger="none")) == {"danger": [], "alarm": []}


def test_a_round_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "住院"}\n{"acts": []}\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"a\.jsonl 第 2 行"):
        read_rounds(tmp_path)
