"""How a message is meant in a talk, by its words alone: `lexicon/talk.toml` as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from knowledge.lexicon.load import FOLDER, read_toml
from knowledge.reading.model import Turn

VERB = "VERB"
FORBIDS = re.compile(r"(?<=.)[,，。 ]+[你您]?(?:可|千万)?别[^,，。]*$")  # “是我妈，你别登记成我”


@dataclass(frozen=True, slots=True)
class Manner:
    """The patterns of `lexicon/talk.toml`; a wish is found in a single clause of a message."""

    report: re.Pattern[str]
    bare: re.Pattern[str]
    withdraw: re.Pattern[str]
    latest: re.Pattern[str]
    wait: re.Pattern[str]
    listen: re.Pattern[str]
    meant: tuple[re.Pattern[str], ...]
    whole: re.Pattern[str]
    reporting: re.Pattern[str]
    notice: re.Pattern[str]
    secrecy: re.Pattern[str]
    person_only: re.Pattern[str]
    consent: re.Pattern[str]
    write: re.Pattern[str]
    pass_on: re.Pattern[str]
    unnamed: re.Pattern[str]
    no_buttons: re.Pattern[str]
    plan: re.Pattern[str]
    turns: Mapping[Turn, re.Pattern[str]]
    refused: re.Pattern[str]
    sent_back: re.Pattern[str]
    member_too: re.Pattern[str]
    of_family: re.Pattern[str]
    own: Mapping[str, re.Pattern[str]]
    activities: frozenset[str]
    handing: Mapping[str, re.Pattern[str]]
    circumstance: re.Pattern[str]
    grateful: re.Pattern[str]
    scolded: re.Pattern[str]
    same_again: re.Pattern[str]
    recovered: re.Pattern[str]
    long_ago: re.Pattern[str]

    def correction(self, text: str) -> str | None:
        """What is said in place of what was understood: “结婚” of “不是，我问的是结婚”."""
        found = (pattern.search(text) for pattern in self.meant)
        meant = next((match["meant"] for match in found if match), None)
        return FORBIDS.sub("", meant) if meant else None


@lru_cache(maxsize=1)
def manner() -> Manner:
    """Raises LexiconError where the file cannot be read."""
    raw = read_toml(FOLDER / "talk.toml")
    verb = raw["report"]["verb"]
    return Manner(
        report=_any(one.replace(VERB, verb) for one in raw["report"]["wish"]),
        bare=re.compile(raw["report"]["bare"]),
        withdraw=_any(raw["withdraw"]["wish"]),
        latest=re.compile(raw["withdraw"]["latest"]),
        wait=_any(raw["wait"]["wish"]),
        listen=_any(raw["listen"]["wish"]),
        meant=tuple(map(re.compile, raw["correct"]["meant"])),
        whole=re.compile(raw["topics"]["whole"]),
        reporting=re.compile(raw["topics"]["reporting"]),
        secrecy=re.compile(raw["topics"]["secrecy"]),
        notice=re.compile(raw["topics"]["notice"]),
        person_only=re.compile(raw["topics"]["person_only"]),
        consent=re.compile(raw["consent"]["yes"]),
        write=re.compile(raw["relay"]["write"]),
        pass_on=re.compile(raw["relay"]["pass_on"]),
        unnamed=re.compile(raw["relay"]["unnamed"]),
        no_buttons=re.compile(raw["relay"]["no_buttons"]),
        plan=re.compile(raw["danger"]["plan"]),
        turns={Turn(key): re.compile(pattern) for key, pattern in raw["turn"].items()},
        refused=re.compile(raw["topics"]["refused"]),
        sent_back=re.compile(raw["topics"]["sent_back"]),
        member_too=re.compile(raw["people"]["member_too"]),
        of_family=re.compile(raw["people"]["of_family"]),
        own={key: re.compile(pattern) for key, pattern in raw["own"].items() if key != "topics"},
        activities=frozenset(raw["own"]["topics"].split()),
        handing={side: re.compile(words) for side, words in raw["handing"].items()},
        circumstance=re.compile(raw["topics"]["circumstance"]),
        grateful=re.compile(raw["told"]["grateful"]),
        scolded=re.compile(raw["told"]["scolded"]),
        same_again=re.compile(raw["told"]["same_again"]),
        recovered=re.compile(raw["told"]["recovered"]),
        long_ago=re.compile(raw["told"]["long_ago"]),
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns))
