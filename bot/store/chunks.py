"""Long lists of values, a few hundred at a time: databases take only so many in one statement."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

CHUNK = 500  # values in one IN list

Item = TypeVar("Item")


def chunks(items: Sequence[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
