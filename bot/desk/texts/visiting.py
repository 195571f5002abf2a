"""Who visits and on which day, and that it is done: what officers are asked, and the lines at the buttons."""

from collections.abc import Sequence
from datetime import date

from bot.core.kinds import CONFLICTS, Kind
from bot.desk.rules.holidays import WEEKDAYS
from bot.desk.rules.visit_plan import MOST
from bot.reports.texts.card import short_day

WITH_PHOTO = "附照片"
WENT = "去的是"
MEDIATED = ("谈妥了", "这次没有谈拢")
SO_IT_IS = "就这样安排"


def ask_delivered(who: str, number: str, kind: Kind, went: str) -> str:
    """`went`: who is taken to have gone, unless others are named."""
    if kind in CONFLICTS:
        return f"{who}：登记 {number} 已调解。选一句，或“回复”这条消息写几个字；谈话的内容不用写。"
    return (
        f"{who}：登记 {number} 已慰问，去的人记作{went}。有照片就“回复”这条消息发来，没有就直接登记；"
        "去的是别人，或者不止一位，请“回复”写上都有谁，用顿号隔开。"
    )


def went(names: Sequence[str], said: str, *, photo: bool) -> str:
    """The history's words: who went, and what there is besides."""
    return "；".join(filter(None, [f"{WENT}{'、'.join(names)}", said, WITH_PHOTO if photo else ""]))


def who_is(name: str) -> str:
    return f"名册里没有找到“{name[:20]}”。请写去的人的全名，用顿号隔开；不在名册里的，请另用“加备注”写。"


def ask_visitor(who: str, number: str, chosen: Sequence[str], when: str, example: Sequence[str]) -> str:
    """`when`: the day, where it is known already; `example`: who could be named."""
    if chosen:
        return f"{who}：{number} 除了{'、'.join(chosen)}，还有谁同去？"
    day = "" if when else "，3月8日下午"
    also = "" if when else "；哪天去也可以一起写"
    return (
        f"{who}：{number} {when}由谁去慰问？点一位；几位同去，也可以“回复”这条消息写姓名，用顿号隔开{also}，"
        f"例如：{'、'.join(example)}{day}。"
    )


def no_visitor(name: str) -> str:
    """`name`: whom nobody of the desk is called, if any was typed."""
    unknown = not_found([name]) if name else ""
    return f"{unknown}请从本工会的工会干部里选，最多 {MOST} 位：点上面的名字，或写姓名，用顿号隔开。"


def not_found(words: Sequence[str]) -> str:
    """Words that are neither somebody of the desk nor a day."""
    return f"没有找到{'、'.join(f'“{word[:20]}”' for word in words)}，这几个字没有记；要留备注，请另用“加备注”。"


def ask_visit_day(who: str, number: str, visitors: str, time: str) -> str:
    return f"{who}：{visitors}哪天{time}去慰问（{number}）？选一天，或“回复”这条消息写日期，例如 3月8日。"


def ask_visit_right(who: str, number: str, visitors: str, when: str) -> str:
    """After words that were not understood beside what was."""
    return (
        f"{who}：{number} 现在是{visitors}{when}去慰问。没错就点“{SO_IT_IS}”；"
        "还有谁去、换一天，请“回复”这条消息写；换人请点“取消”再安排。"
    )


NO_DAY = "没看懂日期。请写成 3月8日、2027-03-08、明天或周五这样。"
OUT_OF_REACH = "请写今天以后、半年以内的日期，例如 3月8日。"


def no_such_day(said: str) -> str:
    return f"“{said}”定不下是哪一天，请写成 3月8日这样。"


def several_days(said: Sequence[str]) -> str:
    return f"{'、'.join(f'“{one}”' for one in said)}不是同一天，请只写去的那一天。"


def other_weekday(on: date, said: str) -> str:
    return f"{short_day(on)}是周{WEEKDAYS[on.weekday()]}，不是“{said}”，请写准是哪一天。"


def delivered(number: str, kind: Kind, went: str) -> str:
    return f"{number} 已登记调解。" if kind in CONFLICTS else f"{number} 已登记慰问，去的是{went}。"
