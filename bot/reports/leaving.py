"""Whether typed words give a form up, for now or for good."""

import re

from bot.core.words import bare, stops
from bot.reports.extracting import OWN_WORDS
from bot.reports.forms.fields import Input, Item
from knowledge.reading.model import Reading, Wanted

LONG = 40  # characters; whoever writes more into a free text is telling, not asking
_VERBS = ("不报了", "不填了")
_VERB = r"(?:报|填|弄|写|办|申报|申请|登记|上报)"
#: Leaving the form, said of nothing else (“不想活了” is not of it).
_LEAVES = re.compile(
    rf"(?:(?:那|那就|还是|我|我还是|算了|等等|嗯|唉)[,，。 ]*)*"
    rf"(?:(?:先|暂时|今天|现在)*(?:不|别)(?:想|要|用|再)?{_VERB}了?"
    rf"|(?:先|等等?|等会儿?|以后|改天|回头|晚点|明天|过几天)(?:有空)?再(?:说|{_VERB})|先放(?:着|一放)"
    r"|先(?:停|搁)(?:下|着|一下)?|(?:我)?(?:再|先)(?:想|考虑)(?:一)?[想下虑]+|算了)(?:吧|了|啊|哦)*"
)
_LEAVES_IN = re.compile(
    rf"(?:不|别)(?:想|要|用|再)?{_VERB}了|(?:那个|这个|那份|这份)(?:先)?不(?:要|{_VERB})了?|先放(?:着|一放)"
)


def leaves(text: str) -> bool:
    """Whether the words do nothing but give the form up, for now or for good."""
    return stops(text, *_VERBS) or bool(_LEAVES.fullmatch(bare(text)))


def gives_up(reading: Reading, text: str, item: Item | None) -> bool:
    """Whether the form is given up. In one's own words, only what says so outright."""
    if leaves(text) or _LEAVES_IN.search(text):
        return item is None or item.name not in OWN_WORDS or len(text) <= LONG
    withdraws = reading.wish is not None and reading.wish.wanted is not Wanted.REPORT
    return withdraws and not free(item)


def free(item: Item | None) -> bool:
    """Whether words of one's own are asked for."""
    return item is not None and (item.input is Input.TEXT or item.open)
