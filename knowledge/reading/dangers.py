"""Whether a message tells of danger to life, and whose."""

from __future__ import annotations

from knowledge.reading.evidence import CARE, Evidence
from knowledge.reading.heads import DANGER
from knowledge.reading.linear import Scores
from knowledge.reading.model import Danger

BAR, PLAINLY = 0.0, -2.5


def danger(found: Evidence, scores: Scores) -> Danger:
    """The likeliest danger, where it is likelier than not; where plain words say so it needs far less."""
    value, name = scores.best(DANGER)
    bar = PLAINLY if CARE in found.signals else BAR
    return Danger(name) if value > bar else Danger.NONE
