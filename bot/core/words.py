"""Words that mean the same wherever the bot has asked for something."""

#: They end what was begun. A room adds the verbs of its own (不发了).
STOP = frozenset({"取消", "算了", "放弃", "退出", "停"})


def bare(text: str) -> str:
    """Words without what is around them."""
    return text.strip().strip("。.!！~ ")


def stops(text: str, *verbs: str) -> bool:
    """Whether the words do nothing but end what was begun: by one of `STOP`, or of the room's own `verbs`."""
    return bare(text) in STOP.union(verbs)
