"""How often somebody is given the same: read where it is said of a person, left to words where it is narrower."""

from __future__ import annotations

import pytest

from knowledge.documents.often import Often, limits, often


@pytest.mark.parametrize(
    ("text", "times", "yearly"),
    [
        ("会员住院的，给予不超过800元的慰问金，每人每年限2次。", 2, True),
        ("慰问金不超过1000元，每年不超过两次。", 2, True),
        ("同一年度内慰问不超过 1 次。", 1, True),
        ("一年内最多慰问三次", 3, True),
        ("每位会员每年度只享受一次", 1, True),
        ("会员结婚，慰问品不超过600元，每人一次。", 1, False),
        ("患重大疾病的，一次性慰问3000元，每人仅限一次。", 1, False),
        ("会员退休，限享受一次", 1, False),
    ],
)
def test_a_number_of_times_is_read(text: str, times: int, yearly: bool) -> None:
    found = often(text)
    assert found
    assert (found.times, found.yearly) == (times, yearly)
    assert found.words in text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "患重大疾病的，一次性慰问3000元。",
        "每次住院慰问不超过800元。",
        "同一病种每年只慰问一次。",
        "生育慰问每胎一次。",
        "一年内住院2次以上的，慰问金不超过2000元。",
        "会员生日，每人每年发放300元的蛋糕券。",
    ],
)
def test_what_is_narrower_or_is_no_limit_stays_words(text: str) -> None:
    assert often(text) is None


def test_the_words_are_the_documents_own() -> None:
    assert often("给予慰问金，每人每年 限２次。") == Often(2, True, "每人每年限２次")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("同一病种每年只慰问一次。", [Often(1, True, "同一病种每年只慰问一次", "病种")]),
        ("生育慰问每胎一次。", [Often(1, False, "生育慰问每胎一次", "胎")]),
        (
            "同一会员每年限慰问2次，同一病种不重复慰问。",
            [Often(2, True, "同一会员每年限慰问2次"), Often(1, False, "同一病种不重复慰问", "病种")],
        ),
        ("夫妻双方不重复慰问。", []),
        ("生育的，每胎给予500元。", []),
    ],
)
def test_what_is_said_of_the_same_illness_or_child_is_read_apart(text: str, found: list[Often]) -> None:
    assert list(limits(text)) == found
