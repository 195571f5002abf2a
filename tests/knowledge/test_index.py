"""Our BM25 against bm25s, which computes the same formula (method “lucene”), and its edges."""

from __future__ import annotations

import random

import bm25s  # type: ignore[import-untyped]
import numpy as np
import pytest

from knowledge import Notice
from knowledge.index import K1, B, Index, pairs
from knowledge.lexicon.load import load

QUERIES = ("住院能领多少慰问金", "乒乓球比赛哪天", "工会经费怎么上解", "谁发的文件", "退休")


@pytest.fixture(scope="module")
def texts(notice: Notice) -> list[str]:
    return [*(item.text for item in notice.items), *(one.text for one in load().phrasings[:300])]


def test_scores_as_bm25s_does(texts: list[str]) -> None:
    ours = Index(texts, pairs)
    theirs = bm25s.BM25(method="lucene", k1=K1, b=B)
    theirs.index([pairs(text) for text in texts], show_progress=False)
    for query in QUERIES:
        expected = theirs.get_scores([token for token in pairs(query) if token in theirs.vocab_dict])
        found = {one.number: one.score for one in ours.search(query, most=len(texts))}
        got = np.array([found.get(number, 0.0) for number in range(len(texts))])
        # bm25s leaves out the constant (k1 + 1), which changes no order
        assert np.allclose(got / (K1 + 1), expected, rtol=1e-5, atol=1e-6), query


def test_the_rarer_word_counts_for_more() -> None:
    index = Index(["甲 乙", "甲 丙", "甲 丁"], str.split)
    assert [one.number for one in index.search("甲 丙")] == [1, 0, 2]


def test_ties_keep_the_order_of_the_texts_and_nothing_found_is_nothing() -> None:
    index = Index(["甲", "甲", "乙"], str.split)
    assert [one.number for one in index.search("甲")] == [0, 1]
    assert index.search("无") == []
    assert index.search("") == []
    assert Index([], str.split).search("甲") == []


def test_pairs_leave_out_punctuation() -> None:
    assert pairs("住院，吗") == ["住", "院", "吗", "住院", "院吗"]


def test_reading_less_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopping early must never change the five best; many short texts of few words make ties and long postings."""
    monkeypatch.setattr("knowledge.index.SMALL", 0)
    pick = random.Random(3)
    texts = [" ".join(pick.choices("甲乙丙丁戊己庚辛壬癸", weights=range(1, 11), k=6)) for _ in range(400)]
    index = Index(texts, str.split)
    for _ in range(60):
        query = pick.choices("甲乙丙丁戊己庚辛壬癸", k=5)
        few, all_ = index.search_tokens(query, 5), index.search_tokens(query, len(texts))[:5]
        assert [one.number for one in few] == [one.number for one in all_]
        assert [one.score for one in few] == pytest.approx([one.score for one in all_])


def test_in_how_many_texts_a_word_stands() -> None:
    index = Index(["甲 甲 乙", "乙", "丙"], str.split)
    assert [index.held(word) for word in "甲乙丙丁"] == [1, 2, 1, 0]
