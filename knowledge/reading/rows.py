"""Labelled messages: the rounds of strangers and the phrasings by topic, as the classifiers learn from them.

A round is a file of JSON lines (`lexicon/rounds/DATE-WRITER.jsonl`), one message a line, with any of: `context` (what
the same person said before), `link` (how it stands to that), `acts`, `asks` ([topic, facet] pairs), `events` ({what,
whose, state}), `danger`,
`remarks`, and for reports `kind`, `subject`, `relation`. A label that is absent is unknown: what learns it skips the
row.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.errors import LexiconError
from knowledge.lexicon.load import FOLDER, Lexicon
from knowledge.lexicon.model import Phrasing
from knowledge.lexicon.phrasings import labelled_lines
from knowledge.reading.asking import asks as words_ask
from knowledge.reading.naming import OUT

TODAY = date(2026, 11, 29)


@dataclass(frozen=True)
class Row:
    """A message with what is known of its reading. `source` is its writer's file; None is unknown."""

    text: str
    source: str
    context: tuple[str, ...] = ()
    today: date = TODAY
    acts: tuple[str, ...] | None = None
    asks: tuple[tuple[str, str], ...] | None = None
    events: tuple[tuple[str, str, str], ...] | None = None
    danger: str | None = None
    remarks: tuple[str, ...] | None = None
    link: str | None = None
    form: str | None = None  # the kind whose form it opens; "" for none

    @property
    def told(self) -> tuple[tuple[str, str, str], ...] | None:
        """The events that its own words tell; unknown of a follow-up, whose events may be those of what it follows."""
        return None if self.context and self.events and self.link != "new" else self.events

    @property
    def topics(self) -> tuple[str, ...] | None:
        return None if self.asks is None else tuple(dict.fromkeys(topic for topic, _ in self.asks))

    @property
    def facets(self) -> tuple[str, ...] | None:
        unknown = self.asks is None or any(not facet for _, facet in self.asks)
        return None if unknown else tuple(dict.fromkeys(facet for _, facet in self.asks or ()))


def read_rounds(folder: Path) -> tuple[Row, ...]:
    """Every round of `folder`. Raises LexiconError with file and line."""
    return tuple(row for path in sorted(folder.glob("*.jsonl")) for row in _round(path))


def pairs(rows: Sequence[Row]) -> list[Row]:
    """Each follow-up read as one with the message before it, of which its danger is known and nothing else."""
    return [
        Row(in_one(row.context[-1], row.text), row.source, today=row.today, danger=row.danger)
        for row in rows
        if row.context and row.danger
    ]


def in_one(before: str, text: str) -> str:
    """Two messages as one."""
    return f"{before}。{text}"


def _round(path: Path) -> Iterator[Row]:
    source = path.stem
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield _row(json.loads(line), source)
        except (ValueError, KeyError, TypeError) as error:
            raise LexiconError(f"{path.name} 第 {number} 行读不懂：{error}") from error


def _row(raw: Mapping[str, Any], source: str) -> Row:
    return Row(
        text=raw["text"],
        source=source,
        context=tuple(raw.get("context", ())),
        today=date.fromisoformat(raw["today"]) if raw.get("today") else TODAY,
        acts=tuple(raw["acts"]) if "acts" in raw else None,
        asks=tuple((topic, facet) for topic, facet in raw["asks"]) if "asks" in raw else None,
        events=tuple((one["what"], one["whose"], one["state"]) for one in raw["events"]) if "events" in raw else None,
        danger=raw.get("danger"),
        remarks=tuple(raw["remarks"]) if "remarks" in raw else None,
        link=raw.get("link"),
        form=(raw["kind"] or "") if "kind" in raw else None,
    )


OVERVIEWS = {
    "with_money": ("all_money", "which"),
    "list_visits": ("all_visits", "which"),
    "list_congratulations": ("all_joys", "which"),
    "count": ("all_benefits", "count"),
    "highest": ("all_benefits", "comparison"),
    "lowest": ("all_benefits", "comparison"),
    "comparison": ("all_benefits", "comparison"),
}
UNKNOWN = ""  # a facet that nobody has labelled
SAME_FACET = {"content": "which", "": UNKNOWN}
SHORT = 16


def from_phrasings(phrasings: Sequence[Phrasing], folder: Path) -> Iterator[Row]:
    """The phrasings by topic, as far as their file says what they mean."""
    for one in phrasings:
        source = f"{one.persona or one.label}"
        if one.label == "care":
            yield Row(one.text, source, danger="worry" if one.persona in WORRIED else "self", form="")
        elif one.label == "chitchat":
            yield Row(one.text, source, asks=(), danger="none", form="")
        else:
            asks = (_asked(one),)
            plain = len(one.text) <= SHORT and "了" not in one.text
            form = "" if one.lookalike or (one.facet and words_ask(one.text)) else None
            yield Row(one.text, source, asks=asks, danger="none", acts=("ask",) if plain else None, form=form)
    for before, text, label in labelled_lines(folder / "followups.txt"):
        topic, _, facet = label.partition(" ")
        asked = None if topic == "out_of_scope" else (_named(topic, facet),)
        yield Row(text, "followups", (before,), asks=asked, danger="none")
    for text, topics in labelled_lines(folder / "several.txt"):
        yield Row(text, "several", asks=tuple((topic, UNKNOWN) for topic in topics.split()), danger="none")


WORRIED = frozenset({"替同事担心的人", "察觉不对的人", "带班的班长"})


def _asked(one: Phrasing) -> tuple[str, str]:
    return (OUT + one.label, UNKNOWN) if one.lookalike else _named(one.label, one.facet)


def _named(topic: str, facet: str) -> tuple[str, str]:
    if topic == "overview":
        return OVERVIEWS.get(facet, ("all_benefits", "which"))
    return topic, SAME_FACET.get(facet, facet)


def all_rows(lexicon: Lexicon, folder: Path = FOLDER) -> list[Row]:
    """Everything that the classifiers learn from."""
    return [*from_phrasings(lexicon.phrasings, folder / "phrasings"), *read_rounds(folder / "rounds")]
