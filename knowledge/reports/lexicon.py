"""The word lists of lexicon/reports_*.toml, compiled once."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

GAP = r"[^,。!?;\n]{0,10}?"


@dataclass(frozen=True)
class Cue:
    """Words that tell of one kind of event, and whose event it must be."""

    kind: str
    who: str
    tense: str
    weight: int
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Refusal:
    """Words for which no form is opened: in the whole message, in the clause, or right before the event."""

    reason: str
    scope: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Lexicon:
    cues: tuple[Cue, ...]
    refusals: tuple[Refusal, ...]
    asks: re.Pattern[str]
    words: dict[str, re.Pattern[str]]
    kin: dict[str, str]
    people: dict[str, Any]


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, long ones first; “…” in a word stands for a few characters of the same clause."""
    parts = [GAP.join(map(re.escape, word.lower().split("…"))) for word in sorted(set(words), key=lambda w: -len(w))]
    return re.compile("|".join(parts))


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("knowledge") / "lexicon" / f"reports_{name}.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def reports_lexicon() -> Lexicon:
    events, refuse, people, clues = map(_load, ("events", "refuse", "people", "clues"))
    return Lexicon(
        cues=tuple(_cue(raw) for raw in events["event"]),
        refusals=tuple(Refusal(raw["reason"], raw["scope"], pattern(raw["words"])) for raw in refuse["refuse"]),
        asks=re.compile(clues["asks"]["pattern"]),
        words={name: pattern(words) for name, words in clues["words"].items()},
        kin={name: relation for relation, names in people["kin"].items() for name in names.split("|")},
        people=people,
    )


def _cue(raw: dict[str, Any]) -> Cue:
    return Cue(raw["kind"], raw["who"], raw["tense"], raw["weight"], pattern(raw["words"]))
