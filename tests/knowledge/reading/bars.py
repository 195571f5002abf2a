"""How the bars do in messages whose writers the table has not seen, and where they would do best.

python -m tests.knowledge.reading.bars [WRITER …]    (a writer's file: 2026-11-30-24)

With writers, these are held out together from a table that is learned for this (as long as `wennuan notices train`
takes); without, each half of all writers from a table of the other, as the bars are chosen. Of each bar: its value as
kept, what was judged by it, how much of what is above it is right (precision) and how much of what is right is above it
(recall), the share that is to be right at the bar, the value that would be chosen here, and what it means. A bar that
nothing labelled tells of is shown with its value alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from knowledge.lexicon.load import load
from knowledge.reading.bars import MEANINGS, Bars
from knowledge.reading.choosing import Criterion, Held, Tally, tallied
from knowledge.reading.clauses import Clauses
from knowledge.reading.criteria import STAGES
from knowledge.reading.crossfit import Gathered, held
from knowledge.reading.linear import Table
from knowledge.reading.rows import Row
from knowledge.reading.teach import table_of, tables_of, taught
from knowledge.shelf import NOTICES, Shelf
from tests.knowledge.reading.folds import Taught

Parts = Sequence[tuple[frozenset[str], Table]]


def line(criterion: Criterion, bars: Bars, tally: Tally) -> str:
    value = asdict(bars)[criterion.bar]
    right, wrong = tally.above(value)
    wanted = tally.right.total()
    all_ = wanted + tally.wrong.total()
    best = f"{tally.best(criterion.share):+.1f}" if tally.tells else "too few"
    figures = f"precision {right / max(right + wrong, 1):.3f}  recall {right / max(wanted, 1):.3f}"
    judged = f"{criterion.bar:18} {value:+.2f}  n {all_:7} right {wanted:6}"
    return f"{judged}  {figures}  share {criterion.share:.2f}  best {best}"


def shown(messages: Sequence[Held], bars: Bars) -> Iterator[str]:
    criteria = [one for stage in STAGES for one in stage]
    tallies = tallied(criteria, messages, bars)
    for one in criteria:
        yield f"{line(one, bars, tallies[one.bar])}  ({MEANINGS[one.bar]})"
    for name, value in asdict(bars).items():
        if name not in tallies:
            yield f"{name:18} {value:+.2f}  by hand  ({MEANINGS[name]})"


def parts_without(rows: Sequence[Row], seen: Sequence[frozenset[str]], writers: frozenset[str]) -> Parts:
    """The parts of the writers that are held out, each with a table that was learned without them."""
    if not writers:
        return tables_of(rows, seen)[1]
    kept = [at for at, row in enumerate(rows) if row.source not in writers]
    return [(writers, table_of([rows[at] for at in kept], [seen[at] for at in kept]))]


def main() -> None:
    known, lexicon = Taught.of(), load()
    gather = Gathered(lexicon, Clauses(lexicon, Shelf(NOTICES, lexicon).notices[-1]))
    messages = held(gather, known.rows, parts_without(known.rows, known.seen, frozenset(sys.argv[1:])))
    print("\n".join(shown(messages, taught().bars)))


if __name__ == "__main__":
    main()
