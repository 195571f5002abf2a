"""What is said of look-alikes: that the notice does not cover them, and one line that helps; never a figure."""

from __future__ import annotations

import re

from knowledge.document import Notice
from knowledge.lexicon.model import Decline

SAYS_SO = re.compile(r"没有(写|提|规定|相关|涉及|借款)|未(写|提)")
NAMELESS = "通知里没有写到“{name}”，请问本人所在的基层工会；点下面的按钮，我替您转告工会干部，由干部来答复您。"
UNKNOWN = "这件事通知里没有写到，我答不准，请问本人所在的基层工会。"


def beside(decline: Decline) -> str:
    """The refusal of what was asked besides something that the notice does grant."""
    line = decline.line.rstrip("。")
    return f"{line}。" if SAYS_SO.search(line) else f"{decline.about}，通知没有相关规定。{line}。"


def unwritten(name: str, notice: Notice) -> str:
    """Of a name that nobody knows: that it is in no clause."""
    return f"{NAMELESS.format(name=name)}\n{_compared(notice)}"


def _compared(notice: Notice) -> str:
    return f"对照的是{'、'.join(f'{one.number}（{one.year}年）' for one in notice.sources)}全文。"


def text(decline: Decline | None, notice: Notice, name: str = "") -> tuple[str, str]:
    """The refusal, and the topic that lies near ("" where none does). `name`: what is asked about, and unknown."""
    compared = _compared(notice)
    if decline is None:
        return unwritten(name, notice) if name else f"{UNKNOWN}\n{compared}", ""
    return f"{beside(decline)}\n{compared}", decline.nearby
