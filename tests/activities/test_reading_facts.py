"""What officers type into an activity, and what they are told when it cannot be read."""

from datetime import date, datetime

import pytest

from bot.activities.reading import Beside, beside, read
from bot.activities.rules import Plan
from bot.core.clock import SHANGHAI
from bot.core.errors import BadInput

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=SHANGHAI)  # a Monday
PLAN = Plan("比赛", date(2026, 12, 12), start="09:00")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12月12日", {"day": date(2026, 12, 12), "until": None}),
        ("１２月１２日上午９点", {"day": date(2026, 12, 12), "until": None, "start": "09:00"}),
        ("下周六 下午2点半", {"day": date(2026, 12, 5), "until": None, "start": "14:30"}),
        ("12月12日至14日", {"day": date(2026, 12, 12), "until": date(2026, 12, 14)}),
        ("12月30日到1月2日", {"day": date(2026, 12, 30), "until": date(2027, 1, 2)}),
        ("12月12日9点到11点", {"day": date(2026, 12, 12), "until": None, "start": "09:00", "finish": "11:00"}),
        ("12月12日下午2点到4点半", {"day": date(2026, 12, 12), "until": None, "start": "14:00", "finish": "16:30"}),
        (
            "12月12日晚上七点至次日凌晨一点",
            {"day": date(2026, 12, 12), "until": None, "start": "19:00", "finish": "25:00"},
        ),
        (
            "12月12日上午9点至12月14日下午4点",
            {"day": date(2026, 12, 12), "until": date(2026, 12, 14), "start": "09:00", "finish": "16:00"},
        ),
        (
            "12月12日至14日8点半到17点",
            {"day": date(2026, 12, 12), "until": date(2026, 12, 14), "start": "08:30", "finish": "17:00"},
        ),
        ("农历腊月初八", {"day": date(2027, 1, 15), "until": None}),
        ("3月1日", {"day": date(2027, 3, 1), "until": None}),
        ("2027-03-01", {"day": date(2027, 3, 1), "until": None}),
        ("明年五一", {"day": date(2027, 5, 1), "until": None}),
    ],
)
def test_days(text: str, values: dict[str, object]) -> None:
    assert read("day", text, NOW, PLAN) == values


@pytest.mark.parametrize(
    ("name", "text", "values"),
    [
        ("start", "下午两点", {"start": "14:00"}),
        ("start", "9点开始，大概十一点半结束", {"start": "09:00", "finish": "11:30"}),
        ("start", "晚上8点到12点", {"start": "20:00", "finish": "24:00"}),
        ("start", "到11点半", {"finish": "11:30"}),
        ("finish", "11点半", {"finish": "11:30"}),
        ("finish", "次日8:00", {"finish": "32:00"}),
        ("finish", "10点到12点", {"start": "10:00", "finish": "12:00"}),
        ("places", "30人", {"places": 30}),
        ("places", "三十个名额", {"places": 30}),
        ("places", "不限", {"places": 0}),
        ("deadline", "12月5日", {"deadline": datetime(2026, 12, 5, 23, 59, tzinfo=SHANGHAI)}),
        ("deadline", "12月5日17点", {"deadline": datetime(2026, 12, 5, 17, tzinfo=SHANGHAI)}),
        ("deadline", "12月12日", {"deadline": datetime(2026, 12, 12, 23, 59, tzinfo=SHANGHAI)}),
        ("place", " 市体育馆\u200b  二楼 ", {"place": "市体育馆 二楼"}),
        ("note", "要带什么？\n自带球拍", {"note": "要带什么？\n自带球拍"}),
    ],
)
def test_other_facts(name: str, text: str, values: dict[str, object]) -> None:
    assert read(name, text, NOW, PLAN) == values


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("day", "12月底", "“12月底”是12月25日到31日，有好几天。请写明是哪一天，例如“12月31日”。"),
        ("day", "12月20日到12月底", "有好几天"),
        ("deadline", "12月初", "12月1日到10日，有好几天"),
        ("day", "看情况", "没看懂是哪一天"),
        ("day", "2月30日", "没看懂是哪一天"),
        ("day", "2026年1月5日", "已经过了"),
        ("day", "12月12日至10日", "最后一天比第一天还早"),
        ("start", "一早", "没看懂是几点"),
        ("finish", "早上8点", "比开始还早"),
        ("finish", "吃完饭", "没看懂是几点"),
        ("day", "12月12日下午2点到上午9点", "次日1点"),
        ("places", "零", "名额请写一个数字"),
        ("places", "0", "名额请写一个数字"),
        ("places", "很多", "名额请写一个数字"),
        ("places", "999999", "名额请写一个数字"),
        ("deadline", "到时候再说", "没看懂是哪天截止"),
        ("deadline", "2026年11月1日", "已经过了"),
        ("deadline", "12月13日", "要在活动开始之前"),
        ("place", "\u200b", "要写字"),
        ("title", "长" * 61, "写得有点长（61 个字）"),
    ],
)
def test_refusals_say_what_would_do(name: str, text: str, wrong: str) -> None:
    with pytest.raises(BadInput, match=wrong):
        read(name, text, NOW, PLAN)


@pytest.mark.parametrize(
    ("name", "text", "rest"),
    [
        ("day", "12月12日上午9点，在市体育馆集合", Beside("市体育馆")),
        ("day", "12月12日 9:00 地点：人民公园", Beside("人民公园")),
        ("day", "12月12日至14日", Beside()),
        ("day", "12月12日9点到11点", Beside()),
        ("day", "12月12日晚上7点到次日1点，在江边公园", Beside("江边公园")),
        ("day", "12月12日9点集合，9点半出发", Beside(unread="9点半")),
        ("day", "暂定下周六下午2点半开始", Beside()),
        ("start", "下午两点，每人可带一名家属", Beside(unread="每人可带一名家属")),
        ("start", "9:00在三楼会议室，自带水杯", Beside("三楼会议室", "自带水杯")),
        ("deadline", "12月5日17点前报名截止", Beside()),
        ("deadline", "12月5日，在工会办公室交表", Beside(unread="在工会办公室交表")),
        ("note", "12月5日在公园", Beside()),
    ],
)
def test_what_stands_beside_a_moment_is_not_lost(name: str, text: str, rest: Beside) -> None:
    assert beside(name, text, NOW) == rest
