"""Lines of a plain text file, in whichever of the encodings that are met: UTF-8, UTF-16, GB18030."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import groupby

from knowledge.documents.files import texts
from knowledge.documents.model import FileKind, Spot
from knowledge.documents.pages import Block, Cell, Extract, Line, Table
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
    """Every line with its number; lines that follow each other with tabs or bars inside are the rows of a table."""
    text = decoded(content).removeprefix("\ufeff")
    rows = re.split(r"\r\n|[\n\r\x0b\x0c\u2028\u2029\x85]", text)
    lines = [Line(row, Spot(line=at)) for at, row in enumerate(rows, 1) if row.strip()]
    return Extract(FileKind.TXT, tuple(_blocks(lines)))


def _blocks(lines: list[Line]) -> Iterator[Block]:
    """Two rows of at least two cells make a table; a row that stands alone is a line."""
    for barred, group in groupby(lines, lambda line: _mark(line.text)):
        found = list(group)
        if barred and len(found) > 1:
            yield _table(found, barred)
        else:
            yield from found


def _mark(text: str) -> str:
    """What parts the cells of this line; "" where nothing does."""
    return next((mark for mark in ("\t", "|", "｜") if mark in _inner(text, mark)), "")


def _inner(text: str, mark: str) -> str:
    """The line without the frame around its cells; a tab ahead of a line only indents it."""
    plain = text.strip(" \u3000\r")
    return plain.lstrip("\t") if mark == "\t" else plain.strip(mark + "\t ")


def _table(lines: list[Line], mark: str) -> Table:
    """Rows that are but a rule (|---|---|) are left out. An empty cell stays empty."""
    rows = [[cell.strip() for cell in _inner(line.text, mark).split(mark)] for line in lines]
    rows = [row for row in rows if not all(re.fullmatch(r"[:—–\-─━ ]*", cell) for cell in row)]
    cells = (Cell(text, at, column) for at, row in enumerate(rows) for column, text in enumerate(row))
    return Table(tuple(cells), lines[0].spot)
