"""The ledger as CSV (UTF-8 with a mark, so that Excel reads the Chinese), with no cell that could act as a formula."""

from pathlib import Path

from bot.accounts.book import HEADER, Book
from bot.core import private_files
from bot.core.work.sheets import csv_bytes


def write(book: Book, path: Path) -> None:
    private_files.write(path, csv_bytes(HEADER, (row.cells for row in book.rows)))
