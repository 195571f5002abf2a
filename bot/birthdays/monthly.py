"""A month's birthdays as a picture and an Excel sheet, and the coming year as a calendar file, for officers."""

import asyncio
import re
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bot.birthdays import calendar_file, picture, week
from bot.birthdays.picture import Row
from bot.birthdays.queries import birthdays
from bot.birthdays.queries.birthdays import Upcoming
from bot.birthdays.texts import week as texts
from bot.core import private_files
from bot.core.clock import local_date
from bot.core.errors import BadInput
from bot.core.work import sheets
from bot.core.work.exports import Export, folder_of
from bot.core.work.unit import Deps, Unit, unit
from bot.store.history import Entry, append

HEADER = ("序号", "日期", "姓名", "基层工会", "生日", "祝福", "慰问品", "签收")
WIDTHS = (6, 16, 14, 26, 18, 30, 18, 16)  # characters, in the order of HEADER
_MONTH = re.compile(r"^(?:(?P<year>20\d\d)[-年/.])?(?P<month>1[0-2]|0?[1-9])月?$")


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
    rows = [_row(one, every=len(seen.branch_ids) > 1) for one in seen.found]
    pictured = await asyncio.to_thread(picture.draw, title, rows, texts.KEEP, drawn)
    await asyncio.to_thread(write, title, seen.found, written)
    why = texts.TOO_MANY_FOR_A_PICTURE if len(rows) > picture.MOST else texts.NO_PICTURE_HERE
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
    found = calendar_file.events(everybody, u.today, deps.settings.feb29)
    if not found:
        return Export(texts.nobody(title))
    path = folder_of(deps) / f"{secrets.token_hex(8)}.ics"
    private_files.write(path, calendar_file.calendar(title, found, u.now))
    return Export(texts.calendar_caption(title, len(found)), ((path, f"{title}.ics"),))


async def _noted(u: Unit, officer_id: int, what: str) -> None:
    """Who took a list of names with him is a row in the history."""
    await append(u.tx, Entry("member", officer_id, "birthdays", officer_id, after=what), u.now)


def _row(one: Upcoming, *, every: bool) -> Row:
    lunar = str(replace(one.birthday, year=None)) if one.birthday.calendar == "lunar" else ""
    return Row(texts.day_of(one.day), one.name, "　".join(filter(None, [lunar, one.branch if every else ""])))


def write(title: str, found: Sequence[Upcoming], path: Path) -> None:
    """The sheet: a line each, with room to sign for the 慰问品."""
    with private_files.replacing(path) as file, sheets.writing(file) as book:
        page = book.page("生日名单", title, HEADER, WIDTHS)
        for number, one in enumerate(found, 1):
            own = str(replace(one.birthday, year=None))
            day, greeting, gift = texts.day_of(one.day), texts.greeting_of(one), texts.gift_of(one)
            values = (number, day, one.name, one.branch, own, greeting, gift, "")
            page.put(sheets.FIRST_ROW + number - 1, values)
        page.note(sheets.FIRST_ROW + len(found) + 1, 0, texts.KEEP)
