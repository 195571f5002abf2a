"""Who signed in another's place is named with his relation, or asked for again."""

from decimal import Decimal

import pytest

from bot.core.errors import BadInput
from bot.reports.rules.payments import name_alone, read_said, read_signature


@pytest.mark.parametrize("text", ["李明", "李明。", "，", "", "123，配偶"])
def test_a_name_alone_or_no_name_is_asked_for_again(text: str) -> None:
    with pytest.raises(BadInput):
        read_signature(text)


@pytest.mark.parametrize("text", ["李明，配偶", "李明 配偶", "代签 李明，配偶。"])
def test_name_and_relation_are_taken(text: str) -> None:
    signature = read_signature(text)
    assert (signature.name, signature.relation) == ("李明", "配偶")


RELATIONS = frozenset({"配偶", "老婆", "母", "同事"})


@pytest.mark.parametrize(
    "text", ["李明，配偶", "配偶，李明", "配偶：李明", "配偶李明", "李明（配偶）", "代签 配偶 李明"]
)
def test_the_name_is_told_from_the_relation(text: str) -> None:
    signature = read_signature(text, RELATIONS)
    assert (signature.name, signature.relation) == ("李明", "配偶")


def test_surnames_that_are_relations_too_are_names() -> None:
    assert read_signature("母建国，同事", RELATIONS).name == "母建国"
    assert name_alone("母建国", RELATIONS) == "母建国"


@pytest.mark.parametrize(
    ("text", "name"), [("李明", "李明"), ("李明代签。", "李明"), ("配偶", ""), ("配偶李明", ""), ("1", "")]
)
def test_a_name_alone_is_known_as_one(text: str, name: str) -> None:
    assert name_alone(text, RELATIONS) == name


@pytest.mark.parametrize(
    "text",
    [
        "600 代签 李明，配偶",
        "600代签李明，配偶",
        "李明（配偶）代签，600 元",
        "代签 李明 配偶 六百",
        "李明，配偶，代签600",
        "他人代签：李明、配偶；实付 600",
    ],
)
def test_amount_and_signer_stand_in_any_order(text: str) -> None:
    said = read_said(text, Decimal(800))
    assert (said.amount, read_signature(said.who, RELATIONS).name) == (Decimal(600), "李明")


@pytest.mark.parametrize("text", ["600 700", "600左右", "代签 李明 配偶", "五六百 代签"])
def test_no_sum_or_two_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_said(text, Decimal(800))
