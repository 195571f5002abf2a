"""A reported birthday: greeted from then on, by the calendar that the member goes by; the roster is not overruled."""

from datetime import date

import pytest
from sqlalchemy import insert, select

from bot.birthdays.birthday import birthday_on, learn
from bot.birthdays.queries import birthdays
from bot.birthdays.queries.greetings import birthday_columns
from bot.birthdays.rules import Birthday
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.reports.queries import reports
from bot.store import tables as t
from tests.birthdays.people import born
from tests.support import NOON

Roster = dict[str, Member]


@pytest.mark.parametrize(
    ("day", "lunar", "expected"),
    [
        (date(2026, 11, 23), False, Birthday(11, 23)),
        (date(2026, 9, 25), True, Birthday(8, 15, "lunar")),
        (date(2027, 2, 5), True, Birthday(12, 29, "lunar")),
        (date(2028, 7, 1), True, Birthday(5, 9, "lunar", leap=True)),
    ],
)
def test_the_birthday_behind_a_day(day: date, lunar: bool, expected: Birthday) -> None:
    assert birthday_on(day, lunar=lunar) == expected


def test_no_birthday_empties_every_column_of_one() -> None:
    assert birthday_columns(None) == dict.fromkeys(birthday_columns(Birthday(11, 23, year=1985))) | {
        "birth_leap": False
    }


async def agreed(deps: Deps, member: Member, day: str, calendar: str, kind: str = "birthday") -> Birthday | None:
    """What is known of the member once his report is agreed to."""
    facts = deps.store.vault.seal({"event_date": day, "calendar": calendar})
    values = {"kind": kind, "branch_id": member.branch_id, "subject_id": member.id, "reporter_id": member.id}
    async with unit(deps) as u:
        values |= {"status": "approved", "facts": facts, "created_at": NOON, "updated_at": NOON}
        report = await u.tx.value(insert(t.reports).values(values).returning(t.reports.c.id))
        await learn(u, await reports.get(u.tx, report), 1)
        return (await birthdays.preference(u.tx, member.id)).birthday


async def test_a_reported_birthday_is_entered_once_and_noted(deps: Deps, roster: Roster) -> None:
    lin = roster["A001"]
    assert await agreed(deps, lin, "2026-09-25", "农历") == Birthday(8, 15, "lunar")
    assert await agreed(deps, lin, "2026-11-23", "公历") == Birthday(8, 15, "lunar"), "known by now"
    async with deps.store.read() as tx:
        rows = await tx.all(select(t.history.c.after).where(t.history.c.action == "birthday"))
    assert [row["after"] for row in rows] == ["lunar"], "the day itself is no business of the history"


async def test_the_roster_is_not_overruled_and_other_reports_say_nothing(deps: Deps, roster: Roster) -> None:
    await born(deps, roster["A001"], Birthday(3, 5, year=1985))
    assert await agreed(deps, roster["A001"], "2026-11-23", "公历") == Birthday(3, 5, year=1985)
    assert await agreed(deps, roster["A002"], "2026-11-23", "公历", kind="marriage") is None
