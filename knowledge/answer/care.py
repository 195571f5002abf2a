"""What is said where somebody is in danger, and for as long as the talk is about that: nothing else is in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.answer.model import Answer, Suggestion, Talk
from knowledge.reading.model import Danger, Reading

NUMBERS: Mapping[str, str] = {"helpline": "12356", "police": "110", "ambulance": "120", "women": "12338"}
OTHER = "other"  # whatever has no answer of its own
FEW = 12  # characters
CALL = Suggestion("请工会干部联系我", "officer", "care")


@dataclass(frozen=True, slots=True)
class CareWords:
    """What is said in danger. `offer`: of an officer's help, by place (`private`, `group`) or, in private, by danger;
    `first_when`: in place of `first`, where the message speaks of such a situation;
    `follow`: by key, the pattern of what the other says (None: anything) and the sentences that take turns; `calmer`
    are the keys after which the talk may end."""

    offer: Mapping[str, str]
    first: Mapping[Danger, str]
    first_when: tuple[tuple[Danger, re.Pattern[str], str], ...]
    follow: Mapping[str, tuple[re.Pattern[str] | None, tuple[str, ...]]]
    by_danger: Mapping[Danger, tuple[str, ...]]
    calmer: frozenset[str]
    before: str
    after: str


def care_words(raw: Mapping[str, Any]) -> CareWords:
    """Reads care.toml."""
    follow = {
        key: (re.compile(entry["find"]) if "find" in entry else None, tuple(entry["says"]))
        for key, entry in raw["follow"].items()
    }
    return CareWords(
        offer=raw["offer"],
        first={Danger(key): words for key, words in raw["first"].items()},
        first_when=tuple((Danger(one["danger"]), re.compile(one["find"]), one["say"]) for one in raw["first_when"]),
        follow=follow,
        by_danger={
            Danger.THREAT: tuple(raw["follow_threat"]["says"]),
            Danger.WORRY: tuple(raw["follow_worry"]["says"]),
            Danger.MEDICAL: tuple(raw["follow_medical"]["says"]),
        },
        calmer=frozenset(key for key, entry in raw["follow"].items() if entry.get("calmer")),
        before=raw["aside"]["before"],
        after=raw["aside"]["after"],
    )


@dataclass(frozen=True)
class Care:
    """Writes answers in care. `numbers` are those that can be reached from here; `helpline_text`, where the operator
    has written one, is said first to whoever may harm himself."""

    words: CareWords
    numbers: Mapping[str, str] = field(default_factory=lambda: NUMBERS)
    helpline_text: str = ""

    def first(self, danger: Danger, talk: Talk, *, in_group: bool, text: str = "") -> Answer:
        """The answer to words of danger. Whoever says them again is answered in other words."""
        said = self._situation(danger, text) or (
            self._again(danger, talk) if talk.care is danger else self._opening(danger)
        )
        offer = self.words.offer["group" if in_group else danger if danger in self.words.offer else "private"]
        offer = offer.replace("{officer}", self.words.offer["officer"])
        return replace(self._answer(f"{said}\n{offer}", danger), offer=offer)

    def known(self, reading: Reading, talk: Talk) -> bool:
        """Whether a few words in a talk about despair (“打了没人接”) have an answer of their own, whatever other danger
        they may sound like."""
        other = talk.care is Danger.SELF and reading.danger is not Danger.SELF
        return other and len(reading.text) <= FEW and self._key(reading.text) != OTHER

    def follow(self, reading: Reading, talk: Talk) -> Answer:
        """The answer to what is said later in the same talk."""
        if talk.care is not Danger.SELF:
            danger = talk.care or Danger.SELF
            return self._answer(self._situation(danger, reading.text) or self._sorted(danger, talk), danger)
        key = self._key(reading.text)
        return self._answer(self._turn(self.words.follow[key][1], talk), talk.care, calmer=key in self.words.calmer)

    def beside(self, answer: Answer, talk: Talk) -> Answer:
        """A matter of business asked in care: answered, without a form or a congratulation, between two kind lines."""
        kept = tuple(one for one in answer.suggestions if one.action == "source")
        before, after = self.words.before, self._filled(self.words.after)
        text = "\n".join((before, answer.text, after))
        return Answer(
            answer.intent, answer.topics, answer.amounts, answer.facets, text, answer.citations, kept, care=talk.care
        )

    def _situation(self, danger: Danger, text: str) -> str:
        """What a situation asks for that is spoken of now (a locked door), whatever has been said before; else ""."""
        says = (say for meant, find, say in self.words.first_when if meant is danger and find.search(text))
        return self._filled(next(says, ""))

    def _again(self, danger: Danger, talk: Talk) -> str:
        if danger is Danger.SELF:
            return self._turn(self.words.follow["again"][1], talk)
        return self._sorted(danger, talk)

    def _opening(self, danger: Danger) -> str:
        if danger is Danger.SELF and self.helpline_text:
            return self.helpline_text
        return self._filled(self.words.first[danger])

    def _key(self, text: str) -> str:
        found = (key for key, (pattern, _) in self.words.follow.items() if pattern and pattern.search(text))
        return next(found, OTHER)

    def _sorted(self, danger: Danger, talk: Talk) -> str:
        return self._turn(self.words.by_danger[danger], talk) if danger in self.words.by_danger else ""

    def _turn(self, says: tuple[str, ...], talk: Talk) -> str:
        return self._filled(says[talk.turns % len(says)])

    def _filled(self, text: str) -> str:
        for name, number in self.numbers.items():
            text = text.replace(f"{{{name}}}", number)
        return text

    def _answer(self, text: str, danger: Danger, *, calmer: bool = False) -> Answer:
        return Answer("chitchat", (), {}, (), text, suggestions=(CALL,), care=danger, calmer=calmer)


def heard_before(before: Sequence[Reading]) -> tuple[Danger | None, int]:
    """The danger that was heard last in the messages before, and how many messages ago."""
    for ago, one in enumerate(reversed(before), 1):
        if one.danger is not Danger.NONE:
            return one.danger, ago
    return None, 0
