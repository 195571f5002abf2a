"""The ledger as an Excel file: safe to open, for no text becomes a formula, and ready to print.

It is written in a process of its own, for twenty thousand rows take seconds of a processor. What goes there is JSON, a
line each: chunks of rows, then the sums.
"""

import json
from base64 import b64encode
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import IO, TYPE_CHECKING

from bot.accounts import texts
from bot.accounts.book import COLUMNS, HEADER, Book, Sum
from bot.core.messages import JsonObject
from bot.core.work import sheets

if TYPE_CHECKING:
    from bot.accounts.reading import Chunks

ENTRY = f"{__name__}:confined_ledger"
SUM_WIDTHS = (30, 10, 16, 16)
#: Of the columns whose values JSON has no words for: how they are read.
_READ: Mapping[int, Callable[[str], sheets.Value]] = {
    HEADER.index("发生日期"): date.fromisoformat,
    HEADER.index("批准"): Decimal,
    HEADER.index("实付"): Decimal,
}


async def told(book: Book, chunks: "Chunks") -> AsyncGenerator[bytes, None]:
    """What the child hears: the rows as they come, and the sums of `book` at the end."""
    async with aclosing(chunks):
        async for rows in chunks:
            yield _line([row.cells for row in rows])
    kinds, branches = (list(sums.items()) for sums in (book.by_kind, book.by_branch))
    yield _line({"total": book.total, "分项合计": kinds, "分单位合计": branches})


def _line(value: object) -> bytes:
    return json.dumps(value, default=_plain, ensure_ascii=False).encode() + b"\n"


def _plain(value: object) -> object:
    return (value.count, value.approved, value.paid) if isinstance(value, Sum) else str(value)


def confined_ledger(file: IO[bytes], options: JsonObject) -> str:
    """`options`: title; scratch, a folder for what is not finished. The workbook, in base64."""
    made = BytesIO()
    with sheets.writing(made, options["scratch"]) as book:
        sums = _ledger(book, options["title"], file)
        for name, key in (("分项合计", "事由"), ("分单位合计", "单位")):
            page = book.page(name, f"{options['title']} {name}", (key, "件数", "批准", "实付"), SUM_WIDTHS)
            for row, (value, each) in enumerate([*sums[name], ("合计", sums["total"])], sheets.FIRST_ROW):
                page.put(row, (value, *_sum(each)), bold=row == sheets.FIRST_ROW + len(sums[name]))
    return b64encode(made.getvalue()).decode()


def _ledger(book: sheets.Book, title: str, file: IO[bytes]) -> JsonObject:
    """The first sheet; returns the sums. Raises ValueError where they do not come."""
    page, row = book.page(texts.LEDGER, title, HEADER, [each.width for each in COLUMNS]), sheets.FIRST_ROW
    for line in file:
        said = json.loads(line)
        if isinstance(said, dict):
            _end(page, row, *_sum(said["total"]))
            return said
        for cells in said:
            values = [_READ[at](cell) if cell and at in _READ else cell for at, cell in enumerate(cells)]
            page.fit(row, values)
            page.put(row, values)
            row += 1
    raise ValueError("the rows break off")


def _end(page: sheets.Page, row: int, count: int, approved: Decimal, paid: Decimal) -> None:
    said: Mapping[str, sheets.Value] = {"序号": "合计", "批准": approved, "实付": paid, "签收": f"共 {count} 件"}
    page.put(row, [said.get(heading, "") for heading in HEADER], bold=True)
    page.note(row + 1, 0, texts.BY_DATE_AGREED)
    for heading, label in texts.SIGNATURES.items():
        page.note(row + 3, HEADER.index(heading), label)


def _sum(packed: Sequence[str]) -> tuple[int, Decimal, Decimal]:
    count, approved, paid = packed
    return int(count), Decimal(approved), Decimal(paid)
