"""Who visits and when, as an officer types it."""

from datetime import date

import pytest

from bot.core.errors import BadInput
from bot.desk.rules.steps import VisitPlan
from bot.desk.visit_words import fuller, read

MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)
NAMES = {"林国栋": 1, "陈雅琴": 2, "周一鸣": 3, "和平": 4, "李明": 5, "李明华": 6, "陈主席": 7, "我": 1}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今天", date(2026, 11, 23)),
        ("大后天", date(2026, 11, 26)),
        ("11月25日", date(2026, 11, 25)),
        ("11 月 25 号", date(2026, 11, 25)),
        ("１２-１", date(2026, 12, 1)),
        ("12 - 1", date(2026, 12, 1)),
        ("3月8日", date(2027, 3, 8)),
        ("2027/3/8", date(2027, 3, 8)),
        ("3月1O日", date(2027, 3, 10)),
        ("2○27-O3-08", date(2027, 3, 8)),
        ("2027年3月8日", date(2027, 3, 8)),
        ("周五", date(2026, 11, 27)),
        ("星期天", date(2026, 11, 29)),
        ("周一", date(2026, 11, 23)),
        ("下周一", date(2026, 11, 30)),
        ("元旦", date(2027, 1, 1)),
        ("三天后", date(2026, 11, 26)),
        ("25号", date(2026, 11, 25)),
        ("12月3日（周四）", date(2026, 12, 3)),
    ],
)
def test_days_that_are_understood(said: str, day: date) -> None:
    heard = read(said, NAMES, MONDAY)
    assert (heard.on, heard.unread) == (day, ())


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("周一", date(2026, 11, 30)),  # this week's is over
        ("周四", date(2026, 11, 26)),
        ("周五", date(2026, 11, 27)),
        ("下周三", date(2026, 12, 2)),
        ("下周四", date(2026, 12, 3)),
    ],
)
def test_days_of_the_week_in_its_midst(said: str, day: date) -> None:
    assert read(said, NAMES, THURSDAY).on == day


@pytest.mark.parametrize("said", ["", "有空的时候", "2月30日", "13月1日", "25", "周八", "12月底", "过几天"])
def test_what_is_no_day_is_asked_again(said: str) -> None:
    with pytest.raises(BadInput):
        fuller(VisitPlan((1,)), read(said, NAMES, MONDAY), MONDAY)


def test_a_leap_day_is_not_promised_for_a_common_year() -> None:
    with pytest.raises(BadInput):
        fuller(VisitPlan((1,)), read("2月29日", NAMES, date(2028, 3, 1)), date(2028, 3, 1))


@pytest.mark.parametrize(
    "said",
    [
        "林国栋、陈雅琴，12月3日",
        "12月3日，林国栋和陈雅琴去",
        "12月3日 林国栋 陈雅琴",
        "林国栋陈雅琴12月3号去慰问",
        "安排林国栋、陈雅琴12月3日一起去看望。",
        "12-3林国栋，陈雅琴",
        "林国栋；陈雅琴；2026.12.3",
        "下周四由林国栋同志、陈雅琴同志两人前往",
        "我和陈雅琴，下周四",
        "林国栋 12 月 3 日 陈雅琴",
    ],
)
def test_names_and_a_day_stand_in_any_order(said: str) -> None:
    heard = read(said, NAMES, MONDAY)
    assert (heard.ids, heard.on, heard.time, heard.unread) == ((1, 2), date(2026, 12, 3), "", ())


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("周一鸣，明天", (3,)),  # no Monday
        ("明天和平去", (4,)),
        ("明天李明华去", (6,)),
        ("明天李明、李明华", (5, 6)),
        ("明天陈主席", (7,)),
        ("明天林国栋、林国栋", (1,)),
        ("明天我们去", ()),
    ],
)
def test_names_that_look_like_something_else(said: str, ids: tuple[int, ...]) -> None:
    heard = read(said, NAMES, MONDAY)
    assert (heard.ids, heard.on, heard.unread) == (ids, date(2026, 11, 24), ())


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("12月3日下午 林国栋 陈雅琴", "下午"),
        ("林国栋陈雅琴12月3日下午3点半去", "下午3点半"),
        ("12月3日上午前往，林国栋、陈雅琴", "上午"),
        ("林国栋和陈雅琴 12月3日 9:30", "9:30"),
        ("12月3日9点到11点林国栋陈雅琴", "9点到11点"),
        ("林国栋、陈雅琴12月3日晚上七点左右", "晚上七点左右"),
        ("12月3日9点 2人去：林国栋、陈雅琴", "9点"),
    ],
)
def test_the_time_of_the_day_is_kept(said: str, time: str) -> None:
    heard = read(said, NAMES, MONDAY)
    assert (heard.ids, heard.on, heard.time, heard.unread) == ((1, 2), date(2026, 12, 3), time, ())


def test_an_evening_within_the_days_word() -> None:
    heard = read("明晚林国栋", NAMES, MONDAY)
    assert (heard.on, heard.time) == (date(2026, 11, 24), "晚")


@pytest.mark.parametrize(
    ("said", "told", "asked"),
    [
        ("林国栋、李四，明天", VisitPlan((1,), date(2026, 11, 24)), "没有找到“李四”"),
        ("请李四和林国栋明天去", VisitPlan((1,), date(2026, 11, 24)), "没有找到“李四”"),
        ("陈雅琴，林国栋不去，明天", VisitPlan((2,), date(2026, 11, 24)), "没有找到“林国栋不去”"),
        ("林国栋，明天，带束花", VisitPlan((1,), date(2026, 11, 24)), "没有找到“带束花”"),
        ("林国栋，12月底", VisitPlan((1,)), "有好几天"),
        ("林国栋 2月30日", VisitPlan((1,)), "“2月30日”定不下是哪一天"),
        ("林国栋，12月3日或12月5日", VisitPlan((1,)), "“12月3日”、“12月5日”不是同一天"),
        ("林国栋，12月3日周五", VisitPlan((1,)), "12月3日是周四，不是“周五”"),
        ("林国栋，昨天", VisitPlan((1,)), "半年以内"),
        ("林国栋，2027年9月1日", VisitPlan((1,)), "半年以内"),
        ("林国栋，下午", VisitPlan((1,), None, "下午"), ""),
    ],
)
def test_of_what_is_half_understood_nothing_is_lost(said: str, told: VisitPlan, asked: str) -> None:
    plan, note = fuller(VisitPlan(), read(said, NAMES, MONDAY), MONDAY)
    assert plan == told
    assert asked in note
    assert bool(asked) == bool(note)


def test_what_was_known_before_stays() -> None:
    before = VisitPlan((3,), date(2026, 11, 25), "上午")
    assert fuller(before, read("林国栋也去", NAMES, MONDAY), MONDAY) == (
        VisitPlan((3, 1), date(2026, 11, 25), "上午"),
        "",
    )
    assert fuller(before, read("12月3日", NAMES, MONDAY), MONDAY)[0] == VisitPlan((3,), date(2026, 12, 3), "上午")


@pytest.mark.parametrize("args", [{"visitor": 4}, {"visitors": [4]}, {"visitors": ["4"]}])
def test_buttons_from_before_are_read(args: dict[str, object]) -> None:
    assert VisitPlan.read(args) == VisitPlan((4,))
    full = VisitPlan((4, 5), date(2026, 11, 25), "上午")
    assert VisitPlan.read(full.as_json()) == full
