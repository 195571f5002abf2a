"""The ledger as CSV (UTF-8 with a mark, so that Excel reads the Chinese), with no cell that could act as a formula."""

import codecs
from contextlib import aclosing
from pathlib import Path

from bot.accounts.book import HEADER
from bot.accounts.reading import Chunks
from bot.core import private_files
from bot.core.work.sheets import csv_lines


async def write(chunks: Chunks, path: Path) -> None:
    with private_files.replacing(path) as file:
        file.write(codecs.BOM_UTF8 + csv_lines([HEADER]))
        async with aclosing(chunks):
            async for rows in chunks:
                file.write(csv_lines(row.cells for row in rows))
