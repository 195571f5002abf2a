"""From the file that a union keeps to rows: CSV in the encodings that Excel writes, or Excel itself."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.errors import BadInput
from bot.domain.roster import Row, Wrong, read_row
from bot.domain.roster_layout import Cell, Layout, find_layout, text_of
from bot.services.roster.workbook import Sheet, check_rows, read_workbook

MOST_BYTES = 30_000_000
BATCH = 1000  # rows between two reports of progress

Progress = Callable[[int], None]
_FOOTNOTE = re.compile(r"合计|总计|小计|备注|说明|注[:：]|填表|制表|审核|单位负责人")


@dataclass(frozen=True)
class Part:
    """One sheet with the columns needed. `title`: its name, where there are several."""

    title: str
    layout: Layout
    sheet: Sheet


@dataclass(frozen=True)
class Reading:
    """A file as understood: usable rows, wrong ones, and the sheets themselves, so that wrong rows can be handed back.

    `skipped`: sheets with something in them, but not the columns needed (a cover, an explanation).
    """

    source: str
    digest: str
    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    wrong: tuple[Wrong, ...]
    skipped: tuple[str, ...] = ()

    @property
    def layout(self) -> Layout:
        """That of the first sheet."""
        return self.parts[0].layout

    @property
    def sheets(self) -> list[str]:
        return [part.title for part in self.parts]

    def cells(self, one: Wrong) -> Sequence[Cell]:
        """The cells of a row, in the order of the first sheet's columns."""
        part = next((part for part in self.parts if part.title == one.sheet), self.parts[0])
        cells = part.sheet[one.number - 1] if 0 < one.number <= len(part.sheet) else ()
        if part.layout.headers == self.layout.headers:
            return cells
        aligned: list[Cell] = [None] * len(self.layout.headers)
        for field, column in self.layout.columns.items():
            aligned[column] = part.layout.cell(cells, field)
        return aligned


def read_roster(source: str, content: bytes, today: date, progress: Progress | None = None) -> Reading:
    """Reads a whole file. Raises BadInput when it is no table with the columns needed; single rows never raise."""
    parts, skipped = _tables(content)
    rows: list[Row] = []
    wrong: list[Wrong] = []
    for part in parts:
        for number, cells in enumerate(part.sheet[part.layout.header_row :], start=part.layout.header_row + 1):
            if _says_something(part.layout, cells):
                read = read_row(part.layout, number, cells, today)
                read = replace(read, sheet=part.title)
                rows.append(read) if isinstance(read, Row) else wrong.append(read)
            if progress and number % BATCH == 0:
                progress(BATCH)
    digest = hashlib.sha256(content).hexdigest()
    return Reading(source, digest, parts, tuple(rows), tuple(wrong), skipped)


def _says_something(layout: Layout, cells: Sequence[Cell]) -> bool:
    """In the columns that are read: neither nothing nor a footnote, nor the header again (as on every printed page)."""
    texts = [text for field in layout.columns if (text := text_of(layout.cell(cells, field)))]
    if not texts or (len(texts) <= 2 and _FOOTNOTE.match(texts[0])):
        return False
    return not {"姓名", "工号"} <= {text.replace(" ", "") for text in texts}


def _tables(content: bytes) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Every sheet that has the header, with it; and the names of those that have not, though something is in them."""
    if len(content) > MOST_BYTES:
        raise BadInput(f"文件太大了（{len(content) // 1_000_000} MB），请控制在 {MOST_BYTES // 1_000_000} MB 以内。")
    refusal: BadInput | None = None
    parts: list[Part] = []
    skipped: list[str] = []
    for title, sheet in _sheets(content):
        try:
            parts.append(Part(title, find_layout(sheet), sheet))
        except BadInput as error:
            refusal = refusal or error
            skipped += [title] if sheet else []
    if not parts:
        raise refusal or BadInput("文件是空的。")
    if len(parts) == 1:
        parts = [replace(parts[0], title="")]
    return tuple(parts), tuple(skipped)


def _sheets(content: bytes) -> Iterator[tuple[str, Sheet]]:
    if content.startswith(b"PK\x03\x04"):
        yield from read_workbook(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput("这是旧版 Excel（.xls）文件，请在 Excel 里“另存为” .xlsx 或 CSV 后再发。")
    elif content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")):
        raise BadInput("这不是表格。请发 Excel（.xlsx）或 CSV 文件。")
    else:
        yield "", _csv(_decoded(content))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("文件的文字编码认不出来。请在 Excel 里另存为“CSV UTF-8”或 .xlsx 后再发。")


def _csv(text: str) -> Sheet:
    """Commas, tabs, semicolons or full-width commas, whichever the first lines use most."""
    head = "\n".join(text.splitlines()[:15])
    delimiter = max(",\t;，|", key=head.count)
    try:
        sheet: Sheet = []
        for row in csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter):
            check_rows(len(sheet))
            sheet.append(row)
    except csv.Error as error:
        raise BadInput("CSV 文件读不下去，可能有没配对的引号。请在 Excel 里打开核对，另存为 .xlsx 后再发。") from error
    return sheet
