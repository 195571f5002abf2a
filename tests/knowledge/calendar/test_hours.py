"""Hours as officers type them."""

from datetime import time

import pytest

from knowledge.calendar.hours import find_hour


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("9点", time(9)),
        ("上午9:00", time(9)),
        ("14：30", time(14, 30)),
        ("下午两点半", time(14, 30)),
        ("晚上七点一刻", time(19, 15)),
        ("中午12点", time(12)),
        ("中午1点", time(13)),
        ("早上8点05分", time(8, 5)),
        ("晚8时", time(20)),
        ("10月18日上午9点到下午5点", time(9)),
        ("10月18日", None),
        ("25点", None),
        ("9:75", None),
        ("", None),
    ],
)
def test_hours(text: str, hour: time | None) -> None:
    assert find_hour(text) == hour
