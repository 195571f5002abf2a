"""The list of what is to do, and the committee's view. Numbers, kinds and days; never a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.kinds import Kind
from bot.reports.rules.transitions import Status
from bot.reports.texts import card_words

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
