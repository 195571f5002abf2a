"""The lexicon's entries, typed and frozen, as `load` reads them from TOML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

STRONG, LIKELY, WEAK = 3.0, 2.0, 1.0
Whose = Literal["own", "other"]


@dataclass(frozen=True)
class Cues:
    """Words with weights and patterns that hint at one thing. Patterns weigh as STRONG words."""

    words: Mapping[str, float]
    patterns: tuple[str, ...] = ()

    @cached_property
    def compiled(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in self.patterns)

    def matches(self, text: str) -> bool:
        """Whether one of the patterns is found in a text in normal form."""
        return any(pattern.search(text) for pattern in self.compiled)


@dataclass(frozen=True)
class Stated:
    """One thing the notice may state: what to `find` in the clause, and how to `say` it ({} takes its words)."""

    find: str
    say: str


@dataclass(frozen=True)
class Topic:
    """A topic of DESIGN §1. `anchor` finds its clause in the notice; `lead` says what the clause does, and `yes` is put
    before it where nothing but “is there” is asked."""

    key: str
    intent: str
    anchor: str
    title: str
    label: str
    lead: str
    cues: Cues
    stated: Mapping[str, tuple[Stated, ...]] = field(default_factory=dict)
    yes: str = ""


@dataclass(frozen=True)
class Facet:
    """A side of a topic that can be asked. `unstated` completes “通知未写明……”."""

    key: str
    unstated: str
    cues: Cues


@dataclass(frozen=True)
class Aspect:
    """Something the notice leaves open, and the words of the clause that leave it so."""

    key: str
    topics: tuple[str, ...]
    excluded: tuple[str, ...]
    cues: Cues
    says: str

    def concerns(self, topic: str) -> bool:
        return topic in self.topics if self.topics else topic not in self.excluded


@dataclass(frozen=True)
class Decline:
    """A look-alike: `line` helps without a figure; a `stubborn` one wins although the message says 慰问."""

    key: str
    about: str
    nearby: str
    line: str
    cues: Cues
    stubborn: bool = False


@dataclass(frozen=True)
class Small:
    """A sort of small talk and what is answered."""

    key: str
    words: tuple[str, ...]
    reply: str


@dataclass(frozen=True)
class Blunt:
    """A manner of asking, and what is answered where nothing is asked about ("" where the matter must be named)."""

    key: str
    cues: Cues
    reply: str


@dataclass(frozen=True)
class Phrasing:
    """A sentence a member might write. `label` is the topic, look-alike key or special file it stands under."""

    text: str
    label: str
    facet: str
    persona: str
    lookalike: bool = False


@dataclass(frozen=True)
class Sorrows:
    """By kind, in the order in which they are looked for, the patterns of each side (`lexicon/sorrows.toml`)."""

    told: Mapping[str, Mapping[Whose, re.Pattern[str]]]
    unless: re.Pattern[str]

    def __call__(self, text: str) -> tuple[str, Whose] | None:
        """(kind, whose) for a text in normal form; None where nothing is told, only asked or supposed."""
        found = next(
            ((kind, whose) for kind, sides in self.told.items() for whose, said in sides.items() if said.search(text)),
            None,
        )
        return None if found and self.unless.search(text) else found
