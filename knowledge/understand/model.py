"""What was understood of a message, and why: the scores that `--explain` shows are the ones that decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.lexicon.model import Whose
from knowledge.reports import Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """A word or pattern of the lexicon found in the message, at [start, end) of the normalised text."""

    owner: str
    words: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Overview:
    """A question about the ten kinds as a whole. `yuan` is the figure asked about, `ordinal` counts from 0."""

    sort: str
    yuan: int | None = None
    visits: bool | None = None
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One of several parts of a message, by itself: the scores of what it names, whether it asks, and whether it is
    but a name in a list."""

    text: str
    rules: Mapping[str, float]
    asks: bool
    bare: bool


@dataclass(frozen=True)
class Evidence:
    """Everything found in one message, before anything is decided. Scores are by topic, `-` marks look-alikes;
    `near` has, by class, how near its nearest phrasing is (BM25 a token) and that phrasing; `despair` is above 0 where
    the message likelier hints at it than not; `parts` are there where several things are named."""

    text: str
    notes: tuple[str, ...]
    hits: tuple[Hit, ...]
    rules: Mapping[str, float]
    learned: Mapping[str, float]
    near: Mapping[str, tuple[float, str]]
    facets: tuple[str, ...]
    signals: frozenset[str]
    aspects: frozenset[str]
    overview: Overview | None
    small: str
    despair: float
    asks_of_a_topic: bool
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """A message understood. `aspects` are (topic, aspect key) pairs; `close` are readings as near as the chosen one;
    `event` is what the message tells of, `reading` the same where it is told to have it registered;
    `blunt` is how it wants to be answered (`lexicon/blunt.toml`);
    `refused` is why what is told needs no form (called off, denied, in a film);
    `sorrow` is a grief or illness that a question tells of, and whose;
    `sides` has the facets topic by topic where there are several."""

    text: str
    intent: str
    topics: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    aspects: tuple[tuple[str, str], ...] = ()
    decline: str = ""
    overview: Overview | None = None
    small: str = ""
    care: bool = False
    anger: bool = False
    blunt: str = ""
    close: tuple[str, ...] = ()
    reading: Reading | None = None
    event: Reading | None = None
    refused: str = ""
    sorrow: tuple[str, Whose] | None = None
    sides: tuple[tuple[str, tuple[str, ...]], ...] = ()
    why: tuple[str, ...] = field(default=())
