"""The whole of a report, for the eyes of those who decide it: facts, evidence and history, in private."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.core.kinds import Kind
from bot.core.money import yuan
from bot.reports.rules.transitions import Action
from bot.reports.texts import card_words
from bot.reports.texts.card import at, visit_day

RECENT = 20  # steps shown; a report rarely has more than ten
SENT = "详情已发到您的私聊。"
UNREACHABLE = "我给您的私聊消息送不到。请点我的头像进入私聊，按“启动”，详情就会发给您。"
NOTHING = "（没有填写，或已按保存期限删除）"


@dataclass(frozen=True)
class Row:
    """One step of the history, its note opened."""

    at: datetime
    actor: str | None
    action: str
    amount: Decimal | None
    note: str | None


@dataclass(frozen=True)
class Attached:
    """How many files the member has sent, and how many pictures the officers have taken."""

    evidence: int = 0
    photos: int = 0


def heading(number: str, title: str, limit: str, basis: str, lapsed: str) -> str:
    """`limit`: empty where no figure is to be read; `lapsed`: a remark on the clause, or empty."""
    return "\n".join(filter(None, [f"申报 {number} · {title}", limit and f"标准：{limit}", f"依据：{basis}", lapsed]))


def subject(name: str, branch: str) -> str:
    return f"当事人：{name}（{branch}）"


def reporter(name: str) -> str:
    return f"申报人：{name}"


def submitted(moment: datetime) -> str:
    return f"提交：{at(moment)}"


def paid(payment: object) -> str:
    return f"支付：{payment}"


def twins(numbers: Sequence[str]) -> str:
    return f"近期同类申报：{'、'.join(numbers)}"


def caption(number: str, said: str | None, *, visit: bool) -> str:
    """Under a picture or file that is sent on. `visit`: taken when the member was visited."""
    return f"{number} {'慰问照片' if visit else '材料'}" + (f"：{said}" if said else "")


def details(
    heading: str, people: Sequence[str], facts: Sequence[tuple[str, str]], remarks: Sequence[str], attached: Attached
) -> str:
    lines = [heading, *people, ""]
    lines += [f"{label}：{value}" for label, value in facts] or [NOTHING]
    lines += [f"提示：{remark}" for remark in remarks]
    lines.append(f"材料：{f'{attached.evidence} 件，随后发给您' if attached.evidence else '无'}")
    if attached.photos:
        lines.append(f"慰问照片：{attached.photos} 张，随后发给您")
    return "\n".join(lines)


def arranged(names: Sequence[str], on: date | None, time: str | None) -> str:
    """Who is to visit, and when."""
    return f"慰问安排：{'、'.join(names)}" + (f"，{visit_day(on, time)}" if on else "")


def history(rows: Sequence[Row], kind: Kind) -> str:
    """Steps oldest first; who looked at the details is named once, at the end."""
    steps = [row for row in rows if row.action != Action.VIEW]
    seen = list(dict.fromkeys(row.actor or "系统" for row in rows if row.action == Action.VIEW))
    lines = ["经过："] + [_line(row, card_words.of(kind)) for row in steps[-RECENT:]]
    if seen:
        lines.append(f"看过详情：{'、'.join(seen)}")
    return "\n".join(lines)


def _line(row: Row, words: card_words.Words) -> str:
    amount = f" {yuan(row.amount)}" if row.amount is not None else ""
    note = f"：{row.note}" if row.note else ""
    return f"{at(row.at)} {row.actor or '系统'} {words.done(row.action)}{amount}{note}"
