"""What is said to who only chats in the form of a question (“晚饭吃啥好”, “国足还有救吗”): no notice would have it, and
nobody at the union has to know it (`lexicon/answers/light.toml`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.answer.declines import Refusals
from knowledge.lexicon.load import Lexicon
from knowledge.reading.model import Act, Reading, dark
from knowledge.reading.naming import OUT, UNHEARD

WRITTEN = "written"  # a verse, a couplet: that the bot writes something
SAID = "{said}"
EARNEST = frozenset({Act.COMPLAIN, Act.SUGGEST, Act.REPORT, Act.WITHDRAW, Act.CORRECT, Act.SHARE})
IN_PLAY = frozenset({Act.FUN, Act.MOOD})
OF_BOT = frozenset({"bot_other", "bot_help"})
#: What no notice would have, and what nothing is known of.
UNKNOWABLE = frozenset({UNHEARD, f"{OUT}general_knowledge"})


@dataclass(frozen=True, slots=True)
class Light:
    """What is said by the side that is asked (`of`; none: any) and, of the bot itself, by the topic; `says` take turns,
    {said} is what is asked in the member's own words."""

    of: frozenset[str]
    topics: frozenset[str]
    says: tuple[str, ...]

    def fits(self, topics: Collection[str], sides: Collection[str], *, quoted: bool) -> bool:
        there = (self.topics or UNKNOWABLE).issuperset(topics)
        return there and (not self.of or bool(self.of & {*sides})) and (quoted or SAID not in self.says[0])


def read_lights(raw: Mapping[str, Any]) -> tuple[Light, ...]:
    """Reads light.toml."""
    return tuple(
        Light(frozenset(one.get("of", "").split()), frozenset(one.get("topics", "").split()), tuple(one["says"]))
        for one in raw["light"]
    )


def lightly(lights: Iterable[Light], asked: Mapping[str, tuple[str, ...]], reading: Reading, turn: int) -> str:
    """The word for it; "" where there is none. `turn`: how many messages were said before in this talk."""
    sides = {side for facets in asked.values() for side in facets}
    guessed = bool(reading.guesses)
    topics = {UNHEARD} if guessed else {*asked}
    if reading.acts & IN_PLAY and (guessed or WRITTEN not in sides) and topics <= UNKNOWABLE:
        return ""  # small talk has a word for it
    said = quoted(reading)
    fitting = (one for one in lights if one.fits(topics, sides, quoted=bool(said)))
    found = next((one for one in fitting if not one.topics or Act.FUN in reading.acts), None)
    return found.says[turn % len(found.says)].format(said=said) if found else ""


def quoted(reading: Reading) -> str:
    """What is asked, in his own words; "" where none can be said back, and it may be that nothing was understood."""
    return next((one.quote for one in reading.askings if one.quote), "")


def idly_asked(
    asked: Mapping[str, tuple[str, ...]], reading: Reading, before: Iterable[Reading], rules: Refusals, lexicon: Lexicon
) -> bool:
    """Whether it asks idly: of nothing that the union or the workplace has to do with, of no name, in no sorrow, and in
    no talk (`before`) of such things; or of the bot in jest."""
    if not asked or Act.ASK not in reading.acts or reading.acts & EARNEST or reading.carried or reading.taught:
        return False
    if any(WRITTEN in sides for sides in asked.values()):
        return True
    if Act.FUN in reading.acts and OF_BOT.issuperset(asked):
        return True
    matter = reading.ours or reading.unknown or reading.programme or reading.wish or dark(reading)
    near = any(one in lexicon.topics for one in reading.guesses)
    return not (matter or near or rules.turn_to(reading.text) or any(one.ours for one in before))
