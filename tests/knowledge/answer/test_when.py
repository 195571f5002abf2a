"""Which day a message asks about, where it names several."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import Library
from knowledge.answer.when import when

TODAY = date(2021, 6, 1)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("去年登记的同事拿得比我多，现在结婚到底封顶多少", None),
        ("我去年结婚的，现在能领多少", date(2020, 1, 1)),  # granted as it was in the year of the happening
        ("去年结婚封顶多少", date(2020, 1, 1)),
        ("去年结婚封顶多少，现在呢", date(2020, 1, 1)),
        ("九月初九那日有没有组织爬爬山", None),  # a day of an activity, and of no happening
    ],
)
def test_the_day_that_is_asked_about(text: str, first: date | None, library: Library) -> None:
    found = when(library.read(text, today=TODAY), TODAY)
    assert (found and found.first) == first
