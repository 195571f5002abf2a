"""Reminders to officers: what waits, for how long. Only ever a request, never a threat of a decision."""

from collections.abc import Sequence
from datetime import date

from bot.reports.texts.card import short_day


def nudge(number: str, title: str, hours: int, *, certain: bool) -> str:
    """`certain`: whether this year's holidays are known to the bot."""
    doubt = "" if certain else "（今年的调休安排我还没有，工作日按周一到周五、扣去法定节假日和补假来算。）"
    return f"{number} {title}，已经等了 {hours} 个工作小时，还没有人办。请抽空看一下上面的卡片。{doubt}"


def unvisited_line(number: str, title: str, visitors: Sequence[str], on: date | None, days: int) -> str:
    """`days`: since the day that was agreed on, or since it was agreed to."""
    if on is None:
        return f"{number} {title} · 同意 {days} 天了，还没有安排谁去" if days else f"{number} {title} · 还没有安排谁去"
    return f"{number} {title} · 安排{'、'.join(visitors)} {short_day(on)}去，过了 {days} 天"


def unvisited(lines: Sequence[str], total: int) -> str:
    more = f"\n另外还有 {total - len(lines)} 件，发 /queue 都能看到。" if total > len(lines) else ""
    heading = (
        f"同意以后还没有登记慰问的有 {total} 件。去过了，请在卡片上点“登记已慰问”；还没去的，请抽空安排。点编号看卡片。"
    )
    return "\n".join([heading, *lines]) + more


def visit_raised(number: str, title: str, days: int) -> str:
    return (
        f"{number} {title}：过了 {days} 天还没有登记慰问，已经转到工委。"
        "请工委的同志接着安排；其实去过了的，登记时写上是谁去的。"
    )
