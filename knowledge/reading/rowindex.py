"""Where the rows of features stand in a table, found by a hash of their names, so that no names are kept: of 100,000
features one or two share a row, and one in 40,000 that the table does not know is taken for one that it does."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from zlib import crc32

SHIFT, BUCKETS = 16, 1 << 16  # the upper half of a hash says in which bucket it stands


def hashed(feature: str) -> int:
    return crc32(feature.encode())


@dataclass(frozen=True)
class RowIndex:
    """The hashes of features, in order; a feature's row is the place of its hash."""

    hashes: array[int]

    def __len__(self) -> int:
        return len(self.hashes)

    @cached_property
    def _starts(self) -> array[int]:
        """Where each bucket begins, and the end of the last."""
        sizes = [0] * (BUCKETS + 1)
        for one in self.hashes:
            sizes[(one >> SHIFT) + 1] += 1
        return array("I", accumulate(sizes))

    def rows(self, features: Iterable[str]) -> list[int]:
        """The rows of those that are known."""
        return list(self._found(features))

    def _found(self, features: Iterable[str]) -> Iterator[int]:
        hashes, starts = self.hashes, self._starts
        for feature in features:
            key = crc32(feature.encode())
            bucket = key >> SHIFT
            end = starts[bucket + 1]
            row = bisect_left(hashes, key, starts[bucket], end)
            if row < end and hashes[row] == key:
                yield row
