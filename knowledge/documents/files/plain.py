"""Lines of a plain text file, in whichever of the encodings that are met: UTF-8, UTF-16, GB18030."""

from __future__ import annotations

import codecs
import re

from knowledge.documents.files import plain_tables, texts
from knowledge.documents.model import FileKind, Spot
from knowledge.documents.pages import Extract, Line
from knowledge.documents.refusal import DocumentRefusedError

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
COMMON = re.compile(r"[的是和工会员一、。，]")
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")


def decoded(content: bytes) -> str:
    """The text, by its mark or by what gives Chinese. Raises DocumentRefusedError for any other encoding."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    if b"\0" in content[:2000]:
        return max((_strictly(content, one) for one in _sixteen(content)), key=lambda text: len(COMMON.findall(text)))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "gb18030")


def _sixteen(content: bytes) -> list[str]:
    found = [one for one in ("utf-16-le", "utf-16-be") if _decodes(content, one)]
    if not found:
        raise DocumentRefusedError(texts.NO_TEXT_FILE)
    return found


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        at = content[: error.start].count(b"\n") + 1
        raise DocumentRefusedError(texts.unreadable_line(at)) from error
    if NOT_TEXT.search(text):
        raise DocumentRefusedError(texts.CONTROL_CHARACTERS)
    return text


def extract(content: bytes) -> Extract:
    """Every line with its number; lines that follow each other and have cells are the rows of a table."""
    text = decoded(content).removeprefix("\ufeff")
    rows = re.split(r"\r\n|[\n\r\x0b\x0c\u2028\u2029\x85]", text)
    lines = [Line(row, Spot(line=at)) for at, row in enumerate(rows, 1) if row.strip()]
    return Extract(FileKind.TXT, tuple(plain_tables.blocks(lines)))
