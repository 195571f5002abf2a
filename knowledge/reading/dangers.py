"""Whether a message tells of danger to life, and whose."""

from __future__ import annotations

from knowledge.reading.evidence import CARE, Evidence
from knowledge.reading.heads import ALARM, DANGER, YES
from knowledge.reading.linear import Scores
from knowledge.reading.model import Danger

BAR, PLAINLY, TINY, TINY_BAR = -1.5, -2.0, 8, 0.5


def danger(found: Evidence, scores: Scores) -> Danger:
    """The likeliest danger, where there is one: plain words (signals.toml) are believed unless nearly all speaks
    against them; what is only hinted at must be heard in the rest."""
    hinted = TINY_BAR if len(found.text) <= TINY else BAR
    bar = PLAINLY if CARE in found.signals else hinted
    return Danger(scores.best(DANGER)[1]) if scores.get(ALARM, YES) > bar else Danger.NONE
