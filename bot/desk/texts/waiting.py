"""The queue, reminders of what waits, and visits: who goes, on which day, and that it is done.

Reminders only ask, they never threaten with a decision. Numbers, kinds and days; never a name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.kinds import CONFLICTS, Kind
from bot.desk.rules.holidays import WEEKDAYS
from bot.desk.rules.steps import MOST_VISITORS
from bot.reports.rules.transitions import Status
from bot.reports.texts import card_words
from bot.reports.texts.card import short_day

OFFICERS_ONLY = "待办清单是给工会干部看的。您自己的申报请看“我的申报”。"
COMMITTEE_ONLY = "各工会情况只给工委的同志看，请在工委的群或私聊里打开。"
WRONG_GROUP = "这个群不是您所在工会的工作群。请在本工会的群里，或私聊我发 /queue。"
EMPTY = "眼下没有等您办的申报。"
OVERVIEW = "各工会在办的申报（不含调解类）："

_TODO = {Status.SUBMITTED: "待审批", Status.APPROVED: "待慰问", Status.DELIVERED: "待支付签收"}


def page(lines: Sequence[str], total: int, number: int, pages: int) -> str:
    if not lines:
        return EMPTY
    turned = f"，第 {number}/{pages} 页" if pages > 1 else ""
    return "\n".join([f"等您办的有 {total} 件{turned}。点编号看卡片。", *lines])


@dataclass(frozen=True)
class Waiting:
    """Where a report stands, and for how many days; `untold`: whom the news did not reach."""

    kind: Kind
    status: Status
    days: int
    untold: Sequence[str] = ()
    signed: bool = False


def line(number: str, title: str, waits: Waiting) -> str:
    waited = f"已 {waits.days} 天" if waits.days else "今天提交"
    untold = f" · 未能通知到{'和'.join(waits.untold)}" if waits.untold else ""
    return f"{number} {title} · {_stand(waits)} · {waited}{untold}"


def _stand(waits: Waiting) -> str:
    words = card_words.of(waits.kind)
    match waits.status:
        case Status.SUBMITTED:
            return "待会签" if waits.signed else words.pending
        case Status.APPROVED:
            return words.to_deliver
        case Status.DELIVERED:
            return words.to_settle
        case Status.REJECTED:
            return words.rejected
        case Status.RETURNED:
            return "等申报人答复"
        case _:
            return "已办结"


def branch_line(name: str, counts: Mapping[Status, int], longest: int, escalated: int) -> str:
    """“春风机关工会：待审批 2，待慰问 1；最久 3 天；其中 1 件在工委”."""
    parts = [f"{label} {counts[status]}" for status, label in _TODO.items() if counts.get(status)]
    if not parts:
        return f"{name}：没有在办的"
    longest_part = f"；最久 {longest} 天" if longest else ""
    moved = f"；其中 {escalated} 件由工委办" if escalated else ""
    return f"{name}：{'，'.join(parts)}{longest_part}{moved}"


def nudge(number: str, title: str, hours: int, *, certain: bool) -> str:
    """`certain`: whether this year's holidays are known to the bot."""
    doubt = "" if certain else "（今年的调休安排我还没有，工作日按周一到周五、扣去法定节假日和补假来算。）"
    return f"{number} {title}，已经等了 {hours} 个工作小时，还没有人办。请抽空看一下上面的卡片。{doubt}"


def unvisited_line(number: str, title: str, visitors: Sequence[str], on: date | None, days: int) -> str:
    """`days`: since the day that was agreed on, or since it was agreed to."""
    if on is None:
        return f"{number} {title} · 同意 {days} 天了，还没有安排谁去" if days else f"{number} {title} · 还没有安排谁去"
    return f"{number} {title} · 安排{'、'.join(visitors)} {short_day(on)}去，过了 {days} 天"


def unvisited(lines: Sequence[str], total: int) -> str:
    more = f"\n另外还有 {total - len(lines)} 件，发 /queue 都能看到。" if total > len(lines) else ""
    heading = (
        f"同意以后还没有登记慰问的有 {total} 件。去过了，请在卡片上点“登记已慰问”；还没去的，请抽空安排。点编号看卡片。"
    )
    return "\n".join([heading, *lines]) + more


def visit_raised(number: str, title: str, days: int) -> str:
    return (
        f"{number} {title}：过了 {days} 天还没有登记慰问，已经转到工委。"
        "请工委的同志接着安排；其实去过了的，登记时写上是谁去的。"
    )


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
    return f"{unknown}请从本工会的工会干部里选，最多 {MOST_VISITORS} 位：点上面的名字，或写姓名，用顿号隔开。"


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


def card_below(number: str) -> str:
    return f"{number} 的卡片在最下面。"


def visit_planned(said: str) -> str:
    return f"已安排：{said}。前一天会提醒，到了日子还没登记也会提醒。"
