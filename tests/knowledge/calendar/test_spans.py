"""Stretches of days, as people name them instead of one."""

from datetime import date

import pytest

from knowledge.calendar.spans import span

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("12月底", "2026-12-25", "2026-12-31"),
        ("十二月底吧", "2026-12-25", "2026-12-31"),
        ("12月初", "2026-12-01", "2026-12-10"),
        ("12月中旬", "2026-12-11", "2026-12-20"),
        ("12月下旬", "2026-12-21", "2026-12-31"),
        ("2027年2月末", "2027-02-25", "2027-02-28"),
        ("明年3月", "2027-03-01", "2027-03-31"),
        ("3月份", "2027-03-01", "2027-03-31"),
        ("下个月", "2026-12-01", "2026-12-31"),
        ("下月初", "2026-12-01", "2026-12-10"),
        ("月底", "2026-11-25", "2026-11-30"),
        ("年底", "2026-12-25", "2026-12-31"),
    ],
)
def test_the_coming_one_is_meant(said: str, first: str, last: str) -> None:
    found = span(said, TODAY, "future")
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_of_what_has_happened_the_last_one_is_meant() -> None:
    found = span("12月底", TODAY, "past")
    assert found is not None
    assert found.first == date(2025, 12, 25)


@pytest.mark.parametrize("said", ["一个月", "3个月", "每年", "下周", "十月一日", "10月18日", "看情况", "月饼", ""])
def test_what_names_no_month_is_left_alone(said: str) -> None:
    assert span(said, TODAY, "future") is None
