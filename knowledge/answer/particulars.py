"""What a kind sentence may name of the matter in the message's own words: whom it befell, what was won or lost, how
long it took (`lexicon/answers/particulars.toml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.answer.entries import KIN, people
from knowledge.patterns import Late
from knowledge.reading.model import Event, What, Whose

Called = tuple[Late, str]
HIMSELF = "您"


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that a message may name. `slot`: where a sentence has it; `what`: of which happenings (none: any)."""

    slot: str
    what: frozenset[What]
    find: Late


@dataclass(frozen=True, slots=True)
class Particulars:
    """`whom`: by whose it is, how the bot calls him, by what the message calls him; the last is for whatever else."""

    whom: Mapping[Whose, tuple[Called, ...]]
    features: tuple[Feature, ...]

    def of(self, event: Event | None, text: str) -> Mapping[str, str]:
        """By slot, what the message names beside the event; `whom` always."""
        found = {"whom": self._whom(event, text)}
        for one in self.features:
            fits = not one.what or event is None or event.what in one.what
            if fits and one.slot not in found and (match := one.find.search(text)):
                found[one.slot] = match["said"]
        return found

    def _whom(self, event: Event | None, text: str) -> str:
        if event is None:
            named = dict.fromkeys(name for whose in sorted(KIN) for name in self._named(whose, text))
            return next(iter(named)) if len(named) == 1 else HIMSELF
        if event.name:
            return event.name
        known = self.whom.get(event.whose, ())
        named = {name: None for said in (event.called, text) for name in self._named(event.whose, said)}
        return next(iter(named), known[-1][1] if known else HIMSELF)

    def _named(self, whose: Whose, text: str) -> Iterator[str]:
        return (name for find, name in self.whom.get(whose, ())[:-1] if text and find.search(text))


def read_particulars(raw: Mapping[str, Any]) -> Particulars:
    """Reads particulars.toml."""
    whom = {
        whose: tuple((Late(words), name) for words, name in entry)
        for key, entry in raw["whom"].items()
        for whose in people(key)
    }
    features = tuple(
        Feature(one["slot"], frozenset(map(What, one.get("what", "").split())), Late(one["find"]))
        for one in raw["feature"]
    )
    return Particulars(whom, features)
