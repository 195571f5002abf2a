"""Asking for a roster to be read, and its wrong rows to be written down, in a process of their own."""

from base64 import b64decode
from collections.abc import Sequence
from datetime import date

from bot.confined.limits import Limits
from bot.domain.roster import Wrong
from bot.services.base import Deps
from bot.services.roster import mending, reading
from bot.services.roster.packing import packed_wrong
from bot.services.roster.reading import Reading


async def read(deps: Deps, source: str, content: bytes, today: date, rows: int, limits: Limits) -> Reading:
    """Raises BadInput, with what to do, for what is no roster and for what is too much."""
    options = {"source": source, "today": today.isoformat(), "rows": rows}
    return reading.unpacked(await deps.confined.read(reading.ENTRY, content, options, limits))


async def wrong_rows(deps: Deps, content: bytes, wrong: Sequence[Wrong], rows: int, limits: Limits) -> bytes:
    """A workbook of the wrong rows of a file that has been read before. Raises BadInput where it is too much."""
    options = {"rows": rows, "wrong": [packed_wrong(one) for one in wrong[: mending.MOST]]}
    return b64decode(await deps.confined.read(mending.ENTRY, content, options, limits))
