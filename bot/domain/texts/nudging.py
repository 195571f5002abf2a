"""Reminders to officers: what waits, for how long. Only ever a request, never a threat of a decision."""


def nudge(number: str, title: str, hours: int, *, certain: bool) -> str:
    """`certain`: whether this year's holidays are known to the bot."""
    doubt = "" if certain else "（今年的调休安排我还没有，工作日按周一到周五、扣去法定节假日和补假来算。）"
    return f"{number} {title}，已经等了 {hours} 个工作小时，还没有人办。请抽空看一下上面的卡片。{doubt}"
