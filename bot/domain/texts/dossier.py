"""The whole of a report, for the eyes of those who decide it: facts, evidence and history, in private."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.domain.money import yuan
from bot.domain.texts.deciding import at

RECENT = 20  # steps shown; a report rarely has more than ten
SENT = "详情已发到您的私聊。"
UNREACHABLE = "我给您的私聊消息送不到。请先点我的头像进入私聊，发一次 /start，再回来按“详情”。"
NOTHING = "（没有填写，或已按保存期限删除）"

_STEPS = {
    "consent": "看过填写说明，同意填写",
    "submit": "提交",
    "resubmit": "补充后重新提交",
    "approve": "同意",
    "signed": "同意（待会签）",
    "reject": "驳回",
    "return": "退回补充",
    "withdraw": "撤回",
    "revoke": "撤销同意",
    "assigned": "安排慰问",
    "deliver": "登记已慰问",
    "settle": "登记支付签收",
    "noted": "备注",
    "escalated": "超过时限，转工委",
    "desk": "转到应办的工会",
    "nudged": "提醒办理",
}


@dataclass(frozen=True)
class Row:
    """One step of the history, its note opened."""

    at: datetime
    actor: str | None
    action: str
    amount: Decimal | None
    note: str | None


def details(
    heading: str, people: Sequence[str], facts: Sequence[tuple[str, str]], remarks: Sequence[str], files: int
) -> str:
    lines = [heading, *people, ""]
    lines += [f"{label}：{value}" for label, value in facts] or [NOTHING]
    lines += [f"提示：{remark}" for remark in remarks]
    lines.append(f"附件：{f'{files} 件，随后发给您' if files else '无'}")
    return "\n".join(lines)


def history(rows: Sequence[Row]) -> str:
    """Steps oldest first; who looked at the details is named once, at the end."""
    steps = [row for row in rows if row.action != "viewed"]
    seen = list(dict.fromkeys(row.actor or "系统" for row in rows if row.action == "viewed"))
    lines = ["经过："] + [_line(row) for row in steps[-RECENT:]]
    if seen:
        lines.append(f"看过详情：{'、'.join(seen)}")
    return "\n".join(lines)


def _line(row: Row) -> str:
    amount = f" {yuan(row.amount)}" if row.amount is not None else ""
    note = f"：{row.note}" if row.note else ""
    return f"{at(row.at)} {row.actor or '系统'} {_STEPS.get(row.action, row.action)}{amount}{note}"
