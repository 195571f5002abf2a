"""A day already known, moved by what a correction says of it alone."""

from datetime import date

import pytest

from knowledge.calendar.years import in_month_known

KNOWN = date(2026, 11, 11)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("等一下，是10号", date(2026, 11, 10)),
        ("不对，十号", date(2026, 11, 10)),
        ("不是11号，是12月10号", None),  # its month is said
        ("改到31号", None),  # no such day
        ("是10号楼", None),
        ("算错了", None),
    ],
)
def test_a_bare_day_is_one_of_the_month_that_is_known(said: str, meant: date | None) -> None:
    assert in_month_known(said, KNOWN) == meant
