"""The month as a picture and a sheet, and the year as a calendar file: right days, no age, safe to open."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.birthdays import monthly
from bot.birthdays.queries.birthdays import Born
from bot.birthdays.rules import Birthday
from bot.birthdays.texts import greeting as texts
from bot.core.errors import BadInput, NotAllowed
from bot.core.extras import chinese_font
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from tests.birthdays.people import at, born
from tests.support import TestClock

TODAY = date(2026, 11, 23)
Roster = dict[str, Member]


def unfolded(content: bytes) -> list[str]:
    """The lines of a calendar file as RFC 5545 puts them together."""
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\n") == content.count(b"\r\n")
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_the_calendar_has_every_birthday_of_the_year_once_on_its_day() -> None:
    everybody = [
        Born(1, "林静", "春风，机关; 工\\会", Birthday(2, 29, year=1988)),
        Born(2, "王" * 40, "秋实", Birthday(12, 30, "lunar", year=1960)),
        Born(3, "李明", "春风", Birthday(4, 8, "lunar", leap=True)),
        Born(4, "今天", "春风", Birthday(11, 23)),
    ]
    lines = unfolded(monthly.calendar("会员生日", monthly.events(everybody, TODAY, "feb28"), datetime.now(UTC)))
    days = [line.removeprefix("DTSTART;VALUE=DATE:") for line in lines if line.startswith("DTSTART")]
    assert days == ["20261123", "20270205", "20270228", "20270513"]
    ends = [line.removeprefix("DTEND;VALUE=DATE:") for line in lines if line.startswith("DTEND")]
    assert ends == ["20261124", "20270206", "20270301", "20270514"], "the day after, which is not part of it"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 4
    assert "DESCRIPTION:春风，机关\\; 工\\\\会；2月29日" in lines
    assert f"SUMMARY:{'王' * 40}生日" in lines
    assert not any(year in "".join(lines) for year in ("1988", "1960")), "no year of birth"
    assert len({line for line in lines if line.startswith("UID")}) == 4


@pytest.mark.parametrize(
    ("words", "month"),
    [("12", (2026, 12)), ("11月", (2026, 11)), ("3", (2027, 3)), ("2026-04", (2026, 4)), ("2026年4月", (2026, 4))],
)
def test_a_month_as_people_write_it(words: str, month: tuple[int, int]) -> None:
    assert monthly.parse_month(words, TODAY) == date(*month, 1)


@pytest.mark.parametrize("words", ["13", "0", "下个月", "2026-13", "=1"])
def test_what_is_no_month(words: str) -> None:
    with pytest.raises(BadInput, match="哪个月"):
        monthly.parse_month(words, TODAY)


async def test_the_month_of_the_officers_branch(deps: Deps, clock: TestClock, roster: Roster) -> None:
    clock.moment = at(TODAY)
    await born(deps, roster["A001"], Birthday(11, 23, year=1985))
    await born(deps, roster["A002"], Birthday(10, 1, "lunar"), name="=HYPERLINK(1)")
    await born(deps, roster["B001"], Birthday(11, 24))
    export = await monthly.month_list(deps, 103, "2026-11")
    assert "2 人" in export.caption
    assert export.picture is not None
    assert export.picture.read_bytes().startswith(b"\x89PNG")
    [(path, name)] = export.files
    assert name == "春风机关工会2026年11月生日名单.xlsx"
    page = load_workbook(path).active
    assert page is not None
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3, max_row=4)]
    assert [row[1:5] for row in rows] == [
        ["11月9日 周一", "=HYPERLINK(1)", "春风机关工会", "农历十月初一"],
        ["11月23日 周一", "林静", "春风机关工会", "11月23日"],
    ]
    assert page["C3"].data_type == "s"
    assert [cell.value for cell in page[2]] == list(monthly.HEADER)
    assert [page.cell(row, 1).value for row in (3, 4, 5, 6)] == [1, 2, None, texts.KEEP]
    async with deps.store.read() as tx:
        noted = await tx.all(select(t.history.c.actor_id, t.history.c.after).where(t.history.c.action == "birthdays"))
    assert [(row["actor_id"], row["after"]) for row in noted] == [(roster["A003"].id, "2026-11")], (
        "who took names with him"
    )
    assert not re.search("1985|岁", str(rows))


async def test_an_empty_month_is_said_to_be_empty(deps: Deps, clock: TestClock, roster: Roster) -> None:
    clock.moment = at(TODAY)
    export = await monthly.month_list(deps, 103, "6")
    assert (export.caption, export.files, export.picture) == ("春风机关工会2027年6月生日名单：没有。", (), None)


async def test_a_year_without_birthdays_is_said_to_be_empty(deps: Deps, roster: Roster) -> None:
    export = await monthly.year_calendar(deps, 103)
    assert export.caption.startswith("春风机关工会")
    assert export.caption.endswith("：没有。")
    assert export.files == ()


async def test_members_get_neither(deps: Deps, roster: Roster) -> None:
    with pytest.raises(NotAllowed):
        await monthly.month_list(deps, 101, "12")
    with pytest.raises(NotAllowed):
        await monthly.year_calendar(deps, 101)


async def test_the_calendar_of_the_officers_branch(deps: Deps, clock: TestClock, roster: Roster) -> None:
    clock.moment = at(TODAY)
    await born(deps, roster["A001"], Birthday(11, 23))
    await born(deps, roster["A002"], Birthday(11, 23), status="left")
    await born(deps, roster["B001"], Birthday(11, 24))
    [(path, name)] = (await monthly.year_calendar(deps, 103)).files
    assert name == "春风机关工会会员生日.ics"
    text = path.read_text(encoding="utf-8")
    assert text.count("BEGIN:VEVENT") == 1
    assert "林静生日" in text


def test_too_many_for_a_picture_are_not_squeezed_into_one(tmp_path: Path) -> None:
    rows = [monthly.Row("12月1日 周二", "林静", "")] * (monthly.MOST + 1)
    assert not monthly.draw("名单", rows, "", tmp_path / "a.png")
    assert monthly.draw("名单", rows[:-1], "", tmp_path / "a.png") is (chinese_font() is not None)
