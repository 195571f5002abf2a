"""What is asked of handing in and of what follows (几天到账, 周末能交吗, 发票丢了) by its plain words, where the
message names no matter, or no more of it than a word."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import LIKELY, STRONG
from knowledge.patterns import Late
from knowledge.reading.evidence import Evidence
from knowledge.reading.happenings import KINDS
from knowledge.reading.manner import manner
from knowledge.reading.model import Question

REPORTING = "bot_how_to_report"
#: Sides that the lexicon's patterns show (`facets.toml`), none of which is learned.
SHOWN = ("lost", "fetched", "helped", "early", "expired")
BOOKS = Late("预约(?!挂号|体检|专家|号)|预登记|提前登")  # “能不能先预约上”
OF_HIS = Late("我[^,，。]{0,4}(?:报|申请|交|递|填)|还没|怎么还")  # of a report that he has handed in
SIGN_UP = Late(r"报名|比赛|活动|观影|春游|秋游|登山|课|考试")


def of_handing_in(found: Evidence, asked: Sequence[str], lexicon: Lexicon) -> Question | None:
    """The question; None where the message asks nothing of it, or names its matter, which has its own answer."""
    if SIGN_UP.search(found.text) or ("bot_status" in asked and OF_HIS.search(found.text)):
        return None
    if any(found.rules.get(topic, 0.0) >= STRONG for topic in asked):
        return None
    shown = lexicon.sides_shown(found.text)
    side = manner().handed.first(found.text) or next((side for side in SHOWN if side in shown), None)
    side = side or ("early" if BOOKS.search(found.text) else None)
    if side is None:
        return None
    named = [hit.owner for hit in found.hits if hit.owner in KINDS and hit.weight >= LIKELY]
    words = next((hit.words for hit in found.hits if named and hit.owner == named[0]), "")
    return Question(named[0] if named else REPORTING, side, words)
