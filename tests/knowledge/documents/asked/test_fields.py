"""What clauses and messages have in common beside their words."""

from __future__ import annotations

import pytest

from knowledge.answer.fields import (
    asked_days,
    asked_document,
    bounds,
    defined,
    figures,
    inner,
    numbered,
    same_word,
    shares,
    stated_days,
    synonyms,
)


@pytest.mark.parametrize(
    ("text", "days"),
    [("住了九天", [9]), ("一个礼拜", [7]), ("半个月以上", [15]), ("两天还是3天", [2, 3]), ("老样子", [])],
)
def test_days_that_are_asked(text: str, days: list[int]) -> None:
    assert list(asked_days(text)) == days


@pytest.mark.parametrize(
    ("clause", "within", "without"),
    [
        ("住院3—7天（含7天）的，300元", {3, 7}, {2, 8}),
        ("住院8至15天的", {8, 15}, {7, 16}),
        ("住院15日以上的", {15, 40}, {14}),
        ("住院15天及以上的", {15, 40}, {14}),
        ("住院3天以下的", {1, 3}, {4}),
    ],
)
def test_days_that_a_clause_takes_in(clause: str, within: set[int], without: set[int]) -> None:
    found = set(stated_days(clause))
    assert within <= found
    assert not without & found


def test_words_that_are_defined_and_those_for_kin_as_one() -> None:
    clause = "本办法所称会员，是指在职职工。所称直系亲属，限于父母、配偶、子女。"
    assert list(defined(clause)) == ["会员", "直系亲属", "kin"]


def test_figures_in_any_digits() -> None:
    assert list(figures("慰问金不超过１０００元，另送300元以内的花圈")) == ["1000", "300"]


def test_shares_in_signs_and_in_words() -> None:
    assert list(shares("自付部分的20%")) == list(shares("百分之二十怎么算")) == [20]


def test_pairs_do_not_reach_over_words() -> None:
    assert "会主" not in set(inner(["工会", "主席"]))
    assert {"妈咪", "主席"} <= set(inner(["妈", "咪", "主席"]))


def test_a_group_that_both_meet_by_one_word_counts_once() -> None:
    at = next(at for at, group in enumerate(synonyms()) if "遗失" in group)
    assert not same_word(f"group:{at}", "券弄丢了", "遗失不补")
    assert same_word(f"group:{at}", "遗失了", "遗失不补")


@pytest.mark.parametrize(
    ("clause", "yuan"),
    [
        ("单次慰问金额超过3000元的，须经研究", [3000]),
        ("５０００元以上的，报上一级工会批准", [5000]),
        ("慰问金不超过1000元", []),
        ("不得高于500元", []),
        ("慰问品300元以内", []),
    ],
)
def test_sums_beyond_which_a_clause_asks_for_something(clause: str, yuan: list[int]) -> None:
    assert list(bounds(clause)) == yuan


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("17年那个规定", [2017]),
        ("2018年的旧办法", [2018]),
        ("原先2017年那个暂行的还作不作数", [2017]),
        ("2019年结婚给多少", []),
        ("干了17年", []),
    ],
)
def test_years_of_documents_that_are_asked_about(text: str, years: list[int]) -> None:
    assert list(asked_document(text)) == years


def test_years_of_documents_that_a_clause_names() -> None:
    assert list(numbered("《暂行规定》（瓯机工〔2017〕6号）同时废止，自2021年2月1日起施行")) == [2017]
