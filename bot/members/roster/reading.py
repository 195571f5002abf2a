"""From the file that a union keeps to rows: CSV in the encodings that Excel writes, or Excel itself.

Rows go as JSON from the process that has read a file, and wait so between a preview and its confirmation.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import IO, Any

from bot.birthdays.rules import Birthday
from bot.core.errors import BadInput
from bot.core.messages import JsonObject
from bot.core.people import MemberStatus, Role
from bot.members.roster.cells import Bounds, Line, Sheet
from bot.members.roster.workbook import read_workbook
from bot.members.rules.roster import Row, Wrong, read_row
from bot.members.rules.roster_layout import Cell, Layout, find_layout, text_of
from bot.members.texts import files as texts

_HEAD = 20_000  # characters in which the delimiter is looked for
ENTRY = f"{__name__}:confined_roster"
_TOTAL = re.compile(r"(合计|总计|小计|共计|累计|总人数|合计人数)([:：]?\d*人?)?|共\d+人")
_FOOTNOTE = re.compile(r"合计|总计|小计|备注|说明|注[:：]|填表|制表|审核|单位负责人|填报|联系人|日期[:：]")
_NOT_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")


def packed_row(row: Row) -> JsonObject:
    """As JSON, for the child's answer and for the rows that wait, sealed; `unpacked_row` reads it."""
    birthday = row.birthday
    return {
        "number": row.number,
        "sheet": row.sheet,
        "staff_no": row.staff_no,
        "name": row.name,
        "branch": row.branch,
        "birthday": birthday and [birthday.month, birthday.day, birthday.calendar, birthday.leap, birthday.year],
        "status": row.status,
        "roles": sorted(row.roles),
        "phone_tail": row.phone_tail,
    }


def packed_wrong(one: Wrong) -> JsonObject:
    return {
        "number": one.number,
        "column": one.column,
        "reason": one.reason,
        "staff_no": one.staff_no,
        "sheet": one.sheet,
    }


def unpacked_row(kept: JsonObject) -> Row:
    values: dict[str, Any] = dict(kept)
    values["birthday"] = Birthday(*kept["birthday"]) if kept["birthday"] else None
    values["status"] = MemberStatus(kept["status"]) if kept["status"] else None
    values["roles"] = frozenset(Role(role) for role in kept["roles"])
    return Row(**values)


def read_csv(content: bytes, bounds: Bounds) -> Sheet:
    """The lines with something in them. Raises BadInput for what cannot be read or is beyond bounds."""
    text = _decoded(content).replace("\0", "")
    delimiter = max(",\t;，|", key="\n".join(text[:_HEAD].splitlines()[:15]).count)
    sheet: Sheet = []
    count = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            if line := _line(number, row, bounds):
                sheet.append(line)
                count += len(line.cells)
                bounds.check_row(len(sheet))
                bounds.check_cells(count)
    except csv.Error as error:
        raise BadInput(texts.BROKEN_CSV) from error
    return sheet


def _line(number: int, row: Iterable[str], bounds: Bounds) -> Line | None:
    cells = list(row)
    while cells and not cells[-1].strip():
        cells.pop()
    if not cells:
        return None
    bounds.check_column(number, len(cells) - 1)
    return Line(number, [bounds.cut(cell) for cell in cells])


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(texts.UNKNOWN_ENCODING)


@dataclass(frozen=True)
class Part:
    """One sheet with the columns needed. `title`: its name, where there are several."""

    title: str
    layout: Layout
    sheet: Sheet


@dataclass(frozen=True)
class Reading:
    """A file as understood: usable rows and wrong ones.

    `skipped`: sheets with something in them, but not the columns needed (a cover, an explanation). `ignored`: headers
    of columns that were not read.
    """

    source: str
    digest: str
    rows: tuple[Row, ...]
    wrong: tuple[Wrong, ...]
    sheets: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def confined_roster(file: IO[bytes], options: JsonObject) -> JsonObject:
    """`options`: source, today (ISO), rows (how many at most). What `unpacked` takes back."""
    bounds = Bounds(rows=options["rows"])
    found = read_roster(options["source"], file.read(), date.fromisoformat(options["today"]), bounds)
    return {
        "source": found.source,
        "digest": found.digest,
        "rows": [packed_row(row) for row in found.rows],
        "wrong": [packed_wrong(one) for one in found.wrong],
        "sheets": found.sheets,
        "skipped": found.skipped,
        "ignored": found.ignored,
    }


def unpacked(answer: JsonObject) -> Reading:
    """What the child has answered (`confined_roster`)."""
    return Reading(
        answer["source"],
        answer["digest"],
        tuple(unpacked_row(row) for row in answer["rows"]),
        tuple(Wrong(**one) for one in answer["wrong"]),
        tuple(answer["sheets"]),
        tuple(answer["skipped"]),
        tuple(answer["ignored"]),
    )


def read_roster(source: str, content: bytes, today: date, bounds: Bounds | None = None) -> Reading:
    """Reads a whole file. Raises BadInput when it is no table with the columns needed; single rows never raise."""
    parts, skipped = read_parts(content, bounds or Bounds())
    rows: list[Row] = []
    wrong: list[Wrong] = []
    for part in parts:
        for line in part.sheet:
            if line.number > part.layout.header_row and _says_something(part.layout, line.cells):
                read = replace(read_row(part.layout, line.number, line.cells, today), sheet=part.title)
                rows.append(read) if isinstance(read, Row) else wrong.append(read)
    digest = hashlib.sha256(content).hexdigest()
    ignored = tuple(dict.fromkeys(chain.from_iterable(part.layout.ignored for part in parts)))
    titles = tuple(part.title for part in parts)
    return Reading(source, digest, tuple(rows), tuple(wrong), titles, skipped, ignored)


def _says_something(layout: Layout, cells: Sequence[Cell]) -> bool:
    """Neither nothing in the columns that are read, nor a total or a footnote, nor the header again (printed pages)."""
    read = {field: text for field in layout.columns if (text := text_of(layout.cell(cells, field)))}
    first = next((text.replace(" ", "") for cell in cells if (text := text_of(cell))), "")
    nobody = not (read.get("staff_no") and read.get("name"))
    if not read or _TOTAL.fullmatch(first) or (nobody and _FOOTNOTE.match(first)):
        return False
    return not {"姓名", "工号"} <= {text.replace(" ", "") for text in read.values()}


def read_parts(content: bytes, bounds: Bounds) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Every sheet that has the header, with it; and the names of those that have not, though something is in them."""
    refusal: BadInput | None = None
    parts: list[Part] = []
    skipped: list[str] = []
    for title, sheet in _sheets(content, bounds):
        try:
            parts.append(Part(title, find_layout([(line.number, line.cells) for line in sheet[:15]]), sheet))
        except BadInput as error:
            refusal = refusal or error
            skipped += [title] if sheet else []
    if not parts:
        raise refusal or BadInput(texts.EMPTY_FILE)
    if len(parts) == 1:
        parts = [replace(parts[0], title="")]
    return tuple(parts), tuple(skipped)


def _sheets(content: bytes, bounds: Bounds) -> Iterator[tuple[str, Sheet]]:
    if content.startswith(b"PK\x03\x04"):
        yield from read_workbook(content, bounds)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise BadInput(texts.PROTECTED)
        raise BadInput(texts.OLD_EXCEL)
    elif content.startswith(_NOT_TABLES):
        raise BadInput(texts.NO_TABLE)
    elif content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise BadInput(texts.WEB_PAGE)
    else:
        yield "", read_csv(content, bounds)
