"""What is answered where nothing is asked or told (`lexicon/answers/small.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.answer.chat import SHORT
from knowledge.answer.entries import member, members
from knowledge.answer.fresh import fresh
from knowledge.patterns import Late
from knowledge.reading.model import Act, Reading, Wanted, dark, sorrowful

LOOKED_BACK = 3


@dataclass(frozen=True, slots=True)
class Small:
    """What is answered where nothing is asked or told, by what the message does, by what it wants done with a report,
    and, where `find` is there, by what a short one (with `long` any) speaks of; `says` take turns in a talk; `later`:
    not as the first message of one; `after`: only where one of these topics was asked about lately; `glad`: only where
    nothing is sad, `sad`: only where something may be, `sorrow`: only where one is told of; `amends`: says back what is
    set right; `buttons` as in self.toml."""

    acts: frozenset[Act]
    find: Late | None
    long: bool
    says: tuple[str, ...]
    buttons: tuple[str, ...]
    missed: bool
    wanted: Wanted | None = None
    glad: bool = False
    sad: bool = False
    sorrow: bool = False
    amends: bool = False
    after: frozenset[str] = frozenset()
    later: bool = False

    def fits(self, reading: Reading) -> bool:
        """Whether it answers such a message, but for its place in the talk."""
        if self.wanted:
            wished = reading.wish is not None and reading.wish.wanted is self.wanted
            return wished and (self.find is None or bool(self.find.search(reading.text)))
        gloomy = dark(reading)
        if (self.glad and gloomy) or (self.sad and not gloomy):
            return False
        if self.sorrow and not any(map(sorrowful, reading.events)):
            return False
        if self.acts and not self.acts & reading.acts:
            return False
        short = self.long or len(reading.text) <= SHORT
        return self.find is None or (short and bool(self.find.search(reading.text)))

    def follows(self, before: Sequence[Reading]) -> bool:
        """Whether its place in the talk is here."""
        asked = {one.topic for earlier in before[-LOOKED_BACK:] for one in earlier.questions}
        return (bool(before) or not self.later) and (not self.after or bool(asked & self.after))

    def say(self, before: Sequence[Reading], heard: Sequence[str]) -> str:
        """The next of its sentences, by how often it answered before in this talk, that was not `heard` in it."""
        return fresh(self.says, sum(map(self.fits, before)), heard)


def read_small(entry: Mapping[str, Any]) -> Small:
    return Small(
        acts=members(Act, entry.get("acts", "")),
        find=Late(entry["find"]) if "find" in entry else None,
        long=entry.get("long", False),
        says=tuple([says] if isinstance(says := entry["say"], str) else says),
        buttons=tuple(_flags(entry, ("report", "mine", "officer", "relay"))),
        missed=entry.get("missed", False),
        wanted=member(Wanted, entry["wanted"]) if "wanted" in entry else None,
        glad=entry.get("glad", False),
        sad=entry.get("sad", False),
        sorrow=entry.get("sorrow", False),
        amends=entry.get("amends", False),
        after=frozenset(entry.get("after", "").split()),
        later=entry.get("later", False),
    )


def _flags(entry: Mapping[str, Any], names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if entry.get(name))
