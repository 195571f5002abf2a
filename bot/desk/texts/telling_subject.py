"""Whether the subject of a colleague's report is told: what officers press and read."""

SPARE, TELL = "先不告诉本人", "可以告诉本人了"
NOT_ON_BEHALF = "这份申报是本人自己报的，用不着瞒着谁。"
ALREADY_SPARED = "已经记下先不告诉本人了。"
ALREADY_TOLD = "本来就会告诉本人，不用再按。"


def spared(number: str) -> str:
    return f"记下了：{number} 往后的进展不再告诉当事人本人，只告诉申报人。"


def told(number: str) -> str:
    return f"{number} 已经告诉当事人本人，往后的进展他也会知道。"


def unreached(number: str) -> str:
    return f"{number} 往后的进展会告诉当事人本人；他还没有绑定，这一次请当面或打电话告诉他。"


def stands(*, quiet: bool) -> str:
    """The line in the details: what the subject hears of it."""
    return "现在不告诉当事人本人。" if quiet else "当事人本人会知道每一步进展。"
