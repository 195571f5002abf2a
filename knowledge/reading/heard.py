"""A message by itself, with what its reading rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from knowledge.reading.evidence import Evidence
from knowledge.reading.linear import Scores
from knowledge.reading.model import Reading

if TYPE_CHECKING:
    from knowledge.reading.taught import Match  # which teaches a Heard


@dataclass(frozen=True)
class Heard:
    """A message by itself: its reading, with the evidence and the scores that the reading rests on, and the phrasing
    that it was taught by, where it was. `today`: the day on which it is read."""

    reading: Reading
    found: Evidence
    scores: Scores
    today: date
    by: Match | None = None
