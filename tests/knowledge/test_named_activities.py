"""The calendar's entries come out of the notice, whatever it names; the days of festivals are computed."""

from datetime import date

import pytest

from knowledge.activities import coming, named_in
from knowledge.lexicon.load import load
from knowledge.parse import parse
from knowledge.shelf import NOTICES

LEXICON = load()
TEXT = next(NOTICES.glob("*.txt")).read_text(encoding="utf-8")


def _named(text: str) -> dict[str, str]:
    return {one.topic: one.citation for one in named_in(parse(text, LEXICON.anchors), LEXICON)}


def test_each_activity_of_the_notice_once_with_its_place() -> None:
    found = _named(TEXT)
    assert found["table_tennis"] == found["badminton"] == "五（一）"
    assert found["cadre_training"] == "一（四）"
    assert "clubs" not in found and "mutual_aid" not in found


def test_a_notice_without_the_hike_has_no_hike() -> None:
    assert "chongyang_hike" not in _named(TEXT.replace("，组织开展“九·九”重阳登山活动", ""))


@pytest.mark.parametrize(
    ("name", "today", "day"),
    [
        ("重阳", date(2026, 3, 2), date(2026, 10, 18)),
        ("重阳", date(2026, 10, 18), date(2026, 10, 18)),
        ("重阳", date(2026, 10, 19), date(2027, 10, 8)),
        ("重阳", date(2033, 1, 1), date(2033, 10, 1)),  # a year with a leap month
        ("五一", date(2026, 5, 2), date(2027, 5, 1)),
    ],
)
def test_a_festival_is_offered_for_the_time_to_come(name: str, today: date, day: date) -> None:
    assert coming(name, today).day == day


def test_every_festival_that_an_activity_follows_is_known() -> None:
    for follows in filter(None, LEXICON.scheduled.values()):
        assert coming(follows, date(2026, 1, 1)).name == follows
