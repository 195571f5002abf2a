"""Who signed in another's place is named with his relation, or asked for again."""

import pytest

from bot.core.errors import BadInput
from bot.reports.rules.payments import read_signature


@pytest.mark.parametrize("text", ["李明", "李明。", "，", "", "123，配偶"])
def test_a_name_alone_or_no_name_is_asked_for_again(text: str) -> None:
    with pytest.raises(BadInput):
        read_signature(text)


@pytest.mark.parametrize("text", ["李明，配偶", "李明 配偶", "代签 李明，配偶。"])
def test_name_and_relation_are_taken(text: str) -> None:
    signature = read_signature(text)
    assert (signature.name, signature.relation) == ("李明", "配偶")
