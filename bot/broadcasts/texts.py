"""群发: what the officer is asked, shown and told, and what stands under every member's copy."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from bot.broadcasts.rules import Broadcast, Content, Outcome, Purpose, State
from bot.core.clock import day_and_hour

ALL, SOME, RECENT = "全体会员", "挑几个基层工会", "最近的群发"
EARLIER, LATER = "上一页", "下一页"
PAGE = 10  # branches shown at a time
CHANGE_TEXT, CHANGE_AUDIENCE, DROP = "改内容", "换对象", "不发了"
STOP = "停止发送"
LIST_EXCEL, LIST_CSV = "没送到的名单（Excel）", "没送到的名单（CSV）"
PRESS_AGAIN = "再按一次"
PURPOSES = {
    Purpose.GENERAL: "一般通知",
    Purpose.ESSENTIAL: "重要通知",
    Purpose.JOYFUL: "喜庆的事",
}
_MEANING = {
    Purpose.GENERAL: "会员可以选择不收这一类",
    Purpose.ESSENTIAL: "人人都收，请只用在关系会员切身利益的事上",
    Purpose.JOYFUL: "会员可以不收，也不发给近期有亲人去世的会员",
}
REFUSE, ACCEPT = "不收一般通知", "恢复收一般通知"
REFUSED = "好的。以后只把重要通知发给您，活动、喜庆一类的不再发。想恢复，随时发 /privacy。"
ACCEPTED = "好的，以后工会的通知都会发给您。"

WHO = "这次发给谁？"
CHOOSE_BRANCHES = "发给哪几个基层工会？点一下选上，再点一下取消，选完点最下面的“选好了”。"
NO_BRANCH = "还没有选基层工会，先点一个。"
NOT_SENDER = "群发由基层工会的主席、委员，或者工委的主席、委员来发。您想通知什么，可以请他们帮忙。"
NOT_YOURS = "这次群发不归您管，请找发它的工会。"
COMMITTEE_ONLY = "发给别的基层工会，要由工委来发。"
NOT_YOUR_ACTIVITY = "这项活动不是您的工会办的，请由办它的工会来通知。"
WRONG_CONTENT = "请发文字、一张图片或一个文件。语音、视频和贴纸发不了。"
ONE_ONLY = "一次群发只能带一张图片或一个文件。请挑一张，单独发给我，把要说的话写在图片下面。"
EMPTY = "还没有写要发的话。"
NOT_OPEN = "这项活动现在不能报名，先不用通知。"
ANOTHER_DRAFT = "您还有一份没发的群发。请发 /broadcast 把它发了，或点“不发了”，再来点这个按钮。"
SLEEPING = "草稿替您留着。想接着写，发 /broadcast。"
DROPPED = "好的，这次不发了，草稿也删了。"
STALE_DRAFT = "这份草稿已经改过了，请看最新的那份预览。"
GONE = "这份草稿已经发出或者删掉了。发 /broadcast 可以另写一份。"
ALREADY = "这次群发已经开始了，不用再按。"
OVER = "这次群发已经结束了。"
NOBODY = "选中的范围里现在没有能收到的会员，没有发出。可以换个对象，或者先请会员绑定账号。"
NO_RECENT = "最近没有群发过。"
NO_LIST = "没有要另外通知的人，名单是空的。"
LIST_GONE = "这次群发的名单已过保存期限，按规定删除了，只留下人数。"
STARTED, STOPPED = "开始发了。", "停下了。"
LIST_CAPTION = "这些会员没有收到或不确定收到，请换个办法通知。内有姓名，请妥善保管。"
LIST_HEADER = ("工号", "姓名", "基层工会", "情况")
WHY = {
    Outcome.UNKNOWN: "不确定是否送到，没有重发",
    Outcome.BLOCKED: "停用或屏蔽了机器人",
    Outcome.FAILED: "没有送到",
    Outcome.UNBOUND: "没绑定账号",
}
_COUNTED = {
    Outcome.UNBOUND: "没绑定账号",
    Outcome.REFUSED: "选择不收这一类",
    Outcome.MOURNING: "近期有亲人去世，这次不打扰",
}
OUTCOMES = {
    Outcome.SENT: "送到",
    Outcome.BLOCKED: "停用或屏蔽了机器人",
    Outcome.FAILED: "没有送到",
    Outcome.UNKNOWN: "不确定是否送到（没有重发，免得收到两次）",
    Outcome.UNBOUND: "没绑定账号",
    Outcome.REFUSED: "选择不收这一类",
    Outcome.MOURNING: "近期有亲人去世，没有打扰",
    Outcome.LEFT: "发出前已离开本会",
    Outcome.STOPPED: "停止时还没发",
}
_STATES = {
    State.RUNNING: "正在发",
    State.WAITING: "等休息时间过后再发",
    State.STOPPED: "中途停止",
    State.DONE: "已发完",
}


def tail(branch: str, purpose: Purpose) -> str:
    """What stands under the words: who is writing, and how to be spared (plain text)."""
    signed = f"\n\n—— {branch}"
    return signed if purpose is Purpose.ESSENTIAL else f"{signed}\n不想收这类通知，发 /privacy 可以关掉。"


def letter(content: Content, branch: str, purpose: Purpose) -> str:
    """The HTML that every member gets; without words of its own, a picture is only signed."""
    return (content.html + escape(tail(branch, purpose), quote=False)).lstrip()


def announcement(title: str, facts: Sequence[str]) -> str:
    """What members read of an activity for which they may sign up."""
    return "\n".join([f"{title}，现在可以报名。", *facts, "想参加请点下面的“我要报名”。"])


def too_long(count: int, most: int, *, attached: bool) -> str:
    what = "带图片或文件时，文字" if attached else "文字"
    return f"太长了：{what}最多 {most} 个字符，您写了 {count} 个。请删短后再发给我（表情等特殊字符一个算两个）。"


def branch_label(name: str, *, chosen: bool) -> str:
    return f"✓ {name}" if chosen else name


def done_choosing(count: int) -> str:
    return f"选好了（{count} 个）"


def ask_content(title: str) -> str:
    return (
        f"发给{title}。请把要发的话写给我，可以带一张图片或一个文件（把话写在它下面）。\n"
        "我先给您看样子，您确认了才发。不发了就回“取消”。"
    )


def panel(title: str, purpose: Purpose, counts: Mapping[Outcome, int], *, quiet_end: datetime | None) -> str:
    """Under the preview: to whom, how many, what sort."""
    reach = counts.get(Outcome.PENDING, 0)
    others = [f"{what} {counts[outcome]} 人" for outcome, what in _COUNTED.items() if counts.get(outcome)]
    lines = [
        "上面就是会员看到的样子。",
        f"发给{title}：共 {sum(counts.values())} 人，能收到的 {reach} 人"
        + (f"；{'，'.join(others)}。" if others else "。"),
        f"性质：{PURPOSES[purpose]}（{_MEANING[purpose]}）。",
    ]
    if quiet_end:
        lines.append(f"现在是休息时间，确认以后等到{day_and_hour(quiet_end)}再发。")
    return "\n".join(lines)


def send_to(count: int) -> str:
    return f"发给这 {count} 人"


def choose_purpose(purpose: Purpose) -> str:
    return f"改成{PURPOSES[purpose]}"


def progress(title: str, total: int, tally: Mapping[Outcome, int], *, waiting_until: datetime | None) -> str:
    """The one message that is edited while it goes on. `total`: all who are addressed."""
    left = tally.get(Outcome.PENDING, 0) + tally.get(Outcome.QUEUED, 0)
    head = f"正在发给{title}：{total} 人里还有 {left} 人没轮到，已送到 {tally.get(Outcome.SENT, 0)} 人。"
    if waiting_until:
        head += f"\n现在是休息时间，{day_and_hour(waiting_until)}自动接着发。"
    return head


def report(state: State, title: str, total: int, tally: Mapping[Outcome, int]) -> str:
    """How it ended, count by count."""
    how = "群发停止了" if state is State.STOPPED else "群发完了"
    lines = [f"{how}：发给{title}，共 {total} 人。"]
    lines += [f"· {what}：{tally[outcome]} 人" for outcome, what in OUTCOMES.items() if tally.get(outcome)]
    return "\n".join(lines)


def recent(lines: Sequence[str]) -> str:
    return "\n".join(["最近的群发：", *lines])


def recent_line(number: int, broadcast: Broadcast, title: str, tally: Mapping[Outcome, int]) -> str:
    when = f"{day_and_hour(broadcast.confirmed_at)} " if broadcast.confirmed_at else ""
    sent = tally.get(Outcome.SENT, 0)
    return f"{number}. {when}发给{title}：{_STATES[broadcast.state]}，{broadcast.total} 人里送到 {sent} 人"


def numbered(number: int, label: str) -> str:
    return f"{number}. {label}"


def list_title(title: str) -> str:
    return f"{title}·没收到群发的名单"


def over(title: str) -> str:
    return f"发给{title}的群发已经发完，结果见下面。"


def enough_today(branch: str, most: int) -> str:
    return f"今天{branch}已经群发 {most} 次，每天最多 {most} 次，免得打扰大家。草稿替您留着，明天再发。"


def stopped(title: str, gone: int) -> str:
    return f"发给{title}的群发停下了，已经送出 {gone} 份，其余的不再发。"


def title(branches: Sequence[str], *, everybody: bool) -> str:
    """“全体会员”, “市档案馆工会的会员”, “市档案馆工会等 3 个基层工会的会员”."""
    if everybody:
        return ALL
    if len(branches) > 3:
        return f"{branches[0]}等 {len(branches)} 个基层工会的会员"
    return f"{'、'.join(branches)}的会员"


def activity_title(name: str) -> str:
    return f"“{name}”的报名会员"
