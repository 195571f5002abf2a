"""How a message is meant in a talk, by its words alone: `lexicon/talk.toml` as patterns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from knowledge.lexicon.load import FOLDER, read_toml
from knowledge.literals import from_the_start
from knowledge.patterns import Late, Patterns
from knowledge.reading.model import Turn

VERB = "VERB"
WONDERS = Late("岂不是|岂非")
FORBIDS = Late(r"(?<=.)[,，。 ]+[你您]?(?:可|千万)?别[^,，。]*$")  # “是我妈，你别登记成我”


@dataclass(frozen=True)
class Manner:
    """The patterns of `lexicon/talk.toml`; a wish is found in a single clause of a message."""

    report: Late
    ahead: Late
    bare: Late
    withdraw: Late
    latest: Late
    wait: Late
    heard: Late
    listen: Late
    meant: tuple[Late, ...]
    instead: Late
    whole: Late
    reporting: Late
    notice: Late
    secrecy: Late
    person_only: Late
    consent: Late
    write: Late
    signed: Late
    pass_on: Late
    unnamed: Late
    no_buttons: Late
    plan: Late
    parting: Late
    hands: Late
    turns: Mapping[Turn, Late]
    refused: Late
    sent_back: Late
    member_too: Late
    of_family: Late
    own: Mapping[str, Late]
    activities: frozenset[str]
    handing: Mapping[str, Late]
    circumstance: Late
    grateful: Late
    scolded: Late
    same_again: Late
    recovered: Late
    long_ago: Late
    found: Late

    @cached_property
    def turning(self) -> Patterns[Turn]:
        return Patterns(self.turns.items())

    @cached_property
    def handed(self) -> Patterns[str]:
        """The sides of handing in, by their words."""
        return Patterns(self.handing.items())

    def correction(self, text: str) -> str | None:
        """What is said in place of what was understood: “结婚” of “不是，我问的是结婚”; who only wonders (“那岂不是
        我没名字”) sets nothing right."""
        if WONDERS.search(text):
            return None
        found = (pattern.search(text) for pattern in (*self.meant, self.instead))
        meant = next((match["meant"] for match in found if match), None)
        return FORBIDS.sub("", meant) if meant else None


@lru_cache(maxsize=1)
def manner() -> Manner:
    """Raises LexiconError where the file cannot be read."""
    raw = read_toml(FOLDER / "talk.toml")
    verb = raw["report"]["verb"]
    return Manner(
        report=_any(one.replace(VERB, verb) for one in raw["report"]["wish"]),
        ahead=Late(raw["report"]["ahead"]),
        bare=Late(raw["report"]["bare"]),
        withdraw=_any(raw["withdraw"]["wish"]),
        latest=Late(raw["withdraw"]["latest"]),
        wait=_any(raw["wait"]["wish"]),
        heard=Late(raw["wait"]["heard"]),
        listen=_any(raw["listen"]["wish"]),
        meant=tuple(map(Late, raw["correct"]["meant"])),
        instead=Late(raw["correct"]["instead"]),
        whole=Late(raw["topics"]["whole"]),
        reporting=Late(raw["topics"]["reporting"]),
        secrecy=Late(raw["topics"]["secrecy"]),
        notice=Late(raw["topics"]["notice"]),
        person_only=Late(raw["topics"]["person_only"]),
        consent=Late(raw["consent"]["yes"]),
        write=Late(raw["relay"]["write"]),
        signed=Late(raw["relay"]["signed"]),
        pass_on=Late(raw["relay"]["pass_on"]),
        unnamed=Late(raw["relay"]["unnamed"]),
        no_buttons=Late(raw["relay"]["no_buttons"]),
        plan=Late(raw["danger"]["plan"]),
        parting=Late(raw["danger"]["parting"]),
        hands=Late(raw["danger"]["hands"]),
        turns={Turn(key): Late(pattern) for key, pattern in raw["turn"].items()},
        refused=Late(raw["topics"]["refused"]),
        sent_back=Late(raw["topics"]["sent_back"]),
        member_too=Late(raw["people"]["member_too"]),
        of_family=Late(raw["people"]["of_family"]),
        own={key: Late(from_the_start(pattern)) for key, pattern in raw["own"].items() if key != "topics"},
        activities=frozenset(raw["own"]["topics"].split()),
        handing={side: Late(words) for side, words in raw["handing"].items()},
        circumstance=Late(raw["topics"]["circumstance"]),
        grateful=Late(raw["told"]["grateful"]),
        scolded=Late(raw["told"]["scolded"]),
        same_again=Late(raw["told"]["same_again"]),
        recovered=Late(raw["told"]["recovered"]),
        long_ago=Late(raw["told"]["long_ago"]),
        found=Late(raw["told"]["found"]),
    )


def _any(patterns: Iterable[str]) -> Late:
    return Late("|".join(f"(?:{one})" for one in patterns))
