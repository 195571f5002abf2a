"""A month's birthdays as picture and Excel sheet, and the coming year as a calendar file (RFC 5545), for officers."""

import asyncio
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.birthdays import week
from bot.birthdays.queries import birthdays
from bot.birthdays.queries.birthdays import Born, Upcoming
from bot.birthdays.rules import Feb29, kept_between
from bot.birthdays.texts import greeting as texts
from bot.core import private_files
from bot.core.clock import local_date
from bot.core.errors import BadInput
from bot.core.extras import chinese_font
from bot.core.work import sheets
from bot.core.work.exports import Export, folder_of
from bot.core.work.unit import Deps, Unit, unit
from bot.store.history import Entry, append

if TYPE_CHECKING:
    from matplotlib.figure import Figure


LINE = 75  # octets, at most
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
ONE_COLUMN, MOST = 24, 80  # rows
ROW, TOP, FOOT = 0.36, 1.1, 0.5  # inches
WIDTH = 7.2  # inches a column
INK, PALE, RULE = "#333333", "#8a8a8a", "#e3d9cf"
#: Where a row's day, name and note begin, as parts of the column.
_STARTS = (0.06, 0.25, 0.46)
_NAME, _NOTE = 7, 24  # characters that fit; a longer name is written smaller, a longer note is cut
HEADER = ("序号", "日期", "姓名", "基层工会", "生日", "祝福", "慰问品", "签收")
WIDTHS = (6, 16, 14, 26, 18, 30, 18, 16)  # characters, in the order of HEADER
_MONTH = re.compile(r"^(?:(?P<year>20\d\d)[-年/.])?(?P<month>1[0-2]|0?[1-9])月?$")


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


@dataclass(frozen=True)
class Row:
    """One birthday: its day, whose, and what else is to be known (the lunar date; the branch in a list of all)."""

    day: str
    name: str
    note: str


def draw(title: str, rows: Sequence[Row], footer: str, path: Path) -> bool:
    """Draws up to `MOST` rows; False, and nothing is written, for more or where no Chinese font is installed."""
    font = chinese_font()
    if font is None or len(rows) > MOST:
        return False
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    columns = 1 if len(rows) <= ONE_COLUMN else 2
    deep = -(-len(rows) // columns)
    height = TOP + deep * ROW + FOOT
    with rc_context({"font.family": [font]}):
        figure = Figure(figsize=(WIDTH * columns, height), dpi=120, facecolor="#fffaf4")
        figure.text(0.5, 1 - 0.5 / height, title, ha="center", va="center", fontsize=19, fontweight="bold", color=INK)
        for index, row in enumerate(rows):
            column, line = divmod(index, deep)
            _picture_row(figure, row, column / columns, 1 / columns, 1 - (TOP + line * ROW) / height, ROW / height)
        figure.text(0.5, 0.2 / height, footer, ha="center", va="center", fontsize=9, color=PALE)
        with private_files.replacing(path) as file:
            figure.savefig(file, format="png")
    return True


def _picture_row(figure: "Figure", row: Row, left: float, width: float, top: float, height: float) -> None:
    """A row between its lines; all in parts of the figure."""
    from matplotlib.lines import Line2D

    middle = top - height / 2
    note = row.note if len(row.note) <= _NOTE else row.note[: _NOTE - 1] + "…"
    sizes = (12, 14 * min(1, _NAME / max(1, len(row.name))), 10)
    for start, text, size, color in zip(_STARTS, (row.day, row.name, note), sizes, (INK, INK, PALE), strict=True):
        figure.text(left + start * width, middle, text, va="center", fontsize=size, color=color)
    ends = (left + _STARTS[0] * width, left + 0.96 * width)
    figure.add_artist(Line2D(ends, (top - height, top - height), color=RULE, linewidth=0.8))


def parse_month(words: str, today: date) -> date:
    """The first day of the month meant: 12, 12月, 2026-12; a month that is over is next year's. Raises BadInput."""
    found = _MONTH.match(words.strip())
    if found is None:
        raise BadInput(texts.MONTH_UNREADABLE)
    month = int(found["month"])
    year = int(found["year"]) if found["year"] else today.year + (month < today.month)
    return date(year, month, 1)


async def month_list(deps: Deps, telegram_id: int, words: str) -> Export:
    """The month's birthdays of the officer's branches. Raises NotAllowed, BadInput."""
    month = parse_month(words, local_date(deps.clock.now()))
    following = (month + timedelta(days=31)).replace(day=1)
    async with unit(deps) as u:
        officer = await u.member(telegram_id)
        seen = await week.view(u, officer, month, (following - month).days)
        await _noted(u, officer.id, f"{month:%Y-%m}")
    title = texts.month_title(seen.title, month)
    if not seen.found:
        return Export(texts.nobody(title))
    folder = folder_of(deps)
    drawn, written = folder / f"{secrets.token_hex(8)}.png", folder / f"{secrets.token_hex(8)}.xlsx"
    rows = [_sheet_row(one, every=len(seen.branch_ids) > 1) for one in seen.found]
    pictured = await asyncio.to_thread(draw, title, rows, texts.KEEP, drawn)
    await asyncio.to_thread(write, title, seen.found, written)
    why = texts.TOO_MANY_FOR_A_PICTURE if len(rows) > MOST else texts.NO_PICTURE_HERE
    caption = texts.month_caption(title, len(rows), "" if pictured else why)
    return Export(caption, ((written, f"{title}.xlsx"),), drawn if pictured else None)


async def year_calendar(deps: Deps, telegram_id: int) -> Export:
    """The coming twelve months, for the calendar of a phone or a computer. Raises NotAllowed."""
    async with unit(deps) as u:
        officer = await u.member(telegram_id)
        seen = await week.scope(u, officer)
        everybody = await birthdays.everybody(u.tx, seen.branch_ids)
        await _noted(u, officer.id, "calendar")
    title = texts.calendar_title(seen.title)
    found = events(everybody, u.today, deps.settings.feb29)
    if not found:
        return Export(texts.nobody(title))
    path = folder_of(deps) / f"{secrets.token_hex(8)}.ics"
    private_files.write(path, calendar(title, found, u.now))
    return Export(texts.calendar_caption(title, len(found)), ((path, f"{title}.ics"),))


async def _noted(u: Unit, officer_id: int, what: str) -> None:
    """Who took a list of names with him is a row in the history."""
    await append(u.tx, Entry("member", officer_id, "birthdays", officer_id, after=what), u.now)


def _sheet_row(one: Upcoming, *, every: bool) -> Row:
    lunar = str(replace(one.birthday, year=None)) if one.birthday.calendar == "lunar" else ""
    return Row(texts.day_of(one.day), one.name, "　".join(filter(None, [lunar, one.branch if every else ""])))


def write(title: str, found: Sequence[Upcoming], path: Path) -> None:
    """The sheet: a line each, with room to sign for the 慰问品."""
    with private_files.replacing(path) as file, sheets.writing(file) as book:
        page = book.page(texts.SHEET, title, HEADER, WIDTHS)
        for number, one in enumerate(found, 1):
            own = str(replace(one.birthday, year=None))
            day, greeting, gift = texts.day_of(one.day), texts.greeting_of(one), texts.gift_of(one)
            values = (number, day, one.name, one.branch, own, greeting, gift, "")
            page.put(sheets.FIRST_ROW + number - 1, values)
        page.note(sheets.FIRST_ROW + len(found) + 1, 0, texts.KEEP)
