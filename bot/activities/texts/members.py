"""The union's calendar as members read it: what is fixed, what is not, where they stand, and news of a sign-up."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.activities.rules import DAY_END, UNLIMITED, Activity, Phase, Plan, SignUp, Tally
from bot.activities.texts.facts import BY_NAME
from bot.activities.texts.times import OPEN, spoken_day, when
from bot.core.clock import local

NONE_AT_ALL = "现在没有登记的活动。工会定了新的活动，这里就能看到。"
NOTHING_FIXED = "现在还没有一项定下时间。"
BIND_TO_JOIN = "报名要先绑定会员身份：点开单位工会给您的绑定链接，或发 /bind 申请。"
JOIN_IN_PRIVATE = "看详情和报名，请私下发我 /activities。"
NOT_YOURS = "这是别的单位自己办的活动，只有那个单位的会员能参加。"


def deadline(moment: datetime, today: date) -> str:
    """A day that lasts to its end, or the very minute."""
    wall = local(moment)
    named = spoken_day(wall.date(), today)
    return f"{named}当天为止" if wall.time() == DAY_END else f"{named}{wall.hour}:{wall.minute:02d}"


def places(plan: Plan) -> str:
    if plan.places is None:
        return OPEN
    return "不限" if plan.places == UNLIMITED else f"{plan.places} 人"


def facts(plan: Plan, today: date) -> list[str]:
    """Every fact on a line, the open ones as such; what is of no use while nothing is fixed is left out."""
    lines = [
        f"时间：{when(plan, today)}",
        f"地点：{plan.place or OPEN}",
        f"谁可以参加：{plan.audience or OPEN}",
        f"名额：{places(plan)}",
    ]
    if plan.deadline:
        lines.append(f"报名截止：{deadline(plan.deadline, today)}")
    elif plan.day:
        lines.append("报名截止：活动开始前都可以")
    if plan.note:
        lines.append(f"说明：{plan.note}")
    return lines


def source(activity: Activity) -> str:
    """Who has fixed it and when, and where the notice names it, with its year."""
    who = "工委" if activity.committee else activity.branch
    named = f"活动列在{_clause(activity.notice, activity.citation)}" if activity.notice else "通知没有列这一项"
    if activity.published_at is None:
        return f"依据：{named}；时间、地点要等{who}确定。"
    on = local(activity.published_at)
    return f"依据：{who}已定（{on.month}月{on.day}日发布）；{named}。"


def _clause(notice: str, citation: str | None) -> str:
    """温直工〔2019〕7号, 五（一） → 温直工〔2019〕7号（2019年）第五部分（一）."""
    year = re.search(r"〔(\d{4})〕", notice)
    place = re.sub(r"^([^（]+)", r"第\1部分", citation or "")
    return f"{notice}{f'（{year[1]}年）' if year else ''}{place}"


def detail(activity: Activity, tally: Tally, mine: str, today: date, phase: Phase) -> str:
    """All of one activity, and where the reader stands."""
    lines = [activity.title, *facts(activity.plan, today)]
    if phase is Phase.CANCELLED:
        lines = [f"{activity.title}：已经取消。", *([f"原因：{activity.reason}"] if activity.reason else [])]
    elif phase in (Phase.OPEN, Phase.CLOSED, Phase.LATE):
        lines.append(f"报名情况：{counted(activity.plan, tally)}")
    lines += [part for part in (state(activity, phase, today), mine) if part]
    return "\n".join([*lines, source(activity)])


def counted(plan: Plan, tally: Tally) -> str:
    """How many, and how many places are left; no names."""
    left = tally.left(plan)
    tail = "" if left is None else f"，还有 {left} 个名额" if left else "，名额已满"
    return f"已报 {tally.joined} 人{tail}{f'，候补 {tally.waiting} 人' if tally.waiting else ''}"


def state(activity: Activity, phase: Phase, today: date) -> str:
    """Why one cannot sign up (now); nothing where one can."""
    until = activity.plan.deadline
    return {
        Phase.UNFIXED: f"{activity.title}的时间、地点都还没有定，定了才能报名。",
        Phase.UNOPENED: "报名还没有开始：日期和名额都定下来才能报。",
        Phase.CLOSED: "报名已经提前结束了。还想参加的话，请问单位工会。",
        Phase.LATE: f"报名{deadline(until, today) if until else ''}，已经截止了。还想参加的话，请问单位工会。",
        Phase.BEGUN: "活动已经开始了，不能再报名。",
        Phase.OVER: "活动已经结束了。",
        Phase.CANCELLED: "",
        Phase.OPEN: "",
    }[phase]


def calendar(fixed: Sequence[str], open_titles: Sequence[str], notice: str, year: int) -> str:
    """The list: what has a day, then what the notice names and nobody has fixed yet."""
    if not fixed and not open_titles:
        return NONE_AT_ALL
    parts = ["\n".join(["工会的活动：", *fixed]) if fixed else NOTHING_FIXED]
    if open_titles:
        parts.append(
            f"{year}年的通知里列了、现在{OPEN}的：\n{'、'.join(open_titles)}。\n"
            f"办不办、什么时候办，等工委确定，定了就登在这里。\n依据：{notice}（{year}年）"
        )
    return "\n\n".join(parts)


def line(number: int, activity: Activity, tally: Tally, phase: Phase, today: date) -> str:
    """One activity in the list."""
    if phase is Phase.CANCELLED:
        return f"{number}. {activity.title}：已经取消"
    plan = activity.plan
    where = f"，{plan.place}" if plan.place else ""
    own = "" if activity.committee else f"（{activity.branch}）"
    return f"{number}. {activity.title}{own}：{when(plan, today)}{where}。{_room(plan, tally, phase, today)}"


def _room(plan: Plan, tally: Tally, phase: Phase, today: date) -> str:
    if phase is Phase.OPEN:
        left = tally.left(plan)
        room = "名额不限" if left is None else f"还有 {left} 个名额" if left else "名额已满，可以排候补"
        return f"{room}，报名到{deadline(plan.deadline, today)}" if plan.deadline else room
    return SHORT.get(phase, "")


#: Why nobody can sign up now, in a few words.
SHORT: Mapping[Phase, str] = {
    Phase.UNOPENED: "报名还没有开始",
    Phase.CLOSED: "报名已经提前结束",
    Phase.LATE: "报名已经截止",
    Phase.BEGUN: "活动已经开始",
    Phase.OVER: "活动已经结束",
    Phase.CANCELLED: "已经取消",
}


def standing_now(phase: Phase, *, full: bool = False) -> str:
    """Whether one can still sign up, in a sentence; "" where one can."""
    short = "名额已满，可以排候补" if phase is Phase.OPEN and full else SHORT.get(phase, "")
    return f"{short}。" if short else ""


DOOR = "看详情、报名"
BESIDE = "通知里写的是："
ELSE_UNSAID = "您问的别的方面，通知和工委都还没有写明，请问本人所在的基层工会。"


def fixed(activity: Activity, today: date) -> str:
    """The answer to “乒乓球比赛哪天”, once it is fixed."""
    plan = activity.plan
    known = [f"{activity.title}：{when(plan, today)}"]
    known += [f"地点 {plan.place}"] if plan.place else []
    known += [_may_come(plan.audience)] if plan.audience else []
    known += [f"名额{' ' if plan.places else ''}{places(plan)}"] if plan.places is not None else []
    known += [f"报名到{deadline(plan.deadline, today)}"] if plan.deadline else []
    return "，".join(known) + "。"


def noted(activity: Activity) -> str:
    return f"{activity.title}的说明里写着：{activity.plan.note}"


def _may_come(audience: str) -> str:
    """“全体会员可以参加”; a longer wording (全体会员，可带一名家属) stands by itself."""
    return f"谁可以参加：{audience}" if re.search("，|可以|能", audience) else f"{audience}可以参加"


def still_open(names: Sequence[str]) -> str:
    """`names`: of the facts that were asked about."""
    said = "、".join(BY_NAME[name].label for name in names)
    return f"{said}工委还没有定。" if said else ""


#: A sign-up as its owner reads it.
SIGNUPS = {
    SignUp.JOINED: "已报名",
    SignUp.WAITING: "候补",
    SignUp.WITHDRAWN: "已取消",
    SignUp.DROPPED: "因调离或退出而取消",
}

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


def changed(activity: Activity, news: Sequence[str], today: date) -> str:
    """Facts of what somebody has signed up for are others now. `news`: which, as `rules.moved` names them."""
    said = "、".join(news)
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
