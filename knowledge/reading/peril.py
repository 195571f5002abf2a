"""A body in peril this minute, by its signs: one that is plain by itself, or several of one illness together
(`lexicon/peril.toml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.lexicon.load import FOLDER, read_toml
from knowledge.patterns import Late, Patterns
from knowledge.reading.evidence import Evidence

OVER = ("past", "cared")  # of `never`
ENOUGH = 2  # signs of one illness
DENIES = Late("(?:没有?|不|无|未)(?:再|会|是|觉得|感到|出现)?$")


@dataclass(frozen=True, slots=True)
class Signs:
    """`alone` is peril by itself, of each group of `together` it takes several; `never`: what tells that it is past, in
    good hands or mere fun, `ahead`, before a sign, that it is asked about in general or a manner of speaking."""

    alone: Patterns[str]
    together: Sequence[Patterns[str]]
    never: Mapping[str, Late]
    ahead: Patterns[str]


@lru_cache(maxsize=1)
def signs() -> Signs:
    """Raises LexiconError where the file cannot be read."""
    raw = read_toml(FOLDER / "peril.toml")
    never = {key: Late(pattern) for key, pattern in raw["never"].items()}
    return Signs(_read(raw["alone"]), tuple(map(_read, raw["together"].values())), never, _read(raw["ahead"]))


def _read(group: Mapping[str, str]) -> Patterns[str]:
    return Patterns((key, Late(pattern)) for key, pattern in group.items())


def any_sign(text: str) -> bool:
    """Whether any sign of peril is spoken of, be it one that is none by itself."""
    known = signs()
    return any(any(group.found(text)) for group in (known.alone, *known.together))


def over(text: str) -> bool:
    """Whether it is told as past, or as in good hands."""
    return any(signs().never[key].search(text) for key in OVER)


def in_peril(found: Evidence) -> bool:
    """Whether signs of a body in peril are told of somebody, now."""
    text, known = found.text, signs()
    if any(reason.startswith("*") for reason in found.told.stopped) or any(
        one.search(text) for one in known.never.values()
    ):
        return False
    return _count(known.alone, text) > 0 or any(_count(group, text) >= ENOUGH for group in known.together)


def _count(group: Patterns[str], text: str) -> int:
    """How many of the signs are told of."""
    return sum(any(_told(text, match) for match in one.finditer(text)) for _, one in group.tried(text))


def _told(text: str, sign: re.Match[str]) -> bool:
    """Whether the sign is neither denied nor spoken of in general."""
    ahead = any(one.search(text, 0, sign.end()) for _, one in signs().ahead.tried(text))
    return not ahead and not DENIES.search(text[: sign.start()])
