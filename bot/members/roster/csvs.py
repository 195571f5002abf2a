"""CSV as Excel and other programs write it: any of their encodings, any of their delimiters."""

import csv
import io
from collections.abc import Iterable

from bot.core.errors import BadInput
from bot.members.roster.limits import Bounds, Line, Sheet

_HEAD = 20_000  # characters in which the delimiter is looked for


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
        raise BadInput("CSV 文件读不下去，可能有没配对的引号。请在 Excel 里打开核对，另存为 .xlsx 后再发。") from error
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
    raise BadInput("文件的文字编码认不出来。请在 Excel 里另存为“CSV UTF-8”或 .xlsx 后再发。")
