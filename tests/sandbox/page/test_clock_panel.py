"""The next birthday is the next greeting hour on somebody's birthday, not merely the next date."""

from datetime import datetime

import pytest

from bot.core.clock import SHANGHAI
from bot.sandbox.model import Person
from bot.sandbox.page.controls import next_greeting
from bot.sandbox.people import sample_people


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def person(birthday: str | None, name: str = "甲", *, started: bool = True) -> Person:
    return Person(1, name, "member", "某工会", birthday, started=started)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-22T19:00", "2026-11-23T09:00"),
        ("2026-11-23T08:59", "2026-11-23T09:00"),
        ("2026-11-23T09:00", "2027-11-23T09:00"),
        ("2026-11-23T21:00", "2027-11-23T09:00"),
    ],
)
def test_the_hour_decides(now: str, due: str) -> None:
    found = next_greeting([person("1988-11-23")], at(now), 9)
    assert found
    assert found.at == at(due)


def test_29_february_and_lunar_birthdays() -> None:
    leap, lunar = person("1992-02-29"), person("农历1981年八月十五")
    found = next_greeting([leap], at("2027-01-01T00:00"), 9)
    assert found
    assert found.at == at("2027-02-28T09:00")
    found = next_greeting([lunar], at("2026-01-01T00:00"), 8)
    assert found
    assert found.at == at("2026-09-25T08:00")


def test_everybody_of_that_day_is_named_and_those_the_bot_cannot_reach_are_not() -> None:
    people = [person("5-1"), person("1990-05-01", "乙"), person("04-30", "丙", started=False), person(None, "丁")]
    found = next_greeting(people, at("2026-04-29T10:00"), 9)
    assert found
    assert found.names == "甲、乙"


def test_nobody() -> None:
    assert next_greeting([person(None)], at("2026-04-29T10:00"), 9) is None


def test_a_year_of_jumps_visits_every_sample_birthday() -> None:
    """Pressing the button again and again never stands still and leaves nobody out."""
    people = sample_people()
    now, named = at("2026-11-22T19:00"), set[str]()
    while (found := next_greeting(people, now, 9)) and found.at < at("2027-11-22T19:00"):
        assert found.at > now
        now = found.at
        named |= {one.name for one in found.people}
    assert named == {one.name for one in people if one.birthday}
