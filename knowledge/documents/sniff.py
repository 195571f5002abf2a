"""What a file is, by its content; its name is never asked."""

from __future__ import annotations

import re

from knowledge.documents.files import texts
from knowledge.documents.files.archive import Archive
from knowledge.documents.model import FileKind
from knowledge.documents.refusal import DocumentRefusedError

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*", b"GIF8")
HTML = re.compile(rb"<!doctype\s+html|<html|<body|<table|<meta\s|<p[\s>]|<div[\s>]", re.I)
OTHERS = (
    ("xl/", texts.SPREADSHEET),
    ("ppt/", texts.SLIDES),
)


def kind_of(content: bytes) -> FileKind:
    """Raises DocumentRefusedError for what is no document."""
    start = content[:4096]
    if not content.strip():
        raise DocumentRefusedError(texts.EMPTY)
    if b"%PDF-" in start[:1024]:
        return FileKind.PDF
    if start.startswith(b"PK\x03\x04"):
        return _in_zip(content)
    if start.startswith(OLE):
        return _in_ole(content)
    if start.startswith(b"{\\rtf") or b"<w:wordDocument" in start or b'<?mso-application progid="Word' in start:
        return FileKind.OFFICE
    if start.startswith(PICTURES) or start[8:12] == b"WEBP":
        return FileKind.SCAN
    if start[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}:
        raise DocumentRefusedError(texts.HEIC)
    if re.match(rb"\s*(?:MIME-Version|From|Content-Type):", start):
        raise DocumentRefusedError(texts.MHT)
    return FileKind.HTML if HTML.search(_plain(start)) else FileKind.TXT


def _plain(start: bytes) -> bytes:
    """What tags are looked for in: of UTF-16 the characters, since pairs of bytes may look like a tag."""
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return start.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return b"" if b"\0" in start else start


def _in_zip(content: bytes) -> FileKind:
    archive = Archive(content)
    if archive.has("OFD.xml"):
        return FileKind.OFD
    if archive.has("word/document.xml"):
        return FileKind.DOCX
    if archive.has("content.xml") and archive.has("mimetype"):
        return FileKind.OFFICE
    for folder, words in OTHERS:
        if any(name.startswith(folder) for name in archive.names):
            raise DocumentRefusedError(words)
    raise DocumentRefusedError(texts.OTHER_ARCHIVE)


def _in_ole(content: bytes) -> FileKind:
    """Names of streams stand in the file in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise DocumentRefusedError(texts.LOCKED)
    if any(name.encode("utf-16-le") in content for name in ("WordDocument", "MatOST")):
        return FileKind.OFFICE
    raise DocumentRefusedError(texts.OTHER_OLE)
