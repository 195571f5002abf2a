"""The pages on a kind and a facet point to a list of sets made from the code; the sets that they explain exist."""

import re
from pathlib import Path

import pytest

from tests.knowledge.sets import constants, holding

HOWTO = Path(__file__).parents[2] / "docs" / "howto"
NAMED = re.compile(r"`(_?[A-Z][A-Z_]+)` in `((?:knowledge|bot)/[\w/]+\.py)`")


@pytest.mark.parametrize(
    ("name", "sets"),
    [("MARRIAGE", {"CUES", "JOYS", "MEMBERS_OWN", "HIS_OWN"}), ("place", {"VAGUELY", "TELLS"})],
)
def test_the_list_has_the_sets_of_one_that_is_there(name: str, sets: set[str]) -> None:
    assert sets <= {one.name for one in holding(name)}


@pytest.mark.parametrize("page", ["kind.md", "facet.md"])
def test_sets_that_a_page_explains_stand_where_it_says(page: str) -> None:
    named = NAMED.findall((HOWTO / page).read_text(encoding="utf-8"))
    there = {(one.name, one.path) for one in constants()}
    assert len(named) >= 3
    assert [one for one in named if one not in there] == []
