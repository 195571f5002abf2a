"""Reading one roster."""

from datetime import date

from bot.members.roster.reading import Reading, read_roster
from bot.members.rules.roster import Row

TODAY = date(2026, 11, 23)


def read(content: bytes) -> Reading:
    return read_roster("花名册", content, TODAY)


def only(content: bytes) -> Row:
    reading = read(content)
    assert reading.wrong == ()
    [row] = reading.rows
    return row
