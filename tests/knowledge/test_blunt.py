"""What is said to those who want it short, want to know whom to turn to, or find the ceiling too low."""

from __future__ import annotations

import re

import pytest

from knowledge import Library
from tests.knowledge.measure import TODAY


def test_put_bluntly_after_a_question_it_is_answered_for_that_matter(library: Library) -> None:
    answer = library.answer("别跟我念条文，就说给不给", ["我住院了工会给慰问吗"], today=TODAY)
    assert "“会员生病住院要访”，工会来看望，慰问金不超过 1000 元。" in answer.text
    assert answer.amounts == {"hospitalization": 1000}


def test_whom_to_turn_to_is_said_and_no_name_is_invented(library: Library) -> None:
    answer = library.answer("到底找谁，你给个准话", today=TODAY)
    assert "本人所在的基层工会" in answer.text
    assert "由干部来联系您" in answer.text
    assert answer.suggestions[0].action == "officer"


@pytest.mark.parametrize("said", ["医药费花了八万，就给一千？", "药费自己掏了五万，才补一千块钱"])
def test_a_ceiling_called_too_low_is_answered_as_the_kind_and_not_as_insurance(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert answer.amounts == {"hospitalization": 1000}
    assert "不超过 1000 元" in answer.text
    assert re.search("医保.*(没有|请问医保)", answer.text)
    assert "能领" not in answer.text


def test_another_figure_beside_medical_costs_is_no_complaint_about_ours(library: Library) -> None:
    answer = library.answer("医药费花了八万，就报销五百？", today=TODAY)
    assert answer.intent == "out_of_scope"
    assert not answer.amounts


@pytest.mark.parametrize("said", ["我妈的抚恤金怎么领，她上个月走的", "我爸的丧葬费找谁报"])
def test_what_we_do_not_grant_to_the_bereaved_is_declined_with_what_we_do(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert "通知没有写" in answer.text
    assert "通知写的是直系亲人去世时工会来看望" in answer.text
    assert "看看亲人去世慰问" in [one.label for one in answer.suggestions]


def test_who_asks_if_somebody_counts_hears_first_whom_the_clause_names(library: Library) -> None:
    answer = library.answer("孩子骨折住院算不算", today=TODAY)
    clause = "通知写的是会员本人生病住院，家属住院未写明。"
    assert any(line.startswith(clause) for line in answer.text.splitlines()[:2])  # after a kind word at most
    assert not answer.amounts
