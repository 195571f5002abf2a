"""The ledger as CSV (UTF-8 with a mark, so that Excel reads the Chinese), with no cell that could act as a formula."""

import csv
from decimal import Decimal
from pathlib import Path

from bot.services.ledger.book import HEADER, Book
from bot.services.ledger.paper import Value
from bot.services.ledger.sheet import RISKY, clean


def write(book: Book, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows([_shown(value) for value in row.cells] for row in book.rows)


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    text = clean(str(value))
    return f"'{text}" if text.startswith(RISKY) else text
