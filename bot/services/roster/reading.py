"""From the file that a union keeps to rows: CSV in the encodings that Excel writes, or Excel itself."""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.errors import BadInput
from bot.domain.roster import Row, Wrong, read_row
from bot.domain.roster_layout import Cell, Layout, find_layout, text_of

MOST_BYTES = 30_000_000
MOST_UNPACKED = 600_000_000  # a workbook that claims more is a trap
MOST_ROWS = 200_000
BATCH = 1000  # rows between two reports of progress

Sheet = list[Sequence[Cell]]
Progress = Callable[[int], None]
_FOOTNOTE = re.compile(r"合计|总计|小计|备注|说明|注[:：]|填表|制表|审核|单位负责人")


@dataclass(frozen=True)
class Reading:
    """A file as understood: usable rows, wrong ones, and the sheet itself, so that wrong rows can be handed back."""

    source: str
    digest: str
    layout: Layout
    rows: tuple[Row, ...]
    wrong: tuple[Wrong, ...]
    sheet: Sheet

    def cells(self, number: int) -> Sequence[Cell]:
        """The cells of a row, by its number from 1."""
        return self.sheet[number - 1] if 0 < number <= len(self.sheet) else ()


def read_roster(source: str, content: bytes, today: date, progress: Progress | None = None) -> Reading:
    """Reads a whole file. Raises BadInput when it is no table with the columns needed; single rows never raise."""
    sheet, layout = _table(content)
    rows: list[Row] = []
    wrong: list[Wrong] = []
    for number, cells in enumerate(sheet[layout.header_row :], start=layout.header_row + 1):
        if _says_something(layout, cells):
            read = read_row(layout, number, cells, today)
            rows.append(read) if isinstance(read, Row) else wrong.append(read)
        if progress and number % BATCH == 0:
            progress(BATCH)
    digest = hashlib.sha256(content).hexdigest()
    return Reading(source, digest, layout, tuple(rows), tuple(wrong), sheet)


def _says_something(layout: Layout, cells: Sequence[Cell]) -> bool:
    """In the columns that are read: neither nothing nor a footnote, nor the header again (as on every printed page)."""
    texts = [text for field in layout.columns if (text := text_of(layout.cell(cells, field)))]
    if not texts or (len(texts) <= 2 and _FOOTNOTE.match(texts[0])):
        return False
    return not {"姓名", "工号"} <= {text.replace(" ", "") for text in texts}


def _table(content: bytes) -> tuple[Sheet, Layout]:
    """The first sheet that has the header, and the header. A workbook may begin with a cover."""
    if len(content) > MOST_BYTES:
        raise BadInput(f"文件太大了（{len(content) // 1_000_000} MB），请控制在 {MOST_BYTES // 1_000_000} MB 以内。")
    refusal: BadInput | None = None
    for sheet in _sheets(content):
        try:
            return sheet, find_layout(sheet)
        except BadInput as error:
            refusal = refusal or error
    raise refusal or BadInput("文件是空的。")


def _sheets(content: bytes) -> Iterator[Sheet]:
    if content.startswith(b"PK\x03\x04"):
        yield from _workbook(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput("这是旧版 Excel（.xls）文件，请在 Excel 里“另存为” .xlsx 或 CSV 后再发。")
    elif content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")):
        raise BadInput("这不是表格。请发 Excel（.xlsx）或 CSV 文件。")
    else:
        yield _csv(_decoded(content))


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
            _check_rows(len(sheet))
            sheet.append(row)
    except csv.Error as error:
        raise BadInput("CSV 文件读不下去，可能有没配对的引号。请在 Excel 里打开核对，另存为 .xlsx 后再发。") from error
    return sheet


def _workbook(content: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    try:
        unpacked = _unpacked_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True) if unpacked < MOST_UNPACKED else None
    except Exception as error:  # whatever a damaged workbook makes the library raise
        raise BadInput("这个 Excel 文件打不开，可能已损坏或加了密码。请另存一份再发。") from error
    if book is None:
        raise BadInput("这个 Excel 文件解压后过大，没有读取。请只保留花名册这一张表。")
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # type: ignore[union-attr]  # the stubs know no read-only sheets
            yield _filled(sheet.iter_rows(values_only=True))
    finally:
        book.close()


def _unpacked_size(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(item.file_size for item in archive.infolist())


def _filled(lines: Iterator[tuple[object, ...]]) -> Sheet:
    sheet: Sheet = []
    try:
        for line in lines:
            _check_rows(len(sheet))
            sheet.append([_cell(value) for value in line])
    except BadInput:
        raise
    except Exception as error:  # a sheet cut short in the middle
        raise BadInput("这个 Excel 文件读到一半就坏了。请另存一份再发。") from error
    while sheet and not any(text_of(cell) for cell in sheet[-1]):
        sheet.pop()
    return sheet


def _check_rows(count: int) -> None:
    if count >= MOST_ROWS:
        raise BadInput(f"超过 {MOST_ROWS} 行，请按单位分成几个文件。")


def _cell(value: object) -> Cell:
    """What Excel holds, as a cell; errors (#N/A), formulas without a value and times come as text."""
    if value is None or isinstance(value, (str, int, float, date, datetime)):
        return value
    return str(value)
