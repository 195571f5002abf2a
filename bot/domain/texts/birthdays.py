"""The birthdays that officers see: a week ahead, with greetings and 慰问品."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from bot.domain.money import yuan
from bot.domain.texts.greeting import OVERDUE_HEAD

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
    outcome = _OUTCOMES.get(one.outcome or "", "到日子会祝福" if one.bound else "没绑定账号，请当面祝福")
    gift = "慰问品已送到" if one.gift_given else "慰问品已备好" if one.gift_prepared else "慰问品还没登记"
    return f"{one.day.month}月{one.day.day}日（{mark}）{one.name}·{one.branch}：{outcome}；{gift}"


def ask_amount(name: str, ceiling: str) -> str:
    return f"{name}的慰问品花了多少钱？请输入金额（{ceiling}）；不记金额就发“跳过”。"


def given(name: str, amount: Decimal | None) -> str:
    return f"已登记：{name}的慰问品已送到{'，' + yuan(amount) if amount is not None else ''}。"
