"""How a message wants to be answered, whatever it is about: whom to turn to, plainly, or that it is too little."""

from __future__ import annotations

import re
from functools import reduce

from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.understand.evidence import ENOUGH
from knowledge.understand.model import Evidence
from knowledge.understand.overview import every_yuan_in

FILLERS = re.compile(
    r"[\W_]|到底|究竟|你们?|您|我们?|这|那|个|事|该|应|要|是|得|去|就|说|请|给|吧|啊|呀|呢|吗|了|的|急|快|算|最后"
)
MOST_LEFT = 2
LONGEST = 30  # in a story “找谁说去” is a sigh


def wanted(found: Evidence, lexicon: Lexicon) -> str:
    """The key of `lexicon/blunt.toml` whose patterns the message shows; "" for none."""
    if len(found.text) > LONGEST:
        return ""
    return next((one.key for one in lexicon.blunt if one.cues.matches(found.text)), "")


def reply(key: str, lexicon: Lexicon) -> str:
    """What is answered where nothing is asked about; "" where the matter must be named."""
    return next((one.reply for one in lexicon.blunt if one.key == key), "")


def about_nothing(found: Evidence, lexicon: Lexicon) -> bool:
    """Whether nothing is named, so that only the manner is left to answer: not “换科室找谁”, which has a matter."""
    if found.overview or found.small or max(found.rules.values(), default=0.0) >= ENOUGH:
        return False
    manner = (pattern for one in lexicon.blunt for pattern in one.cues.compiled)
    rest = reduce(lambda text, pattern: pattern.sub("", text), manner, found.text)
    return len(FILLERS.sub("", rest)) <= MOST_LEFT


def complained_of(found: Evidence, declined: str, lexicon: Lexicon, notice: Notice) -> str:
    """The kind beside a look-alike whose own ceiling is called too little (“医药费花了八万，就给一千？”), or ""."""
    kind = notice.kind(lexicon.declines[declined].nearby) if declined else None
    return kind.key if kind and kind.ceiling in every_yuan_in(found.text) else ""
