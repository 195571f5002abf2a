"""The rows of features in a table, found by a hash of their names, so that no names are kept: of 100,000 features one
or two share a row, and one in 40,000 that the table does not know is taken for one that it does.

Where each row stands is kept in memory. The rows themselves stay in the table's file and are read one by one: the
system keeps in its own memory what is read often, and may take it back. They are not mapped: around every page that is
touched the system maps sixteen or more, and after some hundred messages the process would hold all of them.
"""

from __future__ import annotations

import os
import weakref
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from zlib import crc32

SHIFT, BUCKETS = 16, 1 << 16  # the upper half of a hash says in which bucket it stands, the lower half is kept
LOWER = BUCKETS - 1
PAIR = 4  # bytes of a class's number and its weight, of which a row is made

Read = Callable[[int, int], bytes]
"""So many bytes from a place on."""


def hashed(feature: str) -> int:
    return crc32(feature.encode())


@dataclass(frozen=True)
class Places:
    """Four bytes a feature, and eight a bucket: by bucket its first feature and where its rows begin (and the end of
    the last), by feature the lower half of its hash and where its row ends, from its bucket's beginning on. All in
    pairs, from the beginning of the rows on."""

    firsts: array[int]
    begins: array[int]
    lows: array[int]
    ends: array[int]

    @classmethod
    def of(cls, hashes: Sequence[int], sizes: Sequence[int]) -> Places:
        """Of hashes in order, and the sizes of their rows, which follow one another."""
        firsts, begins, lows, ends = array("I", [0]), array("I", [0]), array("H"), array("H")
        at = 0
        for bucket in range(BUCKETS):
            size = 0
            while at < len(hashes) and hashes[at] >> SHIFT == bucket:
                size += sizes[at]
                lows.append(hashes[at] & LOWER)
                ends.append(size)
                at += 1
            firsts.append(at)
            begins.append(begins[-1] + size)
        return cls(firsts, begins, lows, ends)


@dataclass(frozen=True)
class Rows:
    """`read` reads the rows, which begin at `begin` in whatever it reads."""

    places: Places
    read: Read = field(compare=False, repr=False)
    begin: int = field(default=0, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.places.lows)

    @property
    def size(self) -> int:
        """The bytes of all rows."""
        return PAIR * self.places.begins[-1]

    def of(self, feature: str) -> bytes:
        """A feature's row; empty where it is not known."""
        places, key = self.places, crc32(feature.encode())
        bucket, low, lows = key >> SHIFT, key & LOWER, places.lows
        first, after = places.firsts[bucket], places.firsts[bucket + 1]
        at = bisect_left(lows, low, first, after)
        if at == after or lows[at] != low:
            return b""
        start = places.ends[at - 1] if at > first else 0
        return self.read(PAIR * (places.ends[at] - start), self.begin + PAIR * (places.begins[bucket] + start))

    def whole(self) -> bytes:
        """Every row."""
        return self.read(self.size, self.begin)


def from_memory(content: bytes) -> Read:
    return lambda size, at: content[at : at + size]


def from_file(descriptor: int) -> Read:
    """Of a file that stays open, and may be replaced meanwhile, for as long as anybody may read."""
    read = partial(os.pread, os.dup(descriptor))
    weakref.finalize(read, os.close, *read.args)
    return read
