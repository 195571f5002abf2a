"""Zip files of XML (docx, OFD), opened with limits: so many entries, so many bytes, and no entities."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile, ZipInfo

from knowledge.documents.files import texts
from knowledge.documents.refusal import DocumentRefusedError

MOST_ENTRIES = 4000
MOST_BYTES = 120_000_000  # of all entries, unpacked
MOST_XML = 40_000_000  # of one
MOST_RATIO = 300  # unpacked to packed, of entries larger than a million bytes
# What zipfile raises at damaged files, beside its own error.
_FAULTS = (BadZipFile, zlib.error, struct.error, OSError, NotImplementedError, EOFError, RuntimeError, ValueError)


class Archive:
    """The entries of a zip file."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
            infos = self._zip.infolist()
        except _FAULTS as error:
            raise DocumentRefusedError(texts.BROKEN) from error
        if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > MOST_BYTES or any(map(_bloated, infos)):
            raise DocumentRefusedError(texts.OVERPACKED)
        if any(info.flag_bits & 1 for info in infos):
            raise DocumentRefusedError(texts.LOCKED)
        self.names = {info.filename.replace("\\", "/").lstrip("/"): info for info in infos}
        self._folded = {name.lower(): name for name in self.names}

    def has(self, name: str) -> bool:
        return name.lower().lstrip("/") in self._folded

    def read(self, name: str) -> bytes:
        """The bytes of an entry, by its name in any case; never more than `MOST_XML`."""
        info = self.names.get(self._folded.get(name.lower().lstrip("/"), ""))
        if info is None:
            raise DocumentRefusedError(texts.BROKEN)
        try:
            with self._zip.open(info) as entry:
                data = entry.read(MOST_XML + 1)
        except _FAULTS as error:
            raise DocumentRefusedError(texts.BROKEN) from error
        if len(data) > MOST_XML:
            raise DocumentRefusedError(texts.OVERPACKED)
        return data

    def xml(self, name: str) -> ElementTree.Element:
        """An entry as XML. A document type, which could define entities, is refused."""
        data = self.read(name)
        if re.search(rb"<!DOCTYPE|<!ENTITY|<\0!\0D\0O\0C", data):
            raise DocumentRefusedError(texts.DOCTYPE)
        try:
            return ElementTree.fromstring(data)  # noqa: S314 - no document type, and size is limited
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise DocumentRefusedError(texts.BROKEN) from error


def _bloated(info: ZipInfo) -> bool:
    return info.file_size > 1_000_000 and info.file_size > MOST_RATIO * max(1, info.compress_size)
