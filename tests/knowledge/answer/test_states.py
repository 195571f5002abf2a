"""What a text states is never called unwritten, and what no text states never passes for stated: by 126 pairs of a
question and a text, in everyday words."""

from pathlib import Path

import pytest

from knowledge.answer.states import Verdict, decide

ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("states.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
RIGHT = 107  # of 126 to the letter; the rest is called open, or is open and was called otherwise


@pytest.mark.parametrize(("asked", "text"), [row[:2] for row in ROWS if row[2] == "stated"])
def test_what_a_text_states_is_not_called_unwritten(asked: str, text: str) -> None:
    assert decide(asked, text) is not Verdict.UNSTATED


@pytest.mark.parametrize(("asked", "text"), [row[:2] for row in ROWS if row[2] == "unstated"])
def test_what_no_text_states_does_not_pass_for_stated(asked: str, text: str) -> None:
    assert decide(asked, text) is not Verdict.STATED


def test_most_pairs_are_told_apart() -> None:
    assert sum(decide(asked, text).value == meant for asked, text, meant in ROWS) >= RIGHT


def test_the_words_of_the_matter_itself_tell_nothing() -> None:
    assert decide("生日那天休息不", "会员生日要贺", ["生日"]) is Verdict.UNSTATED


def test_an_empty_text_states_nothing() -> None:
    assert decide("这样行吗", "") is Verdict.UNSTATED
