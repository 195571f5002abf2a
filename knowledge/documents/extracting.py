"""Bytes to text: the reader for what a file is. Each reader is imported only when a file of its kind comes."""

from __future__ import annotations

from dataclasses import replace

from knowledge.documents.files import texts
from knowledge.documents.model import FileKind
from knowledge.documents.pages import Extract, Seen, unseen
from knowledge.documents.refusal import DocumentRefusedError
from knowledge.documents.sniff import kind_of

LARGEST = 30_000_000
LONGEST = 400_000  # characters: a notice has a few thousand


def extract(content: bytes, seen: Seen = unseen) -> Extract:
    """The text of a file with its places. `seen`: told of each page that has been looked at, where that
    takes long. Raises DocumentRefusedError with one sentence for whoever sent it."""
    if len(content) > LARGEST:
        raise DocumentRefusedError(texts.file_too_big(len(content) // 1_000_000, LARGEST // 1_000_000))
    try:
        found = _extract(content, kind_of(content), seen)
    except RecursionError as error:
        raise DocumentRefusedError(texts.TOO_DEEP) from error
    if sum(len(getattr(block, "text", "")) for block in found.blocks) > LONGEST:
        raise DocumentRefusedError(texts.TOO_MUCH_TEXT)
    return found


def _extract(content: bytes, kind: FileKind, seen: Seen) -> Extract:
    if kind is FileKind.TXT:
        from knowledge.documents.files import plain

        return plain.extract(content)
    if kind is FileKind.HTML:
        from knowledge.documents.files import html

        return html.extract(content)
    if kind is FileKind.DOCX:
        from knowledge.documents.files import docx

        return docx.extract(content)
    if kind is FileKind.OFD:
        from knowledge.documents.files import ofd

        return ofd.extract(content)
    return _heavy(content, kind, seen)


def _heavy(content: bytes, kind: FileKind, seen: Seen) -> Extract:
    """What needs an extra."""
    if kind is FileKind.OFFICE:
        from knowledge.documents.files import docx, office

        return replace(docx.extract(office.as_docx(content)), kind=FileKind.OFFICE)
    from knowledge.documents.files import extras, scan

    if kind is FileKind.SCAN:
        return scan.of_picture(content)
    from knowledge.documents.files import pdf

    if not pdf.has_text(content):
        return scan.of_pdf(content, seen)
    try:
        found, boxes = pdf.extract(content)
    except pdf.LayeredError:
        if not extras.has("rapidocr"):
            raise
        return scan.of_pdf(content, seen)
    if not extras.has("rapidocr"):
        return found
    agreed, disagreed = scan.second_look(content, boxes, seen)
    return replace(found, agreed=agreed, disagreed=disagreed)
