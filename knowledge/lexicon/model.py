"""The lexicon's entries, typed and frozen, as `load` reads them from TOML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.lexicon.called import any_name
from knowledge.patterns import Late

STRONG, LIKELY, WEAK = 3.0, 2.0, 1.0


@dataclass(frozen=True)
class Cues:
    """Words with weights and patterns that hint at one thing. Patterns weigh as STRONG words."""

    words: Mapping[str, float]
    patterns: tuple[str, ...] = ()

    @cached_property
    def late(self) -> tuple[Late, ...]:
        return tuple(map(Late, self.patterns))


@dataclass(frozen=True)
class Stated:
    """One thing the notice may state: what to `find` in the clause, and how to `say` it ({} takes its words)."""

    find: str
    say: str


@dataclass(frozen=True)
class Topic:
    """A topic of DESIGN §1. `anchor` finds its clause in the notice; `lead` says what the clause does, and `yes` is put
    before it where nothing but “is there” is asked; what is `mediated` is no matter of money; `visit`: 访, as its file
    says, where a document itself says neither 访 nor 贺."""

    key: str
    intent: str
    anchor: str
    title: str
    label: str
    lead: str
    cues: Cues
    stated: Mapping[str, tuple[Stated, ...]] = field(default_factory=dict)
    yes: str = ""
    mediated: bool = False
    visit: bool = False

    @cached_property
    def anchored(self) -> Late:
        return Late(any_name(self.anchor))


@dataclass(frozen=True)
class Facet:
    """A side of a topic that can be asked. `unstated` completes “通知没有写……”."""

    key: str
    unstated: str
    cues: Cues


@dataclass(frozen=True)
class Names:
    """How an unknown name is told in a question: the words `around` it and `before` it, what is never in one, how many
    characters it has at most, the `heads` that programmes are named by (暖蜂行动), and
    how names end besides (`ends`)."""

    around: frozenset[str]
    before: frozenset[str]
    never: re.Pattern[str]
    most: int
    heads: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()

    def ends_as_one(self, name: str) -> bool:
        """Whether it ends as names of things and events do (“乐嗨节”), and not in a verb (“换成钱”, “重新评”)."""
        return name.endswith((*self.heads, *self.ends))


@dataclass(frozen=True)
class Aspect:
    """Something the notice leaves open, and the words of the clause that leave it so; or, without words of its own, the
    `side` that is asked about where it is raised."""

    key: str
    topics: tuple[str, ...]
    excluded: tuple[str, ...]
    cues: Cues
    says: str
    side: str = ""

    def concerns(self, topic: str) -> bool:
        return topic in self.topics if self.topics else topic not in self.excluded


@dataclass(frozen=True)
class Decline:
    """A look-alike: `line` helps without a figure; a `stubborn` one wins although the message says 慰问, with `officer`
    a person is at hand."""

    key: str
    about: str
    nearby: str
    line: str
    cues: Cues
    stubborn: bool = False
    officer: bool = False


@dataclass(frozen=True)
class Small:
    """A sort of small talk and its words."""

    key: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A sentence a member might write. `label` is the topic, look-alike key or special file it stands under."""

    text: str
    label: str
    facet: str
    persona: str
    lookalike: bool = False
