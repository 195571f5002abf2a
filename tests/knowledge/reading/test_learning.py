"""What is learned of labelled messages: what parts a class from the rest, how sure it is, and what is left out."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from functools import partial
from operator import floordiv

import pytest

from knowledge.lexicon.load import load
from knowledge.reading.apart import Apart
from knowledge.reading.clauses import Clauses
from knowledge.reading.crossfit import Gathered, Rereader
from knowledge.reading.evidence import Gatherer
from knowledge.reading.features import grams, is_gram
from knowledge.reading.heads import Example
from knowledge.reading.learn import ROUGHLY, SURE, learn, numbered
from knowledge.reading.odds import odds_of
from knowledge.reading.rowindex import hashed
from knowledge.reading.teach import taught
from knowledge.shelf import NOTICES, Shelf


def told(text: str, *right: str, head: str = "act") -> Example:
    return frozenset(text), frozenset(f"{head}:{name}" for name in right), frozenset({head})


#: “b” thanks, “c” asks, “x” says nothing; what rules found (“@a”) stands beside some.
EXAMPLES = [
    *(told("abx", "thank") for _ in range(6)),
    *(told("acx", "ask") for _ in range(6)),
    *(told("ax") for _ in range(6)),
]


def test_what_parts_a_class_from_the_rest_is_learned() -> None:
    table = learn(EXAMPLES).table({}, 0.01)
    assert table.scores("abx").above("act") == ["thank"]
    assert table.scores("acx").above("act") == ["ask"]
    assert table.scores("ax").above("act") == []
    assert table.weights_of("b")["act:thank"] > 1 > table.weights_of("x").get("act:thank", 0.0)


def test_a_head_learns_only_of_what_is_known_of_it() -> None:
    others = [*(told("bz", "death", head="what") for _ in range(9)), *(told("ay", head="what") for _ in range(9))]
    table = learn([*EXAMPLES, *others]).table({}, 0.01)
    assert table.weights_of("z").keys() == {"what:death"}
    assert "act:thank" in table.weights_of("b")
    assert table.scores("abx").above("act") == ["thank"]


def test_what_all_examples_show_is_sure() -> None:
    assert learn([told("a", "ask"), told("b", "ask")]).table({}, 0.01).scores("c").best("act") == (
        ROUGHLY[0] * SURE,
        "ask",
    )


def test_rules_count_for_less_than_words_but_where_they_know_most() -> None:
    rows = [(frozenset({"b", "@b"}), True), (frozenset({"c"}), False)] * 5
    for head, less in (("act", True), ("whose", False)):
        examples = [(seen, frozenset({f"{head}:x"} if right else ()), frozenset({head})) for seen, right in rows]
        table = learn(examples).table({}, 0.001)
        word, rule = (table.weights_of(name)[f"{head}:x"] for name in ("b", "@b"))
        assert (rule < word / 2) is less


def test_the_least_weights_are_left_out_and_the_odds_scale_the_rest() -> None:
    learned = learn(EXAMPLES)
    all_of_it, part = learned.table({}, 0.0001), learned.table({"act": (12.0, -1.0)}, 0.0001)
    least = 1.05 * min(abs(one) for one in all_of_it.weights_of("x").values())
    assert not learned.table({}, least).weights_of("x").keys() >= all_of_it.weights_of("x").keys()
    (before, name), (after, same) = all_of_it.scores("abx").best("act"), part.scores("abx").best("act")
    assert same == name
    assert after == pytest.approx(2 * before - 1, abs=0.05)


def test_odds_say_how_often_a_class_is_right_at_a_distance() -> None:
    """Of messages that look alike, three in four thank: what is learned is sure of it, and three to one is said."""
    learned = learn([*(told("ab", "thank") for _ in range(9)), *(told("ac") for _ in range(9))])
    strangers = [
        told("ab", "thank"),
        told("ab", "thank"),
        told("ab", "thank"),
        told("ab"),
        *[told("ac")] * 3,
        told("ac", "thank"),
    ]
    odds = odds_of([(learned, strangers * 10)], 0.01)
    table = learned.table(odds, 0.01)
    assert table.scores("ab").get("act", "thank") == pytest.approx(math.log(3), abs=0.1)
    assert table.scores("ac").get("act", "thank") == pytest.approx(-math.log(3), abs=0.1)


def test_a_feature_has_the_row_of_its_hash_and_the_seldom_one_counts_for_more() -> None:
    hashes, rows, seldom = numbered(Counter({"often": 9, "once": 1}), 10)
    assert hashes.tolist() == sorted(map(hashed, ("often", "once")))
    assert {name: hashes[at] for name, at in rows.items()} == {name: hashed(name) for name in rows}
    assert seldom[rows["once"]] > seldom[rows["often"]] > 1


def test_runs_of_characters_are_told_from_what_the_rules_found() -> None:
    found = Gatherer(load(), Clauses(load(), Shelf(NOTICES, load()).notices[-1]))(
        "我妈昨天住院了，能领多少", date(2026, 11, 29)
    )
    runs = {one for one in found.seen if is_gram(one)}
    assert runs == set(grams(found.text))
    assert found.seen - runs


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
