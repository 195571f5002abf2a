"""Learns what rests on the table's own scores: how a turn stands to its talk (`links.py`), and which topic it asks of
(`meant.py`).

Of the rows that it was learned from, a table is surer than it will be of any message to come. So each writer's turns
are seen with a table that was learned without him.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial

from knowledge.reading import ranking
from knowledge.reading.apart import side_by_side
from knowledge.reading.bars import BY_HAND, Bars
from knowledge.reading.choosing import Held, chosen
from knowledge.reading.criteria import STAGES
from knowledge.reading.evidence import EVERYDAY_YEAR, Evidence, Gatherer
from knowledge.reading.heads import Example
from knowledge.reading.linear import Table
from knowledge.reading.links import LINK
from knowledge.reading.ranking import Choice
from knowledge.reading.reader import Reader
from knowledge.reading.rows import Row

PARTS = 2  # of the writers; a table is learned without each
WHOLE = 6  # characters of a question that leaves nothing out
APART = 50  # questions; writers go from matter to matter

Linked = Callable[[Sequence[Example]], Table]
"""Learns a table of links."""
ReadBy = Callable[[Table], Reader]
"""A reader with a table."""
Turns = tuple[Table | None, Mapping[str, float]]
"""How a turn stands to its talk, and which topic it asks of: a table's `beside` and `meant`."""


@dataclass(frozen=True)
class Gathered(Gatherer):
    """Does not look again into the messages of whose day it is told what was found."""

    found: Mapping[tuple[str, date], Evidence] = field(default_factory=dict)

    def __call__(self, message: str, today: date = EVERYDAY_YEAR) -> Evidence:
        known = self.found.get((message, today))
        return super().__call__(message, today) if known is None else known


@dataclass(frozen=True)
class Rereader(Reader):
    """Reads messages of which most have been looked into already."""

    gathered: Gatherer

    @cached_property
    def gather(self) -> Gatherer:
        return self.gathered


def writers(rows: Sequence[Row]) -> list[frozenset[str]]:
    """The writers of rounds in PARTS parts, so that each part has about as many rows. Whose rows say nothing of what is
    done in them wrote phrasings, and belongs to no part."""
    sizes = Counter(row.source for row in rows if row.acts is not None)
    parts: list[list[str]] = [[] for _ in range(PARTS)]
    for source in sorted(sizes, key=lambda one: (-sizes[one], one)):
        min(parts, key=lambda part: sum(sizes[one] for one in part)).append(source)
    return [frozenset(part) for part in parts]


def of_turns(
    read_by: ReadBy, rows: Sequence[Row], held_out: Sequence[tuple[frozenset[str], Table]], linked: Linked
) -> Turns:
    """The table of links, and the weights of what is meant. `held_out` are the writers' parts, each with a table that
    was learned without them; `linked` learns a table of links."""
    of_parts = side_by_side([partial(_turns, read_by, rows, part, table, linked) for part, table in held_out])
    links = [one for of_part, _ in of_parts for one in of_part]
    choices = [one for _, of_part in of_parts for one in of_part]
    return (linked(links) if links else None), ranking.learn(choices)


def _turns(
    read_by: ReadBy, rows: Sequence[Row], part: frozenset[str], table: Table, linked: Linked
) -> tuple[list[Example], list[Choice]]:
    """What these writers' turns teach of links and of what is meant."""
    others = [row for row in rows if row.source not in part]
    reader = read_by(with_links(read_by, table, others, linked))
    theirs = [row for row in rows if row.source in part]
    links: list[Example] = []
    choices: list[Choice] = []
    for row in theirs:  # a turn's two examples one after the other, while its talk is remembered
        links += [_link(reader, row)] if row.context and row.link else []
        choices += [_choice(reader, row)] if row.context and row.asks else []
    return links, choices + [_choice(reader, row) for row in interrupting(theirs)]


def bars_of(gather: Gathered, rows: Sequence[Row], held_out: Sequence[tuple[frozenset[str], Table]]) -> Bars:
    """The bars that would have done best in the messages of each part of the writers, by the table without them."""
    return chosen(STAGES, held(gather, rows, held_out), BY_HAND)


def held(gather: Gathered, rows: Sequence[Row], held_out: Sequence[tuple[frozenset[str], Table]]) -> list[Held]:
    """The messages of each part of the writers, with the scores of the table that was learned without them."""
    return [
        Held.of(row, found, table.scores(found.seen), gather.sides_shown)
        for part, table in held_out
        for row in rows
        if row.source in part
        for found in (gather(row.text, row.today),)
    ]


def with_links(read_by: ReadBy, table: Table, rows: Sequence[Row], linked: Linked) -> Table:
    """The table with how a turn stands to its talk, learned of rows that it has seen: as well as may be for a talk
    whose turns are looked at with it."""
    reader = read_by(table)
    turns = [_link(reader, row) for row in rows if row.context and row.link]
    return replace(table, beside=linked(turns)) if turns else table


def interrupting(rows: Sequence[Row]) -> list[Row]:
    """Questions that somebody asked by themselves, each put behind another: what is understood alone is understood
    there, too, whatever was spoken of before."""
    alone = [row for row in rows if row.asks and not row.context and len(row.text) >= WHOLE]
    return [
        replace(row, context=(other.text,))
        for other, row in zip(alone, alone[APART:], strict=False)
        if other.source == row.source
    ]


def _link(reader: Reader, row: Row) -> Example:
    seen = reader.seen_in_talk(row.text, row.context, row.today)
    return seen, frozenset({f"{LINK}:{row.link}"}), frozenset({LINK})


def _choice(reader: Reader, row: Row) -> Choice:
    view = reader.view(row.text, row.context, row.today)
    right = set(row.topics or ())
    return Choice([tuple(view.seen(one)) for one in view.candidates], [one in right for one in view.candidates])
