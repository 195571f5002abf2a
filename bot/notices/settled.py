"""A version with what its reviewers have settled: what answers, limits and the next comparison rest on."""

from bot.notices.queries import Kept
from knowledge.documents import wire
from knowledge.documents.grants import without
from knowledge.documents.model import Document


def document_of(kept: Kept) -> Document:
    """Without the amounts that are nothing given; their clauses are still quoted."""
    return without(wire.load(kept.document), kept.denied)
