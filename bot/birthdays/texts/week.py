"""The birthdays that officers see: a week ahead, with greetings and 慰问品."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from bot.birthdays.texts.greeting import OVERDUE_HEAD
from bot.core.money import yuan

_WEEKDAYS = "一二三四五六日"
_OUTCOMES = {
    "queued": "已祝福",
    "held": "暂缓祝福（近期有亲人去世的申报），请酌情关心",
    "unbound": "没绑定账号，请当面祝福",
    "opted_out": "本人不要祝福",
    "unknown": "祝福不确定是否送达，请问一声",
    "failed": "祝福没有送达，请当面祝福",
    "missed": "停机错过，请当面问候",
    "belated": "停机错过，补发的祝福早上送出",
    "in_person": "已当面问候",
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
