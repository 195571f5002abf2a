"""What is remarked on the clause that decides a report: that it lapsed, that another document gives another figure."""

from collections.abc import Sequence

UNKNOWN = "现有的通知里都没有的事项"
NO_NOTICE = "没有找到对应的通知"


def lapsed(now: str, filed: str) -> str:
    """On the card and in the details. `now`: the notice in force; `filed`: by which the report was handed in."""
    return f"提示：按发生日期该用 {now}，里面没有这一项。可以按申报时的 {filed} 来定，也可以退回或驳回，写明原因。"


def ruled(basis: str, document: str) -> str:
    """The basis of a ceiling that the committee has set."""
    return f"{basis}；工委另定：{document}"


def beside(cap: str, besides: Sequence[str]) -> str:
    """After the basis: the document from above whose lower ceiling counts, and clauses that give another figure."""
    said = [f"上级 {cap} 的上限更低，按上级的"] if cap else []
    if besides:
        said.append(f"另有写法不同的：{'；'.join(besides)}")
    return f"（{'；'.join(said)}）" if said else ""
