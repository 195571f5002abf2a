"""A sum with its reason in one line."""

import pytest

from bot.core.errors import BadInput
from bot.core.money import sum_beside
from bot.desk.rules.steps import read_grant, reason_apart


@pytest.mark.parametrize(
    "text",
    [
        "800，因为病情较重",
        "800 因为病情较重",
        "800因为病情较重",
        "因为病情较重，800",
        "800 元，理由：病情较重",
        "由于病情较重，同意八百",
        "原因是病情较重。800",
    ],
)
def test_sum_and_reason_in_any_order(text: str) -> None:
    said, reason = read_grant(text)
    assert reason == "病情较重"
    assert said.strip("元 ") in ("800", "同意八百")


@pytest.mark.parametrize("text", ["800", "１，０００ 元", "800左右", "八九百", "600 700", "因为病情较重", ""])
def test_what_holds_no_reason_is_left_to_whoever_reads_sums(text: str) -> None:
    assert read_grant(text) == (text, "")


@pytest.mark.parametrize("text", ["800 左右", "800，大概这样吧", "800，病情较重", "不超过，800"])
def test_other_words_beside_a_sum_are_asked_about(text: str) -> None:
    with pytest.raises(BadInput, match="没看懂，什么都没有记"):
        read_grant(text)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("李明，配偶，更正原因：写错了人", ("李明，配偶", "写错了人")),
        ("原因是写错了人，500 代签", ("500 代签", "写错了人")),
        ("500", ("500", "")),
    ],
)
def test_the_reason_is_what_is_called_one(text: str, apart: tuple[str, str]) -> None:
    assert reason_apart(text) == apart


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("5,000，李明", ("5,000", "李明")),
        ("李明 5,000 元 配偶", ("5,000元", "李明，配偶")),
        ("李明", ("", "")),
        ("500、600", ("", "")),
    ],
)
def test_the_one_sum_among_words(text: str, parts: tuple[str, str]) -> None:
    assert sum_beside(text) == parts
