"""What officers read when they complete, change, close, cancel and look after activities."""

from datetime import date, datetime

from bot.activities.rules import Activity, Draft, Phase, Plan, Tally
from bot.activities.texts.facts import BY_NAME
from bot.activities.texts.members import SHORT, counted, deadline, facts, places, source
from bot.activities.texts.times import OPEN, hours, spoken_day, spoken_hour
from bot.core.clock import day_and_hour

LOOK, INVITE = "看看会员看到的", "通知会员报名"
NOT_CHECKED = (
    "“谁可以参加”由干部把关：机器人只看是不是会员（单位自己的活动只收本单位会员），写的其他条件不核对，名单请您过目。"
)
DESK, MANAGE, NEW, RESUME, PAST = "办活动", "管理这项活动", "新办一项活动", "接着填", "办过的活动"
REPLACE = "放弃那份，办这一项"
COMPLETE, RUN = "补全：", "管理："
MEND, CLOSE, REOPEN, SHEET, ROLL, CANCEL, AGAIN = (
    "修改",
    "提前结束报名",
    "重新开放报名",
    "报名名单（Excel）",
    "登记到场",
    "取消活动",
    "再办一期",
)
PUBLISH, PUBLISH_CHANGES, PARK, DROP, BACK_TO_SUM = "确认发布", "确认修改", "先停下", "不改了，放弃", "不改这一项"
PASS, UNLIMITED, TO_OPEN = "先不定", "不限", "改成尚未确定"
EVERYBODY, OUR_OWN = "全体会员", "本单位会员"
CANCEL_SURE, NOT_CANCEL, NO_REASON = "确定取消活动", "不取消了", "不写原因"
DAYS_BEFORE = {"提前三天": 3, "提前一周": 7}  # quick answers to when sign-up closes
ROLL_SHEET, WAITING_SHEET = "签到名单", "候补"
CAME, MISSED, UNMARKED = "到场", "没来", "没登记"

ORGANISERS_ONLY = "办活动由工委和各工会的主席、委员来做。您想参加的话，发 /activities 看看有哪些活动。"
NOT_YOURS_TO_RUN = "这项活动不归您所在的工会办，您不能改。"
STALE_DRAFT = "这一步已经过去了，请看最新的那条消息。"
NO_DRAFT = "没有在填的活动。发 /activities，点“办活动”重新开始。"
OVERTAKEN = "您填的时候，别的干部已经改过这项活动。请放弃这次修改，重新打开再改。"
CANNOT_MEND = "这项活动已经取消了，不能再改。要重新办，请新办一项。"
NOT_RUNNING = "这项活动现在没有报名可以结束。"
NOT_CLOSED = "报名没有提前结束过，不用重新开放。"
NOBODY = "还没有人报名，没有名单可以导出。"
NOT_BEGUN = "活动当天起才能登记到场。"
NOT_ON_LIST = "名单变了，请重新打开。"
PARKED = "先存着，别人看不到。发 /activities，点“办活动”里的“接着填”就能继续。"
DROPPED = "放弃了，没有改动任何活动。"
ASK_REASON = "为什么取消？写一两句，会原样告诉报了名的会员；不写就点“不写原因”。"
EMPTY = "这一项要写字。"
FACT_IN_WORDS = "这一项要用文字写。"
REASON_IN_WORDS = "原因要用文字写。"
NO_PAST = "还没有办过的活动。"
PAST_LIST = "办过的活动（点一项看名单、登记到场）："
UNREADABLE_DAY = (
    "没看懂是哪一天。请写成“10月18日”“下周六”“农历九月初九”这样；连着几天的写“10月18日至20日”，几点到几点可以一起写。"
)
PAST_DAY = "这一天已经过了，请写今天以后的日子。"
UNREADABLE_HOUR = "没看懂是几点。请写成“9:00”“下午2点半”这样。"
UNREADABLE_PLACES = "名额请写一个数字，例如 30；不限人数就点“不限”。"
UNREADABLE_DEADLINE = "没看懂是哪天截止。请写成“10月10日”或“10月10日17点”这样。"
LATE_DEADLINE = "报名截止要在活动开始之前，请写早一点。"
BACKWARDS = "最后一天比第一天还早，请重新写，例如“10月18日至20日”。"

NO_SUCH_ACTIVITY = "没有这项活动了。发 /activities 看看现在有哪些。"


def question(name: str, title: str, proposal: str = "") -> str:
    """Asks for one fact; with the festival's day where it follows one."""
    head = f"{title}\n" if title and name != "title" else ""
    return f"{head}{proposal}{BY_NAME[name].asks}"


def place_kept(place: str) -> str:
    """Said with the day or the hour."""
    return f"地点也记下了：{place}。"


def not_kept(words: str) -> str:
    """Beside a day or an hour that was read."""
    return f"“{words[:40]}”没有记，要写的话请写到对应的一项里。"


def end_dropped(finish: str) -> str:
    """Of an end that was fixed before another start."""
    return f"原来写的 {spoken_hour(finish)} 结束，比开始还早，没有留；几点结束请再写一次。"


def festival(name: str, day: date, today: date) -> str:
    year = "今年" if day.year == today.year else "明年" if day.year == today.year + 1 else f"{day.year}年"
    weekday = "一二三四五六日"[day.weekday()]
    return f"{year}{name}是{day.month}月{day.day}日（星期{weekday}）。"


def on_day(day: date) -> str:
    """The button that takes the festival's day."""
    return f"就定{day.month}月{day.day}日"


def summary(draft: Draft, today: date, *, live: bool, joined: int) -> str:
    """Everything, before it is published (or, of a `live` one, changed)."""
    lines = [draft.plan.title, *facts(draft.plan, today)]
    if live:
        tail = f"点“{PUBLISH_CHANGES}”才生效。"
        if joined:
            tail += f"已有 {joined} 人报名，日期、时间、地点变了会通知他们。"
    else:
        tail = f"点“{PUBLISH}”，会员就能看到；没定的照实写“{OPEN}”，以后随时能补。"
    return "\n".join([*lines, "", *([NOT_CHECKED] if draft.plan.audience else []), tail])


def published(plan: Plan, *, opens: bool) -> str:
    after = "会员现在可以报名。" if opens else "日期和名额都定下来以后，会员才能报名。"
    return f"已经登出来了：{plan.title}。{after}"


def mended(plan: Plan, told: int, later: datetime | None) -> str:
    """`later`: when they are told, if not at once."""
    if told and later:
        return f"改好了：{plan.title}。{_in_the_morning(told, later)}"
    return f"改好了：{plan.title}。" + (f"已经通知报名和候补的 {told} 人。" if told else "报了名的人不用另外通知。")


def _in_the_morning(told: int, later: datetime) -> str:
    return f"现在是休息时间，到{day_and_hour(later)}再通知报名和候补的 {told} 人。"


def desk(pending: int, *, committee: bool) -> str:
    if not committee:
        return "办本单位的活动：点一项去修改，或者新办一项。市直机关的活动由工委来定。"
    left = f"通知里列的，还有 {pending} 项没有定。" if pending else "通知里列的都定了。"
    return f"办活动：{left}点一项去补全或修改；通知里没有的，也可以自己办。"


def managed(activity: Activity, tally: Tally, phase: Phase, today: date) -> str:
    """One activity for those who run it."""
    lines = [activity.title, *facts(activity.plan, today), f"报名情况：{counted(activity.plan, tally)}"]
    if said := SHORT.get(phase):
        lines[-1] += f"；{said}"
    return "\n".join([*lines, source(activity)])


def closed(title: str, tally: Tally) -> str:
    return f"{title}的报名提前结束了：报上 {tally.joined} 人，候补 {tally.waiting} 人。"


def reopened(title: str) -> str:
    return f"{title}重新开放报名了。"


def ask_cancel(title: str, reason: str | None, tally: Tally) -> str:
    told = f"会通知已经报名和候补的 {tally.joined + tally.waiting} 人。" if tally.joined + tally.waiting else ""
    why = f"\n原因：{reason}" if reason else ""
    return f"确定取消{title}吗？取消以后不能恢复。{told}{why}"


def cancelled(title: str, told: int, later: datetime | None) -> str:
    """`later`: when they are told, if not at once."""
    if told and later:
        return f"{title}已经取消。{_in_the_morning(told, later)}"
    return f"{title}已经取消" + (f"，通知了 {told} 人。" if told else "。")


def summed(title: str, tally: Tally, day: date, today: date) -> str:
    """In the officers' group when the deadline is over; no names."""
    return (
        f"{title}报名截止（{spoken_day(day, today)}）：报上 {tally.joined} 人，候补 {tally.waiting} 人。"
        "名单在私聊里：发 /activities，点“办活动”。"
    )


def roll(title: str, came: int, missed: int, unmarked: int) -> str:
    return (
        f"{title}到场登记：{CAME} {came} 人，{MISSED} {missed} 人，{UNMARKED} {unmarked} 人。\n"
        f"点一个名字换一次：{UNMARKED}→{CAME}→{MISSED}。"
    )


def on_roll(name: str, came: bool | None) -> str:
    return f"{name}：{UNMARKED if came is None else CAME if came else MISSED}"


def sheet_title(activity: Activity) -> str:
    day = activity.plan.day
    return f"{activity.title}报名名单" + (f"（{day.year}年{day.month}月{day.day}日）" if day else "")


def waiting_title(title: str) -> str:
    return f"{title}（{WAITING_SHEET}）"


def sheet_place(plan: Plan) -> str:
    hour = hours(plan) if plan.start else f"时间{OPEN}"
    return f"{hour}，{plan.place or f'地点{OPEN}'}，名额 {places(plan)}"


def sheet_caption(activity: Activity, tally: Tally) -> str:
    waiting = f"，候补 {tally.waiting} 人" if tally.waiting else ""
    return f"{activity.title}：报上 {tally.joined} 人{waiting}。内有姓名，请妥善保管。"


def known_value(name: str, plan: Plan, today: date) -> str:
    """What the fact is now, when it is to be changed."""
    if name == "places":
        return places(plan)
    if name == "deadline":
        return deadline(plan.deadline, today) if plan.deadline else OPEN
    if name == "day":
        return spoken_day(plan.day, today) if plan.day else OPEN
    value = getattr(plan, name) or OPEN
    return spoken_hour(value) if name in ("start", "finish") and value != OPEN else str(value)


def now(value: str) -> str:
    return f"现在是：{value}\n"


def unfinished(title: str) -> str:
    named = f"：{title}" if title else ""
    return f"您还有一份没有填完的活动{named}。先接着填，还是放弃它？"


def too_long(length: int, longest: int) -> str:
    return f"写得有点长（{length} 个字），请缩短到 {longest} 个字以内。"
