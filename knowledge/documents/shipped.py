"""The notices that come with the program, as documents: what a new one is compared with until others are published."""

from __future__ import annotations

from pathlib import Path

from knowledge.documents.extracting import extract
from knowledge.documents.model import Document
from knowledge.documents.refusal import DocumentRefusedError
from knowledge.documents.review import review
from knowledge.shelf import NOTICES


def shipped(folder: Path = NOTICES) -> list[Document]:
    """Every file of the folder that can be read, oldest first."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        try:
            found.append(review(extract(path.read_bytes())))
        except DocumentRefusedError:
            continue
    return sorted(found, key=lambda document: str(document.signed))
