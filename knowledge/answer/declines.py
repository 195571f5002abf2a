"""What is said of look-alikes: that the notice does not cover them, and one line that helps; never a figure."""

from __future__ import annotations

import re

from knowledge.document import KindClause, Notice
from knowledge.lexicon.model import Decline

SAYS_SO = re.compile(r"没有(写|提|规定|相关|涉及)|未(写|提)")


CONDOLENCE = "请节哀。"
DEATH = re.compile(r"去世|过世|过辈|过背|离世|走了|没了|不在了|死|丧|葬|殡|遗属|遗孀|抚恤|节哀|烧|坟|墓|白事")


def beside(decline: Decline) -> str:
    """The refusal of what was asked besides something that the notice does grant."""
    line = decline.line.removeprefix(CONDOLENCE).rstrip("。")
    return f"{line}。" if SAYS_SO.search(line) else f"{decline.about}，通知没有相关规定。{line}。"


def text(decline: Decline | None, notice: Notice, asked: str) -> tuple[str, str]:
    """The refusal, and the topic that lies near ("" where none does). Condolence is for one who speaks of a death."""
    compared = f"对照的是{notice.number}（{notice.year}年）全文。"
    if decline is None:
        return f"这件事通知没有相关规定，我答不准，请问本人所在的基层工会。\n{compared}", ""
    line = decline.line if DEATH.search(asked) else decline.line.removeprefix(CONDOLENCE)
    line = line.rstrip("。")
    said = line if SAYS_SO.search(line) else f"{decline.about}，通知没有相关规定。{line}"
    return f"{said}。\n{compared}", decline.nearby


def pointing_to(kind: KindClause, refusal: str) -> str:
    """The refusal for somebody who grieves: with the clause that does concern him, and its figure only when asked."""
    first, _, rest = refusal.partition("\n")
    return f"{first}\n通知另外写了“{kind.occasion}”，点下面的按钮，我说给您听。\n{rest}"
