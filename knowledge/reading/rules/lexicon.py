"""The word lists of lexicon/reports_*.toml as patterns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from knowledge.lexicon.load import FOLDER, read_toml
from knowledge.patterns import Late, Patterns

_GAP = r"[^,。!?;\n]{0,10}?"  # “…” in a word list
_INFIX = r"[了的过完着上个爻到起得下咯一]{0,2}"  # “~”: what may part 住 from 院


@dataclass(frozen=True)
class Cue:
    """Words that tell of one kind of event, whose it must be, and what else the message must say.

    `anchored`: words too general to count unless a day or a person is named with them.
    """

    kind: str
    who: str
    tense: str
    weight: int
    pattern: Late
    needs: Late | None
    spoiled: Late
    anchored: bool


@dataclass(frozen=True)
class Refusal:
    """Words for which no form is opened: in the whole message, for what the same clause says, or for some kinds."""

    reason: str
    scope: str
    pattern: Late
    unless: Late
    unless_dated: bool
    kinds: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    cues: tuple[Cue, ...]
    refusals: tuple[Refusal, ...]
    patterns: dict[str, Late]
    words: dict[str, Late]
    spelling: dict[str, str]
    kin: dict[str, str]
    people: dict[str, Any]

    @cached_property
    def told(self) -> Patterns[Cue]:
        """The cues by their words."""
        return Patterns((cue, cue.pattern) for cue in self.cues)

    @cached_property
    def of_message(self) -> Patterns[Refusal]:
        """The refusals that a message is read for as a whole."""
        return Patterns((rule, rule.pattern) for rule in self.refusals if rule.scope == "message")

    @cached_property
    def of_event(self) -> Patterns[Refusal]:
        """Those that are read for beside an event."""
        return Patterns((rule, rule.pattern) for rule in self.refusals if rule.scope != "message")


def pattern(words: Iterable[str]) -> Late:
    """Any of the words, long ones first. Of no words a pattern that never matches."""
    return Late("|".join(_written(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) or r"(?!)")


def _written(word: str) -> str:
    source = re.escape(word.lower().removesuffix("。"))
    stop = r"(?=[,。!?;\s]|$)" if word.endswith("。") else ""
    return source.replace(re.escape("…"), _GAP).replace(re.escape("~"), _INFIX) + stop


def ambiguous(words: str) -> bool:
    """Whether words that may tell of a death may as well tell that somebody went (走了, 去了)."""
    return any(cue.who == "kin_near" and cue.pattern.fullmatch(words) for cue in reports_lexicon().cues)


@lru_cache(maxsize=1)
def reports_lexicon() -> Lexicon:
    events, refuse, people, clues = map(_load, ("events", "refuse", "people", "clues"))
    return Lexicon(
        cues=tuple(_cue(raw) for raw in events["event"]),
        refusals=tuple(_refusal(raw) for raw in refuse["refuse"]),
        patterns={name: Late(source) for name, source in clues["patterns"].items()},
        words={name: pattern(words) for name, words in clues["words"].items()},
        spelling=clues["spelling"],
        kin={name: relation for relation, names in people["kin"].items() for name in names.split("|")},
        people=people,
    )


def _load(name: str) -> dict[str, Any]:
    return read_toml(FOLDER / f"reports_{name}.toml")


def _cue(raw: dict[str, Any]) -> Cue:
    return Cue(
        raw["kind"],
        raw["who"],
        raw["tense"],
        raw["weight"],
        pattern(raw["words"]),
        pattern(raw["with"]) if "with" in raw else None,
        pattern(raw.get("not_after", [])),
        raw.get("anchored", False),
    )


def _refusal(raw: dict[str, Any]) -> Refusal:
    words, unless = pattern(raw["words"]), pattern(raw.get("unless", []))
    return Refusal(raw["reason"], raw["scope"], words, unless, raw.get("dated", False), frozenset(raw.get("kinds", [])))
