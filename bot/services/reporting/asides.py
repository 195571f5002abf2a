"""Words typed while a form is open that do not belong to it: a question, or a word that steers the form."""

import re

from bot.domain.clock import local_date
from bot.domain.forms.fields import Input, Item
from bot.domain.kinds import Kind
from bot.services.base import Deps
from knowledge.reading.model import Danger, Reading
from knowledge.reading.report import report_of

_ASKS = re.compile(r"(?:[?？]|吗|呢|什么意思|怎么办理?|多少钱?)[?？。!！~ ]*$")
_WONDERS = re.compile(r"怎么|什么|多少|能不能|可不可以|有没有|是不是|如何|为什么|哪些")
_UNSURE = re.compile(r"记不|不记得|不知|不清楚|不确定|忘了|说不")
_LONG = 40  # characters; whoever writes more into a free text is telling, not asking

BACK = frozenset({"上一步", "返回", "后退", "退回"})
SKIP = frozenset({"跳过", "没有", "不填", "无", "暂无", "不知道", "不清楚", "略"})
CANCEL = frozenset({"取消", "算了", "不报了", "不填了", "放弃", "退出"})
YES = frozenset({"对", "是", "是的", "对的", "没错", "没写错", "确认", "确定"})
SUBMIT = frozenset({"提交", "确认", "确认提交", "对", "对的", "是", "是的", "没错", "没问题", "好", "好的"})
AGREE = frozenset({"同意", "同意，继续", "我同意", "继续"})
REFUSE = frozenset({"不同意", "不同意，不报了"})


def bare(text: str) -> str:
    """A word without what is around it."""
    return text.strip().strip("。.!！~ ")


def asks(text: str, item: Item | None) -> bool:
    """Whether it is a question. Where words of one's own are wanted, only what ends as one, and is short."""
    free = item is not None and (item.input is Input.TEXT or item.open)
    if _ASKS.search(text.strip()):
        return not free or len(text) <= _LONG
    return not free and len(text) <= _LONG and bool(_WONDERS.search(text)) and not _UNSURE.search(text)


def needs_care(deps: Deps, text: str) -> bool:
    """Words of danger to life: the form must wait (DESIGN §1, rule 5). 不想说 and its like do not stop it."""
    return bool(text) and _read(deps, text).danger is not Danger.NONE


def tells_anew(deps: Deps, text: str, kind: Kind) -> bool:
    """Whether the words report an event of their own, of another kind than the one that is being asked about."""
    found = report_of(_read(deps, text)) if text else None
    return found is not None and found.kind != kind


def _read(deps: Deps, text: str) -> Reading:
    return deps.library.read(text, today=local_date(deps.clock.now()))
