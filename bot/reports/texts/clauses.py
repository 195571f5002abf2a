"""What is said where the notice in force has no such kind (any more)."""

UNKNOWN = "现有的通知里都没有的事项"
NO_NOTICE = "没有找到对应的通知"


def lapsed(now: str, filed: str) -> str:
    """On the card and in the details. `now`: the notice in force; `filed`: by which the report was handed in."""
    return f"提示：按发生日期该用 {now}，里面没有这一项。可以按申报时的 {filed} 来定，也可以退回或驳回，写明原因。"
