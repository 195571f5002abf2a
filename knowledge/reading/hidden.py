"""The hidden layer of a learned table, reckoned without numpy: each feature that is common enough has a row of one byte
a unit; the rows of a message are added up, and what a unit then has above nought, times its weights, goes to every
class.

Instead of looping over units, a whole row is one long Python number with a lane a unit (two bytes, or four for a
class), since Python adds two long numbers nearly as fast as two short ones. So that no lane borrows from the next,
what is kept in one is never below nought: `NOUGHT` is added to each byte, `HALF` to each class, and taken off when
the lanes are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import add
from struct import Struct

NOUGHT = 128  # what stands for nought in a byte of a row
TOGETHER = 256  # rows whose sum two bytes a unit can hold
BYTE, LANE = 8, 32
HALF = 1 << (LANE - 1)  # the nought of a class's lane, so that no sum below it borrows from the next


@dataclass(frozen=True)
class Hidden:
    """`rows`: a byte for each unit, of one feature after the other. `bias`: by unit what is added, times the root of
    how many features are known. `out`: by unit a weight for each class. The number of units is even."""

    rows: bytes
    bias: tuple[int, ...]
    out: tuple[tuple[int, ...], ...]

    @property
    def units(self) -> int:
        return len(self.bias)

    def sums(self, places: Sequence[int]) -> list[int]:
        """What the rows in these places add up to, by unit."""
        found = [0] * self.units
        for at in range(0, len(places), TOGETHER):
            found = list(map(add, found, self._sums(places[at : at + TOGETHER])))
        return found

    def _sums(self, places: Sequence[int]) -> list[int]:
        """Every second unit of all rows in one number, two bytes each, the upper half of the rows added to the lower
        until one is left; then the units between."""
        rows, units, doublings = self.rows, self.units, (len(places) - 1).bit_length()
        whole = int.from_bytes(b"".join([rows[at * units : (at + 1) * units] for at in places]), "little")
        evens, nought, found = self._evens(doublings), NOUGHT * len(places), [0] * units
        for first, left in enumerate((whole & evens, (whole >> BYTE) & evens)):
            for doubling in reversed(range(doublings)):
                half = (units << doubling) * BYTE
                left = (left >> half) + (left & ((1 << half) - 1))  # noqa: PLW2901 — halved until one row is left
            found[first::2] = [one - nought for one in self._pairs.unpack(left.to_bytes(units, "little"))]
        return found

    def _evens(self, doublings: int) -> int:
        """Every second byte of two to the power of `doublings` rows."""
        if doublings not in self._masks:
            self._masks[doublings] = int.from_bytes(b"\xff\0" * ((self.units << doublings) // 2), "little")
        return self._masks[doublings]

    @cached_property
    def _masks(self) -> dict[int, int]:
        return {}

    @cached_property
    def _pairs(self) -> Struct:
        return Struct(f"<{self.units // 2}H")

    def active(self, sums: Sequence[int], root: float, ratio: float) -> list[int]:
        """How much each unit passes on, times `root`; the sums are `ratio` times too small for that."""
        return [max(0, int(one * ratio + bias * root)) for one, bias in zip(sums, self.bias, strict=True)]

    def passed(self, active: Sequence[int]) -> tuple[int, ...]:
        """What all units pass on to each class, HALF added."""
        total = sum([much * row for much, row in zip(active, self._wide, strict=True) if much], self._halves)
        return self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))

    @cached_property
    def _wide(self) -> tuple[int, ...]:
        """By unit its weights as one long number."""
        return tuple(sum(weight << (LANE * at) for at, weight in enumerate(row)) for row in self.out)

    @cached_property
    def _halves(self) -> int:
        return sum(HALF << (LANE * at) for at in range(len(self.out[0])))

    @cached_property
    def _lanes(self) -> Struct:
        return Struct(f"<{len(self.out[0])}I")
