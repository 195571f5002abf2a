"""What is said where words of a member are passed on."""

import re
from collections.abc import Sequence

from bot.core.people import Member

_REST = 8  # characters beside the wish that words be passed on

WITH_NAME, WITHOUT_NAME, NOT_NOW = "写上名字，转", "不写名字，转", "先不转"
UNKNOWN = "没有写"
TO_OFFICERS = "转给工会干部"
NOT_PASSED_ON = "好，没有转，谁也没看到。想改几个字再转，写一句“帮我转：……”。"
TOO_LATE = "这段话我手边没有了：已经转过，或者隔得久了。要转的，请再说一遍。"


def listed(officers: Sequence[Member]) -> str:
    return "、".join(one.name for one in officers)


_SAY_TO = re.compile(
    r"^(?:那|好|行|嗯|[,，。 ])*(?:你|您)?(?:就|先|能不能|可不可以|麻烦|请)*(?:帮|替|给)我?(?:去)?"
    r"(?:跟|和|向|同)[^,，。]{1,8}?(?:说|讲|反映|提)(?:一声|一下|一句|说|上去)?(?=$|[,，。!！ 吧吗])"
)
_ASK_OF = re.compile(r"^(?:那|好|行|嗯|[,，。 ])*(?:你|您)?(?:就|先|能不能|可不可以|麻烦|请)*(?:帮|替|给)我?(?:去)?问")


def says_to(text: str) -> bool:
    """“那你帮我跟主席说一声，原话就行”: what was said before is to be passed on, and nothing new."""
    match = _SAY_TO.search(text)
    return match is not None and len(text) - match.end() <= _REST


def asks_of(text: str) -> bool:
    """“你帮我问问我排第几”: it is to be asked for him."""
    return _ASK_OF.search(text) is not None


def to_named(officers: str) -> str:
    return f"转给本单位工会的{officers}"


def preview(officers: str, said: str) -> str:
    return f"这样转给{officers}，您看行不行：\n「{said}」\n您点了才转；想改，写一句“帮我转：……”。"


def passed_on(member: str, branch: str, said: str) -> str:
    return f"{branch}的会员{member}托我转一句话：\n「{said}」\n需要回话的，请直接联系本人。"


def passed_on_unnamed(branch: str, said: str) -> str:
    return f"{branch}有会员托我转一句话，不留名：\n「{said}」\n请按说的事情来办，不必打听是谁。"


def have_passed_on(officers: str, *, named: bool) -> str:
    how = "写了您的名字，好请他们回话" if named else "没有写您的名字，他们看不到是谁说的"
    return f"已经转给{officers}，{how}。"


def can_be_unnamed(officers: str) -> str:
    return f"能。您写一句“帮我转：……”，先给您看过，再转给{officers}，不写您的名字，看不出是谁说的。"


def which_words(officers: str) -> str:
    """Where nothing of the talk is told that could be passed on."""
    return f"好。要转的是哪几句，写一句“帮我转：……”，我先给您看过，再转给{officers}。"


def will_be_unnamed(officers: str) -> str:
    return f"好，不写您的名字。说一声“转吧”，我先给您看过，再转给{officers}；想改几个字，写一句“帮我转：……”。"
