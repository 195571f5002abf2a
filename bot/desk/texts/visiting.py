"""Who visits and on which day, and that it is done: what officers are asked, and the lines at the buttons."""

from collections.abc import Sequence

from bot.core.kinds import CONFLICTS, Kind

WITH_PHOTO = "附照片"
MEDIATED = ("谈妥了", "这次没有谈拢")
MOST = 6  # who go together


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
    return "；".join(filter(None, [f"去的是{'、'.join(names)}", said, WITH_PHOTO if photo else ""]))


def who_is(name: str) -> str:
    return f"名册里没有找到“{name[:20]}”。请写去的人的全名，用顿号隔开；不在名册里的，请另用“加备注”写。"


def ask_visitor(who: str, number: str, chosen: Sequence[str]) -> str:
    if chosen:
        return f"{who}：{number} 除了{'、'.join(chosen)}，还有谁同去？"
    return f"{who}：{number} 由谁去慰问？点一位；几位同去，也可以“回复”这条消息写姓名，用顿号隔开。"


def no_visitor(name: str) -> str:
    """`name`: whom nobody of the desk is called, if any was typed."""
    unknown = f"没有找到“{name[:20]}”。" if name else ""
    return f"{unknown}请从本工会的工会干部里选，最多 {MOST} 位：点上面的名字，或写姓名，用顿号隔开。"


def ask_visit_day(who: str, number: str, visitors: str) -> str:
    return f"{who}：{visitors}哪天去慰问（{number}）？选一天，或“回复”这条消息写日期，例如 3月8日。"


def delivered(number: str, kind: Kind, went: str) -> str:
    return f"{number} 已登记调解。" if kind in CONFLICTS else f"{number} 已登记慰问，去的是{went}。"
