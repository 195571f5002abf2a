"""What is fixed of an activity, and what that lets a member do."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.activities.rules import FIELDS, Activity, Draft, Phase, Plan, Status, Tally, check, moved, reminds, whole
from bot.activities.texts import members as texts
from bot.activities.texts import times
from bot.core.clock import SHANGHAI
from bot.core.errors import BadInput

DAY = date(2026, 12, 12)
PLAN = Plan("乒乓球比赛", DAY, start="09:00", place="市体育馆", audience="全体会员", places=2)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=SHANGHAI)


def _at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


def _activity(plan: Plan = PLAN, status: Status = Status.PUBLISHED, **more: object) -> Activity:
    return replace(Activity(1, 1, "工委", True, status, 1, plan), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("activity", "now", "phase"),
    [
        (_activity(status=Status.PENDING), NOW, Phase.UNFIXED),
        (_activity(status=Status.CANCELLED), NOW, Phase.CANCELLED),
        (_activity(), NOW, Phase.OPEN),
        (_activity(replace(PLAN, places=0)), NOW, Phase.OPEN),
        (_activity(replace(PLAN, places=None)), NOW, Phase.UNOPENED),
        (_activity(replace(PLAN, day=None)), NOW, Phase.UNOPENED),
        (_activity(closed_at=NOW), NOW, Phase.CLOSED),
        (_activity(replace(PLAN, deadline=NOW)), NOW, Phase.OPEN),
        (_activity(replace(PLAN, deadline=NOW)), NOW + timedelta(seconds=1), Phase.LATE),
        (_activity(), _at(12, 12, 8, 59), Phase.OPEN),
        (_activity(), _at(12, 12, 9), Phase.BEGUN),
        (_activity(replace(PLAN, start=None)), _at(12, 12, 0), Phase.BEGUN),
        (_activity(), _at(12, 13, 0), Phase.OVER),
        (_activity(replace(PLAN, finish="11:30")), _at(12, 12, 11, 29), Phase.BEGUN),
        (_activity(replace(PLAN, finish="11:30")), _at(12, 12, 11, 30), Phase.OVER),
        (_activity(replace(PLAN, start="19:00", finish="25:00")), _at(12, 13, 0, 59), Phase.BEGUN),
        (_activity(replace(PLAN, until=date(2026, 12, 14))), _at(12, 14, 23), Phase.BEGUN),
        (_activity(replace(PLAN, until=date(2026, 12, 14))), _at(12, 15, 0), Phase.OVER),
    ],
)
def test_what_a_member_meets(activity: Activity, now: datetime, phase: Phase) -> None:
    assert activity.phase(now) is phase
    assert bool(texts.state(activity, phase, now.date())) is (phase not in (Phase.OPEN, Phase.CANCELLED))


@pytest.mark.parametrize(
    ("places", "tally", "admits", "left"),
    [
        (2, Tally(1, 0), True, 1),
        (2, Tally(2, 0), False, 0),
        (2, Tally(1, 1), False, 1),  # nobody overtakes those who wait
        (2, Tally(3, 0), False, 0),
        (0, Tally(500, 0), True, None),
    ],
)
def test_places(places: int, tally: Tally, admits: bool, left: int | None) -> None:
    plan = replace(PLAN, places=places)
    assert tally.admits(plan) is admits
    assert tally.left(plan) == left


@pytest.mark.parametrize(
    ("plan", "joined", "wrong"),
    [
        (replace(PLAN, title=""), 0, "名称"),
        (replace(PLAN, day=date(2026, 11, 22)), 0, "已经过了"),
        (replace(PLAN, deadline=_at(12, 12, 9, 1)), 0, "比活动开始还晚"),
        (replace(PLAN, start=None, deadline=_at(12, 13, 0)), 0, "比活动开始还晚"),
        (PLAN, 3, "已经有 3 人"),
    ],
)
def test_facts_that_contradict_each_other(plan: Plan, joined: int, wrong: str) -> None:
    with pytest.raises(BadInput, match=wrong):
        check(plan, NOW, joined)


def test_an_end_before_the_start_stands_only_on_a_later_day() -> None:
    with pytest.raises(BadInput, match="比开始还早"):
        check(replace(PLAN, finish="08:30"), NOW)
    check(replace(PLAN, finish="08:30", until=date(2026, 12, 13)), NOW)


@pytest.mark.parametrize(
    ("plan", "when", "lasting"),
    [
        (replace(PLAN, finish="11:30"), "12月12日（周六）9:00至11:30", "2 个半小时"),
        (replace(PLAN, start="19:00", finish="25:00"), "12月12日（周六）19:00至次日1:00", "6 小时"),
        (replace(PLAN, start="20:00", finish="24:00"), "12月12日（周六）20:00至24:00", "4 小时"),
        (replace(PLAN, start=None, finish="11:20"), "12月12日（周六），几点开始尚未确定，11:20 结束", ""),
        (
            replace(PLAN, until=date(2026, 12, 13), finish="16:00"),
            "12月12日（周六）至12月13日（周日），9:00 开始，最后一天 16:00 结束",
            "",
        ),
    ],
)
def test_from_when_to_when(plan: Plan, when: str, lasting: str) -> None:
    assert (times.when(plan, NOW.date()), times.lasting(plan)) == (when, lasting)


def test_facts_that_do_not() -> None:
    check(PLAN, NOW, 2)
    check(replace(PLAN, start=None, deadline=_at(12, 12, 23, 59)), NOW)
    check(Plan("乒乓球比赛"), NOW)
    check(replace(PLAN, day=NOW.date()), NOW)


def test_a_draft_asks_for_each_fact_in_turn_and_can_be_kept() -> None:
    draft, asked = Draft(), []
    while (name := draft.asking) is not None:
        asked.append(name)
        draft = Draft.read(
            draft.with_fact("title", title="联谊会").as_json() if name == "title" else draft.without(name).as_json()
        )
    assert tuple(asked) == tuple(name for name in FIELDS if name != "finish")  # it stands beside the start
    assert draft.plan == Plan("联谊会")


def test_what_was_left_open_can_be_fixed_and_opened_again() -> None:
    draft = whole(Plan("联谊会")).with_fact("day", day=DAY, until=DAY + timedelta(days=2))
    assert draft.asking is None
    assert draft.without("day").plan == Plan("联谊会")
    assert replace(draft, at="day").asking == "day"


def test_a_plan_survives_being_kept() -> None:
    plan = replace(PLAN, until=date(2026, 12, 13), deadline=_at(12, 1, 17), note="带球拍", places=0, finish="16:30")
    assert Plan.read(plan.as_json()) == plan


@pytest.mark.parametrize(
    ("after", "news"),
    [
        (replace(PLAN, place="江心屿"), ("地点",)),
        (replace(PLAN, day=date(2026, 12, 13), until=date(2026, 12, 14)), ("日期",)),
        (replace(PLAN, start="10:00", note="带水", places=5), ("时间",)),
        (replace(PLAN, finish="11:30"), ("时间",)),
        (replace(PLAN, places=5), ()),
    ],
)
def test_which_changes_those_who_come_must_hear_of(after: Plan, news: tuple[str, ...]) -> None:
    assert moved(PLAN, after) == news


@pytest.mark.parametrize(
    ("now", "start", "due"),
    [
        (_at(12, 11, 8, 59), "09:00", False),
        (_at(12, 11, 9), "09:00", True),
        (_at(12, 11, 19, 59), "09:00", True),
        (_at(12, 11, 20), "09:00", False),
        (_at(12, 12, 6, 59), "09:00", False),
        (_at(12, 12, 7), "09:00", True),
        (_at(12, 12, 9), "09:00", False),
        (_at(12, 12, 8), None, True),
        (_at(12, 12, 9), None, False),
        (_at(12, 10, 12), "09:00", False),
    ],
)
def test_when_people_are_reminded(now: datetime, start: str | None, due: bool) -> None:
    assert reminds(replace(PLAN, start=start), now) is due


def test_nobody_is_reminded_of_a_day_that_is_not_fixed() -> None:
    assert not reminds(Plan("联谊会"), NOW)


def test_a_day_of_another_year_says_so() -> None:
    assert times.when(replace(PLAN, start=None), date(2025, 1, 1)).startswith("2026年12月12日（周六）")
    assert times.when(PLAN, NOW.date()) == "12月12日（周六）9:00"
    assert times.when(Plan(), NOW.date()) == "尚未确定"
