"""What is said of files that go to somebody's private chat, or come from there."""

NOT_FETCHED = "文件没有取下来。请再发一次。"
SENT_IN_PRIVATE = "已发到您的私聊。"


def lost(again: str) -> str:
    """`again`: what the asker does to ask anew (再点一次)."""
    return f"文件没有发出去。请稍后{again}。"


def unreachable(again: str) -> str:
    """To whoever has never spoken to the bot in private, or has blocked it."""
    return f"我给您的私聊消息送不到。请先点我的头像，发一次 /start，{again}。"
