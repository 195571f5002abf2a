"""Whether a message tells of danger to life, and whose."""

from __future__ import annotations

from knowledge.reading.evidence import CARE, Evidence
from knowledge.reading.heads import ALARM, DANGER, YES
from knowledge.reading.linear import Scores
from knowledge.reading.model import Danger

PLAIN, HINTED, ELSE = -2.0, -1.0, 0.0  # log-odds of any danger, from which it is believed
LIGHTER = 2.0  # more is needed beside a joke, a film, a thing or a form
TINY, TINY_BAR = 8, 0.5
THREAT = "threat"
DARK = frozenset({"die", "live", "end", "vanish", "wake", "burden", "high", "fall", "means", "reunion", "pain", THREAT})
LIGHT = frozenset({"hyper", "fiction", "desk"})


def danger(found: Evidence, scores: Scores) -> Danger:
    """The likeliest danger, where there is one."""
    return Danger(scores.best(DANGER)[1]) if scores.get(ALARM, YES) > bar(found) else Danger.NONE


def bar(found: Evidence) -> float:
    """How much must speak for danger: little beside words of despair (signals.toml) or of violence, more where a motif
    of despair (despair.toml) stands, most where nothing of the kind does. The figures were chosen on writers held out
    (docs/decisions/reading.md)."""
    plainly = CARE in found.signals or THREAT in found.motifs
    needed = PLAIN if plainly else HINTED if found.motifs & DARK else ELSE
    if not plainly and len(found.text) <= TINY:
        needed = max(needed, TINY_BAR)
    return needed + LIGHTER * bool(found.motifs & LIGHT)
