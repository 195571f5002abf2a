"""What is said where a branch, a day, a sum or a file cannot be taken as given, and of files in private chats."""

from collections.abc import Sequence
from datetime import date


def which_day(said: str, first: date, last: date) -> str:
    """`first`, `last`: of one month."""
    days = f"{first.month}月{first.day}日到{last.day}日"
    return f"“{said}”是{days}，有好几天。请写明是哪一天，例如“{last.month}月{last.day}日”。"


TOO_SLOW = "这个文件太复杂，{seconds} 秒还没有读完，就停下了，什么都没有改。请只留下需要的内容，另存成一个新文件再发。"
TOO_HEAVY = "这个文件展开以后太大，没有读取，什么都没有改。请只留下需要的内容，另存成一个新文件再发。"
TOO_BIG = "文件太大了（{size} MB），请控制在 {most} MB 以内再发。"
BROKEN = "这个文件读到一半出了错，可能已经损坏，什么都没有改。请打开它，另存一份再发。"
BUSY = "正在读别的同志发来的文件，还没有轮到这一个。请过一分钟再发一次。"


def lunar_beyond(first: int, last: int) -> str:
    return f"农历只支持 {first} 到 {last} 年"


def unclear_sum(said: str, example: str) -> str:
    return f"“{said}”我拿不准是多少，没有记。请只写一个准数，例如 {example}。"


def no_sum(example: str) -> str:
    return f"没看懂金额。请只写数字，例如 {example}。"


def absurd_sum(example: str) -> str:
    return f"金额要大于 0，也不能大得离谱。请写一个准数，例如 {example}。"


def unknown(name: str, shown: Sequence[str], known: int) -> str:
    rest = "" if len(shown) == known else f"等 {known} 个"
    return f"没有叫“{name}”的工会。现有：{'、'.join(shown)}{rest}。写名称里的几个字就行。"


def several(name: str, shown: Sequence[str]) -> str:
    return f"“{name}”对应好几个工会：{'、'.join(shown)}。请写全称。"


PRESS_AGAIN, COMMAND_AGAIN = "再点一次", "再发一次命令"
NOT_FETCHED = "文件没有取下来。请再发一次。"
SENT_IN_PRIVATE = "已发到您的私聊。"


def lost(again: str) -> str:
    """`again`: what the asker does to ask anew (再点一次)."""
    return f"文件没有发出去。请稍后{again}。"


def unreachable(again: str) -> str:
    """To whoever has never spoken to the bot in private, or has blocked it."""
    return f"我给您的私聊消息送不到。请先点我的头像，发一次 /start，{again}。"
