"""Lines of a plain text file, in whichever of the encodings that are met: UTF-8, UTF-16, GB18030."""

from __future__ import annotations

import codecs
import re

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
        raise DocumentRefusedError("这个文件不是文字文件，也不是认得的文档，没有读。")
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
        raise DocumentRefusedError(
            f"文件第 {at} 行有读不出的字（既不是 UTF-8，也不是 GB18030 或 UTF-16），没有读。"
        ) from error
    if NOT_TEXT.search(text):
        raise DocumentRefusedError("文件里有乱码或看不见的控制符，不像是一份文字文件，没有读。")
    return text


def extract(content: bytes) -> Extract:
    """Every line with its number."""
    text = decoded(content).removeprefix("\ufeff")
    rows = re.split(r"\r\n|[\n\r\x0b\x0c\u2028\u2029\x85]", text)
    return Extract(FileKind.TXT, tuple(Line(row, Spot(line=at)) for at, row in enumerate(rows, 1) if row.strip()))
