"""Whose broadcasts are sent."""

import pytest

from bot.core.people import Member

Roster = dict[str, Member]


@pytest.fixture
def ours(roster: Roster) -> int:
    """The branch 春风: seven members, six of them bound; 103 is its chair."""
    return roster["A001"].branch_id


@pytest.fixture
def committee(roster: Roster) -> int:
    return roster["C001"].branch_id
