"""What a message does to the talk itself: takes a harsh word back, is called away, wants only to be listened to."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.manner import manner
from knowledge.reading.model import HEAVY, Event, State, Turn, Whose
from knowledge.reading.outright import recovered

AGAIN = 4  # characters beside a scolding that may ask again for what was wanted
LONGEST = 40  # characters; a longer message has a matter of its own
SOFTENING = "吧呀啊呗,，。!！ "  # “接着来吧” asks nothing
MAY_ASK = frozenset({Turn.MISSING, Turn.REST, Turn.SCOLD})
NOTHING = Late(r"(?:不|没)[^,，。]{0,5}(?:什么|啥)")  # “不用登记什么” asks nothing


def turn(text: str, told: Iterable[Event] = ()) -> Turn | None:
    """The turn that a text in normal form takes, by the patterns of `lexicon/talk.toml`; who asks takes none, and who
    breaks off with news (“等等，我爸刚走了”) is not just away."""
    if len(text) > LONGEST:
        return None
    news = any(
        one.words and one.what in HEAVY and one.whose is not Whose.SELF and one.state is State.HAPPENED for one in told
    )
    found = manner().turning.first(text)
    if found is Turn.AWAY and manner().instead.search(text):
        return None  # “等等，是11月10号” stays, and sets right
    if (found is Turn.AWAY and news) or (found is Turn.SCOLD and _asks_on(text)):
        return None
    if found is Turn.RELIEVED and recovered(text):
        return None  # the good news is of his health
    return found if found in MAY_ASK or not asks(NOTHING.sub("", text).rstrip(SOFTENING)) else None


def _asks_on(text: str) -> bool:
    """Whether who scolds asks again for what he wanted to know: “别跟我念条文，就说给不给”."""
    rest = manner().turns[Turn.SCOLD].sub("", text).strip(SOFTENING)
    return len(rest) >= AGAIN and asks(rest)
