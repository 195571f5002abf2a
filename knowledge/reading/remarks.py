"""What somebody lets be known of himself beside the matter: fear, pain, a lonely evening, an invitation."""

from __future__ import annotations

from knowledge.reading.evidence import Evidence
from knowledge.reading.features import REMARK as MARK
from knowledge.reading.heads import REMARK
from knowledge.reading.linear import Scores
from knowledge.reading.model import Remark

HEARD, NAMED = 0.0, -0.9  # log-odds; a word for it (lexicon/remarks.toml) needs less; few are sure, for most hold none


def remarks(found: Evidence, scores: Scores) -> frozenset[Remark]:
    """Every remark likely enough, by what was learned."""
    return frozenset(
        Remark(name) for value, name in scores.of(REMARK) if value > (NAMED if MARK + name in found.seen else HEARD)
    )
