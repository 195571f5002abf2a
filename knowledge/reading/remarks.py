"""What somebody lets be known of himself beside the matter: fear, pain, a lonely evening, an invitation."""

from __future__ import annotations

from knowledge.reading.evidence import Evidence
from knowledge.reading.features import REMARK as MARK
from knowledge.reading.heads import REMARK
from knowledge.reading.linear import Scores
from knowledge.reading.model import Remark


def remarks(found: Evidence, scores: Scores) -> frozenset[Remark]:
    """Every remark likely enough, by what was learned; one with a word for it (lexicon/remarks.toml) needs less."""
    bars, seen = scores.bars, found.seen
    return frozenset(
        Remark(name)
        for value, name in scores.of(REMARK)
        if value > (bars.remark_named if MARK + name in seen else bars.remark)
    )
