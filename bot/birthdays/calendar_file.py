"""The birthdays of the coming year as a calendar file (RFC 5545): all-day events, lunar ones on the day they fall on.

Single events, not a yearly rule: a lunar birthday has another day each year, and whoever has left should not be
remembered for ever. A new file updates the events of an older one, for they keep their UID.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from bot.birthdays.queries.birthdays import Born
from bot.birthdays.rules import Feb29, kept_between

LINE = 75  # octets, at most
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class Event:
    """A birthday on a day; `about`: its date by its own calendar, without a year."""

    member_id: int
    year: int
    day: date
    name: str
    branch: str
    about: str


def events(everybody: Iterable[Born], first: date, rule: Feb29) -> list[Event]:
    """Every birthday of the twelve months from `first` on, in order."""
    last = first + timedelta(days=364)
    found = [
        Event(one.member_id, year, day, one.name, one.branch, str(replace(one.birthday, year=None)))
        for one in everybody
        for year, day in kept_between(one.birthday, first, last, rule)
    ]
    return sorted(found, key=lambda event: event.day)


def calendar(title: str, found: Sequence[Event], now: datetime) -> bytes:
    """The file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//wennuan//birthdays//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for event in found:
        lines += _event(event, now)
    return "".join(_folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(event: Event, now: datetime) -> list[str]:
    summary = _text(f"{event.name}生日")
    return [
        "BEGIN:VEVENT",
        f"UID:birthday-{event.member_id}-{event.year}@wennuan",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{summary}",
        f"DESCRIPTION:{_text(f'{event.branch}；{event.about}')}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{summary}",
        "TRIGGER:-PT15H",  # nine in the morning of the day before
        "END:VALARM",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    return "".join(char for char in value if char.isprintable() or char == "\n").translate(_ESCAPES)


def _folded(line: str) -> str:
    """Lines of at most 75 octets, cut between characters."""
    parts, used = [""], 0
    for char in line:
        size = len(char.encode())
        if used + size > LINE:
            parts.append(" ")
            used = 1
        parts[-1] += char
        used += size
    return "\r\n".join(parts)
