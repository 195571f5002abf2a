"""Why a file is not read. The words are one clear Chinese sentence for whoever sent it."""

from __future__ import annotations

from knowledge.errors import KnowledgeError


class DocumentRefusedError(KnowledgeError):
    """A file or document that can't be read safely."""
