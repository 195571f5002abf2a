"""How much danger is heard of a writer from whom nothing was learned, and how much of what is harmless is taken for it.

python -m tests.knowledge.reading.alarms [--wrong]

Only the danger heads are learned, which takes a tenth of the time of `folds` and gives the same alarms.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.lexicon.load import load
from knowledge.reading.clauses import Clauses
from knowledge.reading.dangers import likeliest
from knowledge.reading.evidence import Evidence, Gatherer
from knowledge.reading.linear import Table
from knowledge.reading.model import Danger
from knowledge.reading.rows import Row, all_rows
from knowledge.reading.teach import table_of
from knowledge.shelf import NOTICES, Shelf
from tests.knowledge.measure import cases
from tests.knowledge.reading.folds import LETTERS

HERE = Path(__file__).parents[1]
NONE = Danger.NONE.value


@dataclass(frozen=True)
class Alarms:
    """How many messages tell of danger, are heard, and are told apart; how many are harmless, and are taken for it."""

    danger: int
    heard: int
    kind: int
    harmless: int
    false: int

    def __str__(self) -> str:
        return (
            f"danger {self.danger:4} heard {self.heard:4} ({self.heard / max(self.danger, 1):.3f}) kind {self.kind:4}"
            f"   harmless {self.harmless:4} false {self.false:3} ({self.false / max(self.harmless, 1):.3f})"
        )


def alarms(found: Sequence[tuple[Row, Evidence]], table: Table, *, wrong: bool) -> Alarms:
    read = [(row, likeliest(seen, table.scores(seen.seen)).value) for row, seen in found]
    for row, got in read:
        if wrong and (got == NONE) != (row.danger == NONE):
            print(f"  {'missed' if got == NONE else 'false '} {row.text}  {'|'.join(row.context)}")
    told, rest = ([(row, got) for row, got in read if (row.danger != NONE) is real] for real in (True, False))
    heard = [(row, got) for row, got in told if got != NONE]
    kind = sum(row.danger == got for row, got in heard)
    return Alarms(len(told), len(heard), kind, len(rest), sum(got != NONE for _, got in rest))


def apart() -> Iterator[Row]:
    """Messages that are never learned from: despair and what only sounds like it, and everyday questions."""
    for name, label in (("hints", "self"), ("manners", NONE)):
        for line in (HERE / "despair" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "[")):
                yield Row(line, name, danger=label)
    for case in cases(HERE / "heldout"):
        if "care" not in case.want and not case.context:
            yield Row(case.text, "everyday", danger=NONE)


def main() -> None:
    wrong = "--wrong" in sys.argv
    lexicon = load()
    gather = Gatherer(lexicon, Clauses(lexicon, Shelf(NOTICES, lexicon).notices[-1]))
    rows = [replace(row, acts=None, asks=None, events=None, form=None) for row in all_rows(lexicon) if row.danger]
    found = [(row, gather(row.text, row.today)) for row in rows]

    def taught(held: str) -> Table:
        kept = [(row, seen) for row, seen in found if row.source != held]
        return table_of([row for row, _ in kept], [seen.seen for _, seen in kept])

    for writer in sorted({row.source for row in rows if row.source.startswith(LETTERS)}):
        own = [one for one in found if one[0].source == writer]
        print(writer, alarms(own, taught(writer), wrong=wrong), flush=True)
    everyone = taught("")
    others = [(row, gather(row.text, row.today)) for row in apart()]
    for name in ("hints", "manners", "everyday"):
        print(f"{name:13}", alarms([one for one in others if one[0].source == name], everyone, wrong=wrong))


if __name__ == "__main__":
    main()
