"""Limits how many updates of one person are handled: more than anybody types, less than a flood. Tells him once.

How fast the bot itself speaks is another matter: `traffic.pacing`.

Words and presses are counted apart, so that an officer who works off a long list is never stopped by what he has typed.
Counted in memory: a process that takes over a chat begins anew, and the flood meets the same limit there.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from time import monotonic

PEOPLE = 20_000  # remembered at most; those longest unheard of go first
CALM = 60.0  # seconds of silence after which one is told anew


@dataclass(frozen=True)
class Quota:
    """So many at once, and one more each so many seconds."""

    burst: int
    seconds: float


WORDS = Quota(40, 2.0)  # three albums in a row, or a whole list of questions forwarded
PRESSES = Quota(60, 0.5)
UNLIMITED = Quota(2**31, 1.0)


class Admission(Enum):
    TAKE = auto()
    TELL = auto()  # too much: say so, this once
    DROP = auto()  # too much, and it has been said


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    told: float | None = None


class RateLimit:
    def __init__(self, words: Quota = WORDS, presses: Quota = PRESSES, now: Callable[[], float] = monotonic) -> None:
        self._allowed = {False: words, True: presses}
        self._now = now
        self._buckets: OrderedDict[tuple[int, bool], _Bucket] = OrderedDict()

    def count(self, person: int, *, press: bool) -> Admission:
        """Counts one more update of this person."""
        allowed, now = self._allowed[press], self._now()
        bucket = self._buckets.setdefault((person, press), _Bucket(allowed.burst, now))
        self._buckets.move_to_end((person, press))
        while len(self._buckets) > PEOPLE:
            self._buckets.popitem(last=False)
        bucket.left = min(allowed.burst, bucket.left + (now - bucket.at) / allowed.seconds)
        bucket.at = now
        if bucket.left >= 1:
            bucket.left -= 1
            return Admission.TAKE
        told, bucket.told = bucket.told, now
        return Admission.TELL if told is None or now - told > CALM else Admission.DROP
