"""The ledger as CSV (UTF-8 with a mark, so that Excel reads the Chinese), with no cell that could act as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from bot.accounts.book import HEADER, Book
from bot.accounts.sheet import RISKY, clean
from bot.core import private_files
from bot.core.work.sheet_style import Value


def write(book: Book, path: Path) -> None:
    private_files.write(path, csv_bytes(HEADER, (row.cells for row in book.rows)))


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The whole file."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(header)
    writer.writerows([_shown(value) for value in row] for row in rows)
    return page.getvalue().encode("utf-8-sig")


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    text = clean(str(value))
    return f"'{text}" if text.startswith(RISKY) else text
