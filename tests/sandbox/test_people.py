"""The sample roster and its birthdays."""

from datetime import date

import pytest

from bot.sandbox.people import (
    BRANCHES,
    COMMITTEE,
    GROUP_CHATS,
    MEMBER_GROUPS,
    SAMPLE_ROSTER,
    next_birthday,
    sample_groups,
    sample_people,
)


def test_roster_is_whole() -> None:
    assert len({row.staff_no for row in SAMPLE_ROSTER}) == len(SAMPLE_ROSTER)
    bound = [row.telegram_id for row in SAMPLE_ROSTER if row.telegram_id]
    assert len(set(bound)) == len(bound) < len(SAMPLE_ROSTER)
    for branch in BRANCHES:
        rows = [row for row in SAMPLE_ROSTER if row.branch == branch]
        assert {"chair", "officer", "treasurer", "mediator", "member"} == {row.role for row in rows}
        assert sum(row.role == "member" and row.telegram_id is not None for row in rows) >= 2
        assert any(row.telegram_id is None for row in rows)
    assert {*BRANCHES, COMMITTEE} == set(GROUP_CHATS)
    assert all(next_birthday(row.birthday, date(2026, 11, 22)) for row in SAMPLE_ROSTER)


def test_groups_hold_the_right_people() -> None:
    roles = {person.id: (person.branch, person.role) for person in sample_people()}
    for chat in sample_groups():
        assert str(chat.id).startswith("-100")
        assert {roles[who][0] for who in chat.people()} == {chat.branch}
        if chat.id in GROUP_CHATS.values():
            assert "member" not in {roles[who][1] for who in chat.people()}
        else:
            assert chat.id in MEMBER_GROUPS.values()


def test_worlds_do_not_share_people() -> None:
    assert all(one is not other for one, other in zip(sample_people(), sample_people(), strict=True))


@pytest.mark.parametrize(
    ("written", "today", "expected"),
    [
        ("1988-11-23", date(2026, 11, 22), date(2026, 11, 23)),
        ("1988-11-23", date(2026, 11, 23), date(2026, 11, 23)),
        ("1988-11-23", date(2026, 11, 24), date(2027, 11, 23)),
        ("7-19", date(2026, 11, 22), date(2027, 7, 19)),
        ("1992-02-29", date(2026, 11, 22), date(2027, 2, 28)),
        ("1992-02-29", date(2028, 1, 1), date(2028, 2, 29)),
        ("农历1981年八月十五", date(2026, 11, 22), date(2027, 9, 15)),
        ("农历八月十五", date(2026, 9, 1), date(2026, 9, 25)),
        ("农历2001年闰四月初八", date(2026, 11, 22), date(2027, 5, 13)),
        ("农历腊月二十", date(2026, 11, 22), date(2027, 1, 27)),
        ("农历正月初十", date(2026, 11, 22), date(2027, 2, 15)),
        (None, date(2026, 11, 22), None),
    ],
)
def test_next_birthday(written: str | None, today: date, expected: date | None) -> None:
    assert next_birthday(written, today) == expected


def test_the_29th_of_february_goes_by_the_setting() -> None:
    assert next_birthday("1992-02-29", date(2026, 11, 22), "mar1") == date(2027, 3, 1)
