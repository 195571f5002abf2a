"""Sentences that `claims` knows again are those that are written."""

import pytest

from knowledge.answer import texts


@pytest.mark.parametrize("quotes", [["停车费"], ["停车费", "几号"], ["停车费", "停车费"]])
def test_what_is_said_back_as_unwritten_is_known_again(quotes: list[str]) -> None:
    assert texts.UNWRITTEN.fullmatch(texts.not_written(texts.said_back(quotes)))
    assert not texts.UNSTATED.fullmatch(texts.not_written(texts.said_back(quotes)))


@pytest.mark.parametrize("names", [["名额"], ["名额", "费用由谁出"]])
def test_sides_that_are_unstated_are_known_again(names: list[str]) -> None:
    assert texts.UNSTATED.fullmatch(texts.unstated(names))
    assert not texts.UNWRITTEN.fullmatch(texts.unstated(names))


def test_what_is_left_open_is_no_claim() -> None:
    assert not texts.UNWRITTEN.search(texts.left_open(["停车费"]))
