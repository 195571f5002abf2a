"""How a message is meant in a talk, by its words alone: `lexicon/talk.toml` as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from knowledge.lexicon.load import FOLDER, read_toml

VERB = "VERB"


@dataclass(frozen=True, slots=True)
class Manner:
    """The patterns of `lexicon/talk.toml`; a wish is found in a single clause of a message."""

    report: re.Pattern[str]
    withdraw: re.Pattern[str]
    latest: re.Pattern[str]
    wait: re.Pattern[str]
    meant: tuple[re.Pattern[str], ...]
    whole: re.Pattern[str]
    reporting: re.Pattern[str]
    notice: re.Pattern[str]
    secrecy: re.Pattern[str]
    person_only: re.Pattern[str]
    consent: re.Pattern[str]

    def correction(self, text: str) -> str | None:
        """What is said in place of what was understood: “结婚” of “不是，我问的是结婚”."""
        found = (pattern.search(text) for pattern in self.meant)
        return next((match["meant"] for match in found if match), None)


@lru_cache(maxsize=1)
def manner() -> Manner:
    """Raises LexiconError where the file cannot be read."""
    raw = read_toml(FOLDER / "talk.toml")
    verb = raw["report"]["verb"]
    return Manner(
        report=_any(one.replace(VERB, verb) for one in raw["report"]["wish"]),
        withdraw=_any(raw["withdraw"]["wish"]),
        latest=re.compile(raw["withdraw"]["latest"]),
        wait=_any(raw["wait"]["wish"]),
        meant=tuple(map(re.compile, raw["correct"]["meant"])),
        whole=re.compile(raw["topics"]["whole"]),
        reporting=re.compile(raw["topics"]["reporting"]),
        secrecy=re.compile(raw["topics"]["secrecy"]),
        notice=re.compile(raw["topics"]["notice"]),
        person_only=re.compile(raw["topics"]["person_only"]),
        consent=re.compile(raw["consent"]["yes"]),
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns))
