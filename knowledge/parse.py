"""Reads a scanned notice into a `Notice`. Refuses, with line and reason, what it cannot read safely.

The scan cuts sentences with stray line breaks (“策划组织 1 期 / 举办…”) and sprinkles spaces around digits; both are
mended here, once, so that quotations read as the notice was meant. Figures are only ever taken from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from knowledge import texts
from knowledge.document import Attachment, Item, Notice, Part, Source
from knowledge.errors import NoticeError
from knowledge.parse_kinds import read_kinds
from knowledge.patterns import Late

NUMERALS = "一二三四五六七八九十"
NUMBER = Late(r"^\S{2,12}〔(?P<year>[0-9]{4})〕[0-9]+号$")
PART = Late(rf"^(?P<ordinal>[{NUMERALS}]+)、(?P<rest>.+)$")
ITEM = Late(rf"^（(?P<ordinal>[{NUMERALS}]+)）(?P<rest>.+)$")
DATE = Late(r"^(?P<y>[0-9]{4})年(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日(?P<printed>印发)?$")
ATTACHMENT = Late(r"^(?:-?附件：)?(?P<number>[0-9]+)\.(?P<title>.+)$")
TOUCHING = Late(r"[0-9][ \t\u3000]+[0-9]")
SPACE = Late(r"(?<![A-Za-z])[ \t\u3000]+|[ \t\u3000]+(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line without the scan's spaces, and where it stood in the file (from 1)."""

    number: int
    text: str


def parse(text: str, anchors: Mapping[str, str], file: str = "") -> Notice:
    """The notice in `text`. `anchors` maps kind keys to patterns of their titles. Raises NoticeError."""
    try:
        return _parse(text, anchors, file)
    except NoticeError as error:
        raise NoticeError(error.line, error.reason, file) from error


def _parse(text: str, anchors: Mapping[str, str], file: str) -> Notice:
    lines = [Line(i, clean) for i, raw in enumerate(text.splitlines(), 1) if (clean := _clean(i, raw))]
    if not lines:
        raise NoticeError(0, "文件是空的")
    number, year = _number(lines)
    start = next((i for i, line in enumerate(lines) if PART.match(line.text)), None)
    if start is None:
        raise NoticeError(lines[-1].number, texts.NO_PARTS)
    head, body = lines[:start], lines[start:]
    parts = tuple(_parts(body, Source(number, year)))
    if "".join(part.ordinal for part in parts) != NUMERALS[: len(parts)] and len(parts) <= len(NUMERALS):
        raise NoticeError(body[0].number, texts.PARTS_SKIP)
    signed, printed = _dates(head)
    return Notice(
        number=number,
        year=year,
        issuer=_issuer(head),
        signed_by=_signed_by(head),
        addressed_to=next((line.text.rstrip("：") for line in head if line.text.endswith("工会：")), ""),
        title=_title(head),
        signed=signed,
        printed=printed,
        copied_to=tuple(_copied_to(head)),
        attachments=tuple(_attachments(head)),
        requirements=next((line.text for line in head if "总体要求" in line.text), ""),
        parts=parts,
        kinds=read_kinds([item for part in parts for item in part.items], anchors),
        file=file,
    )


def _clean(number: int, raw: str) -> str:
    """The line without the scan's spaces. Raises NoticeError where that would make one number of two (1000 3 元)."""
    if TOUCHING.search(raw):
        raise NoticeError(number, texts.BLANK_IN_NUMBER)
    return SPACE.sub("", raw.strip())


def _number(lines: Iterable[Line]) -> tuple[str, int]:
    for line in lines:
        if match := NUMBER.match(line.text):
            return line.text, int(match["year"])
    raise NoticeError(1, texts.NO_NUMBER)


def _issuer(head: list[Line]) -> str:
    first = head[0]
    if not first.text.endswith("文件"):
        raise NoticeError(first.number, texts.NO_ISSUER)
    return first.text.removesuffix("文件")


def _title(head: list[Line]) -> str:
    for line in head:
        if match := re.search(r"关于.*《.+》的通知", line.text):
            return match[0]
    raise NoticeError(head[0].number, texts.NO_TITLE)


def _dates(head: list[Line]) -> tuple[date, date]:
    signed = printed = None
    for line in head:
        if match := DATE.match(line.text):
            found = _date(match, line.number)
            printed = found if match["printed"] else printed
            signed = signed if match["printed"] else found
    if not (signed or printed):
        raise NoticeError(head[-1].number, texts.NO_DATE)
    both = [day for day in (signed, printed) if day]
    return both[0], both[-1]


def _date(match: re.Match[str], line: int) -> date:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError as error:
        raise NoticeError(line, f"日期不存在：{match[0]}") from error


def _signed_by(head: list[Line]) -> str:
    """The body that signed: the line just above the date under the text."""
    for above, line in pairwise(head):
        if (match := DATE.match(line.text)) and not match["printed"]:
            return above.text
    return ""


def _copied_to(head: list[Line]) -> Iterable[str]:
    open_ = False
    for line in head:
        if line.text.startswith("抄送："):
            open_ = True
        elif DATE.match(line.text):
            open_ = False
        if open_:
            yield line.text.removeprefix("抄送：").rstrip("，。")


def _attachments(head: list[Line]) -> Iterable[Attachment]:
    for at, line in enumerate(head):
        if match := ATTACHMENT.match(line.text.lstrip("-")):
            title = match["title"]
            yield Attachment(int(match["number"]), title, any(title == later.text for later in head[at + 1 :]))


def _parts(body: list[Line], source: Source) -> Iterable[Part]:
    current: tuple[Line, re.Match[str]] | None = None
    items: list[Item] = []
    for line in _mended(body):
        if match := PART.match(line.text):
            if current:
                yield _part(current, items)
            current, items = (line, match), []
        elif (match := ITEM.match(line.text)) and current:
            items.append(Item(current[1]["ordinal"], match["ordinal"], match["rest"], line.number, source))
    if current:
        yield _part(current, items)


def _part(current: tuple[Line, re.Match[str]], items: list[Item]) -> Part:
    line, match = current
    if not items:
        raise NoticeError(line.number, texts.no_items(match["ordinal"]))
    expected = NUMERALS[: len(items)]
    if "".join(item.ordinal for item in items) != expected and len(items) <= len(NUMERALS):
        raise NoticeError(items[0].line, texts.items_skip(match["ordinal"]))
    return Part(match["ordinal"], match["rest"], tuple(items))


def _mended(body: list[Line]) -> Iterable[Line]:
    """Lines that neither number anything nor follow a finished sentence are the rest of the line before."""
    held: Line | None = None
    for line in body:
        if held is None or PART.match(line.text) or ITEM.match(line.text):
            if held:
                yield held
            held = line
        elif held.text[-1].isdigit() and line.text[0].isdigit():
            raise NoticeError(line.number, texts.NUMBER_OVER_LINES)
        else:
            held = Line(held.number, held.text + line.text)
    if held:
        yield held
