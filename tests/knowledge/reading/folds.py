"""How well each part of a reading is got right by writers whom nothing was learned from, one writer after another.

python -m tests.knowledge.reading.folds [--curve] [--without-clauses] [--wrong PART]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.lexicon.load import load
from knowledge.lexicon.model import STRONG
from knowledge.reading.clauses import Clauses
from knowledge.reading.evidence import Gatherer
from knowledge.reading.heads import form
from knowledge.reading.reader import Reader
from knowledge.reading.report import report_of
from knowledge.reading.rows import Row, all_rows
from knowledge.reading.teach import table_of, words_of
from knowledge.shelf import NOTICES, Shelf

LETTERS = "2026-11-29-0"  # rounds of strangers, a file a writer
PARTS = ("acts", "topics", "first", "clause", "facets", "pairs", "what", "whose", "state", "events", "danger", "form")
CLAUSE_MARK = "B"


@dataclass(frozen=True)
class Taught:
    """Everything that can be learned from, with what is seen of it; `clauses` False leaves jieba's index out."""

    rows: Sequence[Row]
    seen: Sequence[frozenset[str]]
    clauses: bool

    @classmethod
    def of(cls, clauses: bool = True) -> Taught:
        lexicon = load()
        gather = Gatherer(lexicon, Clauses(lexicon, Shelf(NOTICES, lexicon).notices[-1]))
        rows = all_rows(lexicon)
        seen = [gather(row.text, row.today).seen for row in rows]
        if not clauses:
            seen = [frozenset(one for one in found if one[0] != CLAUSE_MARK) for found in seen]
        return cls(rows, seen, clauses)

    def reader(self, without: Iterable[str]) -> Reader:
        """A reader that has never seen a message of the sources `without`."""
        held, lexicon = set(without), load()
        kept = [at for at, row in enumerate(self.rows) if row.source not in held]
        notice = Shelf(NOTICES, lexicon).notices[-1]
        words = words_of(Clauses(lexicon, notice), (self.rows[at].text for at in kept))
        table = table_of([self.rows[at] for at in kept], [self.seen[at] for at in kept])
        return Reader(lexicon, notice, replace(table, words=words))


def unnamed(reader: Reader, row: Row) -> bool:
    """Whether no strong word of the lexicon says what the message is about: there the index of clauses is asked."""
    return max(reader.gather(row.text, row.today).rules.values(), default=0.0) < STRONG


def parts(reader: Reader, row: Row) -> Iterator[tuple[str, set[object], set[object]]]:
    """(part, what was read, what is right) for each part that the row is labelled for."""
    read = reader.read(row.text, row.context, row.today)
    if row.acts is not None:
        yield "acts", {one.value for one in read.acts}, set(row.acts)
    if row.asks is not None and row.topics is not None:
        yield "topics", {one.topic for one in read.questions}, set(row.topics)
        if row.topics:
            first = read.questions[0].topic if read.questions else ""
            yield "first", {first in row.topics}, {True}
            if row.topics[0] in reader.lexicon.topics and not row.context and unnamed(reader, row):
                yield "clause", {first in row.topics}, {True}
    if row.asks is not None and row.facets is not None:
        yield "facets", {one.facet for one in read.questions}, set(row.facets)
        yield "pairs", {(one.topic, one.facet) for one in read.questions}, set(row.asks)
    if row.events is not None:
        got = [(one.what.value, one.whose.value, one.state.value) for one in read.events]
        yield "what", {what for what, _, _ in got}, {what for what, _, _ in row.events}
        yield "whose", {(what, whose) for what, whose, _ in got}, {(what, whose) for what, whose, _ in row.events}
        yield "state", {(what, state) for what, _, state in got}, {(what, state) for what, _, state in row.events}
        yield "events", set(got), set(row.events)
    if row.danger is not None:
        yield "danger", {read.danger.value}, {row.danger}
    if (opened := form(row)) is not None:
        report = report_of(read)
        yield "form", {report.kind} if report else set(), set(opened)


def measure(reader: Reader, rows: Iterable[Row], wrong: str = "") -> tuple[Counter[str], Counter[str]]:
    """Right and all, by part; prints what is wrong of the part `wrong`."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        for part, got, want in parts(reader, row):
            total[part] += 1
            right[part] += got == want
            if part == wrong and got != want:
                print(
                    f"  {row.text}  {'|'.join(row.context)}  want {sorted(map(str, want))} got {sorted(map(str, got))}"
                )
    return right, total


def _line(name: str, right: Counter[str], total: Counter[str]) -> str:
    figures = "  ".join(f"{part} {right[part] / total[part]:.3f}" for part in PARTS if total[part])
    return f"{name:16} {max(total.values(), default=0):5}  {figures}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--curve", action="store_true", help="learn from ever more writers, measure on the last")
    options.add_argument("--without-clauses", action="store_true", help="leave jieba's index of clauses out")
    options.add_argument("--wrong", default="", help="print what is wrong of this part")
    chosen = options.parse_args()
    taught = Taught.of(not chosen.without_clauses)
    writers = sorted({row.source for row in taught.rows if row.source.startswith(LETTERS)})
    if chosen.curve:
        for count in range(len(writers)):
            reader = taught.reader(writers[count:])
            last = [row for row in taught.rows if row.source == writers[-1]]
            print(_line(f"{count} writers", *measure(reader, last)), flush=True)
        return
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for writer in writers:
        held = [row for row in taught.rows if row.source == writer]
        one, of = measure(taught.reader([writer]), held, chosen.wrong)
        right, total = right + one, total + of
        print(_line(writer, one, of), flush=True)
    print(_line("all", right, total))


if __name__ == "__main__":
    main()
