"""What a member is told about a sign-up of his own: got a place, waits, moved up, reminded, changed, cancelled."""

from collections.abc import Sequence
from datetime import date

from bot.activities.rules import Activity, Plan, SignUp, Tally
from bot.activities.texts.activities import OPEN, when

JOIN, QUEUE, LEAVE, LEAVE_SURE, STAY = "我要报名", "排候补", "取消报名", "确定取消", "不取消了"
MINE, ALL = "我报的活动", "全部活动"
NONE_OF_MINE = "您现在没有报名的活动。点“全部活动”看看有哪些。"
NOT_SIGNED = "您没有报这个名，不用取消。"
ALREADY_GONE = "活动已经开始了，这里不能再取消。来不了的话，请直接告诉单位工会。"


def standing(state: SignUp | None, turn: int) -> str:
    if state is SignUp.JOINED:
        return "您已经报上名了。"
    return f"您在候补第 {turn} 位。" if state is SignUp.WAITING else ""


def my_line(activity: Activity, state: SignUp, turn: int, today: date) -> str:
    stands = "已报上" if state is SignUp.JOINED else f"候补第 {turn} 位"
    where = f"，{activity.plan.place}" if activity.plan.place else ""
    return f"· {activity.title}：{when(activity.plan, today)}{where}（{stands}）"


def _appointment(plan: Plan, today: date) -> str:
    return f"{when(plan, today)}，{plan.place or f'地点{OPEN}'}"


def joined(activity: Activity, today: date) -> str:
    return (
        f"报上了：{activity.title}，{_appointment(activity.plan, today)}。\n"
        "前一天我会提醒您。要是来不了，请早点取消，让候补的同事去。"
    )


def waiting(activity: Activity, turn: int) -> str:
    return (
        f"{activity.title}的名额已满，您在候补第 {turn} 位。\n"
        "有人取消就按先后递补，轮到您我就告诉您（夜里空出来的，早上再告诉）；没有轮到，就是这次没有名额了。"
    )


def already(activity: Activity, state: SignUp, turn: int, today: date) -> str:
    if state is SignUp.JOINED:
        return f"您已经报上{activity.title}了：{_appointment(activity.plan, today)}。"
    return f"您已经在{activity.title}的候补里，第 {turn} 位。"


def ask_leave(activity: Activity, tally: Tally) -> str:
    after = "取消以后，名额马上给候补的同事，再报要重新排队。" if tally.waiting else "取消以后，有名额还可以再报。"
    return f"确定取消{activity.title}的报名吗？{after}"


def left(activity: Activity) -> str:
    return f"已经取消您在{activity.title}的报名。"


def promoted(activity: Activity, today: date) -> str:
    return (
        f"有名额了，轮到您：{activity.title}已经替您报上，{_appointment(activity.plan, today)}。\n"
        "要是来不了，请早点取消，让后面的同事去。"
    )


def dropped(activity: Activity) -> str:
    return f"{activity.title}是{activity.branch}自己的活动。您已经不在这个单位，报名就取消了。"


def reminder(activity: Activity, today: date) -> str:
    """On the day before, or on its morning."""
    plan = activity.plan
    nearness = "今天" if plan.day == today else "明天"
    note = f"\n{plan.note}" if plan.note else ""
    return f"{nearness}有您报的{activity.title}：{_appointment(plan, today)}。{note}\n来不了的话，请在下面取消。"


def changed(activity: Activity, names: Sequence[str], today: date) -> str:
    """A fact of what somebody has signed up for is another now."""
    what = {"day": "日期", "start": "时间", "place": "地点"}
    said = "、".join(what[name] for name in names)
    return (
        f"您报的{activity.title}改了{said}，现在是：{_appointment(activity.plan, today)}。\n来不了的话，请在下面取消。"
    )


def cancelled(activity: Activity) -> str:
    day = f"（原定{activity.plan.day.month}月{activity.plan.day.day}日）" if activity.plan.day else ""
    why = f"原因：{activity.reason}\n" if activity.reason else ""
    return f"您报的{activity.title}{day}取消了。\n{why}不用再来，有新的安排会登在 /activities 里。"


def my_list(lines: Sequence[str]) -> str:
    return "\n".join(["您报名的活动：", *lines]) if lines else NONE_OF_MINE


def gone(activity: Activity) -> str:
    return f"{activity.title}已经取消了，发 /activities 看看别的活动。"
