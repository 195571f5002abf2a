"""Reading one roster."""

from datetime import date

from bot.domain.roster import Row
from bot.services.roster.reading import Reading, read_roster

TODAY = date(2026, 11, 23)


def read(content: bytes) -> Reading:
    return read_roster("花名册", content, TODAY)


def only(content: bytes) -> Row:
    reading = read(content)
    assert reading.wrong == ()
    [row] = reading.rows
    return row
