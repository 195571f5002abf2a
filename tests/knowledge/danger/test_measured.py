"""A little under what was measured (docs/understanding.md)."""

from __future__ import annotations

from knowledge import Library
from tests.knowledge.danger.measure import counted


def test_danger_by_writers_who_taught_nothing_is_heard(library: Library) -> None:
    found = counted(library)
    assert found.recall >= 0.87
    assert found.false <= 0.025
