"""Asking for a roster to be read, and its wrong rows to be written down, in a process of their own."""

from base64 import b64decode
from collections.abc import Sequence
from datetime import date

from bot.confined.confinement import Confinement
from bot.confined.limits import Limits
from bot.core.work.unit import Deps
from bot.members.roster import corrections, reading
from bot.members.roster.packing import packed_wrong
from bot.members.roster.reading import Reading
from bot.members.rules.roster import Wrong


async def read(deps: Deps, source: str, content: bytes, today: date, rows: int, limits: Limits) -> Reading:
    """Raises BadInput, with what to do, for what is no roster and for what is too much."""
    options = {"source": source, "today": today.isoformat(), "rows": rows}
    return reading.unpacked(await deps.parts.of(Confinement).read(reading.ENTRY, content, options, limits))


async def wrong_rows(deps: Deps, content: bytes, wrong: Sequence[Wrong], rows: int, limits: Limits) -> bytes:
    """A workbook of the wrong rows of a file that has been read before. Raises BadInput where it is too much."""
    options = {"rows": rows, "wrong": [packed_wrong(one) for one in wrong[: corrections.MOST]]}
    return b64decode(await deps.parts.of(Confinement).read(corrections.ENTRY, content, options, limits))
