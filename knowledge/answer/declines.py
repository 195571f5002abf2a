"""What is said of look-alikes: that the notice does not cover them, and whom to ask; never a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.answer import texts
from knowledge.document import Notice
from knowledge.errors import LexiconError
from knowledge.lexicon.load import read_toml
from knowledge.lexicon.model import Decline
from knowledge.patterns import Late

SAYS_SO = Late(r"没有(写|提|规定|相关|涉及|借款)|未(写|提)")
DIRECT = ("请", "由", "一般由")  # what goes on with the sentence before it
#: What a refusal says of the clause that lies near: worth saying to who names its matter, too.
NEAR = Late(r"[，；。]?(?:(?:它|通知)(?:只)?写(?:的|到的)?(?:是|只是)?|若是|您若是)[^。]*。?")


@dataclass(frozen=True, slots=True)
class Beyond:
    """What is said of a matter of which no notice would speak, where `find` is in the message; `over`: of look-alikes,
    too, which know less of it."""

    find: re.Pattern[str]
    say: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Refusals:
    """`lexicon/answers/declines.toml`: by look-alike whom to ask, those that no notice would speak of, and by words
    of the message where to turn with what is no look-alike either."""

    whom: Mapping[str, str] = field(default_factory=dict)
    beyond: frozenset[str] = frozenset()
    elsewhere: tuple[Beyond, ...] = ()

    def turn_to(self, text: str, *, lookalike: bool = False) -> str:
        """Where to turn with it; "" where nothing tells."""
        known = (one for one in self.elsewhere if one.over or not lookalike)
        return next((one.say for one in known if one.find.search(text)), "")


def read(path: Path) -> Refusals:
    """Raises LexiconError naming the entry that cannot be used."""
    raw = read_toml(path)
    beyond = raw.pop("beyond")
    if strange := [key for key, entry in raw.items() if set(entry) - {"whom", "beyond"}]:
        raise LexiconError(f"{path.name} 的 [{strange[0]}] 里只能写 whom 和 beyond")
    return Refusals(
        whom={key: entry["whom"] for key, entry in raw.items() if "whom" in entry},
        beyond=frozenset(key for key, entry in raw.items() if entry.get("beyond")),
        elsewhere=tuple(map(_beyond, beyond)),
    )


def _beyond(entry: Mapping[str, Any]) -> Beyond:
    try:
        return Beyond(re.compile(entry["find"]), entry["say"], entry.get("over", False))
    except (KeyError, re.error) as error:
        raise LexiconError(f"declines.toml 的 [[beyond]] 用不了：{error}") from error


def beside(decline: Decline) -> str:
    """The refusal of what was asked besides something that the notice does grant."""
    line = decline.line.rstrip("。")
    return f"{line}。" if SAYS_SO.search(line) else texts.no_rule(decline.about, line)


def without_near(line: str) -> str:
    """A look-alike's sentence without the part that points to the notice's own clause (“通知写的是会员生病住院……”),
    for who did not speak of that."""
    return re.sub("。+", "。", f"{NEAR.sub('。', line).rstrip('，；。')}。")


def asked_for(decline: Decline, phrase: str, known: Refusals, text: str) -> str:
    """The refusal of what was asked in particular (`phrase`), and whom to ask about it."""
    whom = known.turn_to(text, lookalike=True) or known.whom.get(decline.key, "")
    joint = "，" if whom.startswith(DIRECT) else "；"
    return f"{texts.not_written(phrase).rstrip('。')}{joint}{whom}。" if whom else beside(decline)


def unwritten(name: str, notice: Notice) -> str:
    """Of a name that nobody knows: that it is in no clause."""
    return f"{texts.no_such_name(name)}\n{compared(notice)}"


def compared(notice: Notice) -> str:
    return texts.compared_with([f"{one.number}（{one.year}年）" for one in notice.sources])


def unheard(phrase: str, text: str, known: Refusals, notice: Notice) -> str:
    """What is said of what is no look-alike: what it is, where it can be said back, and where to turn, where its words
    tell; else that the notice does not have it."""
    if where := known.turn_to(text):
        return texts.turn_to(phrase, where)
    return f"{texts.not_sure(phrase) if phrase else texts.UNKNOWN}\n{compared(notice)}"
