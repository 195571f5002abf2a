"""What a birthday greeting says (its wordings are data: `wordings.toml`), and what officers read of birthdays."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Protocol

from bot.birthdays.rules import Birthday, Greeted
from bot.core.money import yuan

PLACES = ("private", "private_late", "private_belated", "group", "group_late", "group_belated")
LIST_FOR_OFFICERS = "生日名单只给工会干部看。您自己的生日设置请发 /greeting。"
NOTED_ALREADY = "已经登记过了，请看最新的名单。"
GIVEN_ALREADY = "已经登记过送到了。"
NO_SUCH_MEMBER = "名册里没有这位会员了。"
NOT_YOUR_BRANCH = "这位会员不在您任职的工会，您不能登记。"
OWN_GIFT = "您自己的慰问品请别的干部来登记。"
ALL_BRANCHES = "全部基层工会"
SHEET = "生日名单"
WHICH_PLACE = "请选 私聊、群里 或 不要。"


@dataclass(frozen=True)
class Wording:
    """One text for one place. Those of the program have ids below 10,000; the committee's own come above.

    `root`: the id of the first version; a corrected wording is the same one to whoever has read it.
    """

    id: int
    text: str
    root: int

    def written(self, name: str, branch: str) -> str:
        return self.text.replace("{name}", name).replace("{branch}", branch).strip()


OWN = 10_000  # added to the row id of a wording that the committee has entered


@cache
def built_in(place: str) -> tuple[Wording, ...]:
    """The wordings that come with the program, for a place."""
    raw = resources.files(__package__).joinpath("wordings.toml").read_text(encoding="utf-8")
    return tuple(Wording(one["id"], one["text"].strip(), one["id"]) for one in tomllib.loads(raw)[place])


def choose(pool: Sequence[Wording], member_id: int, year: int, last: int | None) -> Wording:
    """The wording of this year: steady for a member and year, and never the one that he saw last (`last`, a root)."""
    fresh = [wording for wording in pool if wording.root != last] or list(pool)
    return fresh[(member_id + year) % len(fresh)]


def when(day: date, today: date) -> str:
    """今天, 昨天, or the date."""
    return {0: "今天", 1: "昨天"}.get((today - day).days, f"{day.month}月{day.day}日")


def unbound(born: Iterable[tuple[date, str]], today: date) -> str:
    """`born`: (birthday, name) of members of one branch."""
    names: dict[date, list[str]] = {}
    for day, name in born:
        names.setdefault(day, []).append(name)
    days = "；".join(f"{when(day, today)} {'、'.join(each)}" for day, each in sorted(names.items()))
    return f"有会员过生日，还没有绑定账号：{days}。系统没法发祝福，请当面或打个电话问候一声。"


def held(name: str, day: date, today: date) -> str:
    return f"{when(day, today)}是{name}的生日。因近期有亲人去世的申报，系统没有发送生日祝福，请您酌情当面关心。"


def missed(lines: Iterable[str]) -> str:
    return (
        "系统停机，错过了下面这些会员的生日。过了第二天，系统不会自己补发：\n"
        + "\n".join(lines)
        + f"\n点“{SEND}”，会送上一句迟到的祝福（夜里不打扰）；问候过了，点“{GREETED}”。没办的会一直列在 /birthdays 里。"
    )


def not_run(through: date, today: date) -> str:
    return (
        f"生日祝福有几天没有运行：上一次是 {through}，现在是 {today}。昨天和今天的已经补发，"
        "更早的名单已发给各基层工会的工作群，由工会干部决定补不补发。请查一下机器人为什么停了。"
    )


def unsure(lines: Iterable[str]) -> str:
    return (
        "下面的生日祝福没能确认送达，系统不会重发，请问一声：\n"
        + "\n".join(lines)
        + f"\n问过了，点“{GREETED}”。没办的会一直列在 /birthdays 里。"
    )


SEND, GREETED = "补发祝福", "都已当面问候"
OVERDUE: Mapping[str, str] = {
    Greeted.MISSED: "停机错过，没有祝福",
    Greeted.UNKNOWN: "不确定是否送达",
    Greeted.FAILED: "没有送达",
}
GONE = "这几位已经有人办过了，请看最新的名单。"
OFFICERS_ONLY = "补发和登记由工会干部来办。"
NOT_YOURS = "名单里有别的基层工会的会员，请那边的干部来办。"
OVERDUE_HEAD = "还没落实的生日祝福："


def overdue(day: date, name: str, outcome: str) -> str:
    """“11月23日 林静：停机错过，没有祝福”."""
    return f"{day.month}月{day.day}日 {name}：{OVERDUE[outcome]}"


def send_button(count: int) -> str:
    return f"{SEND}（{count} 人）"


def being_sent(names: Iterable[str], officer: str, hour: int | None) -> str:
    """`hour`: when they go out, if the night is waited for."""
    when = f"，早上 {hour} 点以后送出" if hour is not None else "，这就送出"
    return f"{officer} 已补发祝福：{'、'.join(names)}{when}。"


def greeted(names: Iterable[str], officer: str) -> str:
    return f"{officer} 已当面问候：{'、'.join(names)}。"


CHOICES = {"private": "私聊祝福我", "group": "在会员群里祝福我", "none": "不要生日祝福"}
CHOSEN = {"private": "好的，以后私聊祝福您。", "group": "好的，以后在群里祝福您。", "none": "好的，不再发生日祝福。"}
_PLACES = {"private": "私聊里", "group": "本单位会员群里（只写姓名，不写年龄）"}


def setting(birthday: Birthday | None, upcoming: date | None, place: str, hour: int, *, group: bool) -> str:
    """A member's own birthday and how he is greeted."""
    if birthday is None or upcoming is None:
        known = "工会还没有登记您的生日。可以点“我要申报”，选“会员生日”报给工会。"
    else:
        shown = replace(birthday, year=None)
        known = f"登记的生日：{shown}，下一次是 {upcoming.year}年{upcoming.month}月{upcoming.day}日。"
    if place == "none":
        return f"{known}\n您选了不要生日祝福，系统不会发。"
    where = _PLACES["private" if place == "group" and not group else place]
    return f"{known}\n那天 {hour} 点左右，系统会在{where}祝福您。"


_WEEKDAYS = "一二三四五六日"
_OUTCOMES: Mapping[str, str] = {
    Greeted.QUEUED: "已祝福",
    Greeted.HELD: "暂缓祝福（近期有亲人去世的申报），请酌情关心",
    Greeted.UNBOUND: "没绑定账号，请当面祝福",
    Greeted.OPTED_OUT: "本人不要祝福",
    Greeted.UNKNOWN: "祝福不确定是否送达，请问一声",
    Greeted.FAILED: "祝福没有送达，请当面祝福",
    Greeted.MISSED: "停机错过，请当面问候",
    Greeted.BELATED: "停机错过，补发的祝福早上送出",
    Greeted.IN_PERSON: "已当面问候",
}


class Seen(Protocol):
    """A birthday as it is listed."""

    @property
    def name(self) -> str: ...
    @property
    def branch(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def outcome(self) -> str | None: ...
    @property
    def bound(self) -> bool: ...
    @property
    def gift_prepared(self) -> bool: ...
    @property
    def gift_given(self) -> bool: ...


def week(title: str, today: date, lines: Sequence[str], still: Sequence[str]) -> str:
    """`still`: birthdays of before that are not settled."""
    head = f"{title}：{today.month}月{today.day}日起一周的生日（连同昨天）"
    shown = [head, *lines] if lines else [f"{head}：没有。"]
    return "\n".join([*shown, "", OVERDUE_HEAD, *still] if still else shown)


def line(one: Seen, today: date) -> str:
    """“11月23日（周一）林静：已祝福；慰问品已备好”. No year of birth, no age."""
    weekday = _WEEKDAYS[one.day.weekday()]
    mark = "昨天" if one.day < today else "今天" if one.day == today else f"周{weekday}"
    return (
        f"{one.day.month}月{one.day.day}日（{mark}）{one.name}·{one.branch}：{greeting_of(one)}；慰问品{gift_of(one)}"
    )


def greeting_of(one: Seen) -> str:
    """What became, or will become, of the greeting."""
    return _OUTCOMES.get(one.outcome or "", "到日子会祝福" if one.bound else "没绑定账号，请当面祝福")


def gift_of(one: Seen) -> str:
    return "已送到" if one.gift_given else "已备好" if one.gift_prepared else "还没登记"


def ask_amount(name: str, ceiling: str) -> str:
    return f"{name}的慰问品花了多少钱？请输入金额（{ceiling}）；不记金额就发“跳过”。"


def given(name: str, amount: Decimal | None) -> str:
    return f"已登记：{name}的慰问品已送到{'，' + yuan(amount) if amount is not None else ''}。"


CALENDAR_BUTTON = "日历文件（今后一年）"
KEEP = "内有姓名和生日，请妥善保管，不要转发。"
TOO_MANY_FOR_A_PICTURE = "人多，图里放不下，请看表格。"
NO_PICTURE_HERE = "这台机器画不了图，请看表格。"
MONTH_UNREADABLE = "没看懂是哪个月。请写 /birthdays 12 或 /birthdays 2026-12；只发 /birthdays 看这一周。"


def month_button(month: date) -> str:
    return f"{month.month}月名单（图和表格）"


def month_title(title: str, month: date) -> str:
    return f"{title}{month.year}年{month.month}月生日名单"


def nobody(title: str) -> str:
    return f"{title}：没有。"


def month_caption(title: str, count: int, instead: str = "") -> str:
    """`instead`: why there is no picture, if there is none."""
    return f"{title}：{count} 人。{instead}{KEEP}"


def day_of(day: date) -> str:
    """“12月3日 周四”."""
    return f"{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"


def calendar_title(title: str) -> str:
    return f"{title}会员生日"


def calendar_caption(title: str, count: int) -> str:
    return f"{title}：今后一年 {count} 个生日。在手机或电脑的日历里打开这个文件就能导入，提前一天提醒。{KEEP}"


def ceiling(form: str | None, yuan_at_most: int | None, source: str) -> str:
    """What a gift may cost, by the notice of its day."""
    form = form or "慰问品"
    return f"{form}，通知未写明金额" if yuan_at_most is None else f"{form}不超过 {yuan(yuan_at_most)}（{source}）"


def gift_given(name: str) -> str:
    return f"{name}：慰问品已送到"


def gift_ready(name: str) -> str:
    return f"{name}：慰问品已备好"


def noted_ready(name: str) -> str:
    return f"已登记：{name}的慰问品备好了。"


def over_ceiling(ceiling: str) -> str:
    return f"超过了通知的上限：{ceiling}。请核对后重新输入，或发“跳过”。"
