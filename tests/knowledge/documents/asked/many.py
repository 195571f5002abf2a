"""Which clause a question finds among two thousand: `python -m tests.knowledge.documents.asked.many [QUESTIONS.jsonl]`.

The questions of `measure` (without a file those beside this module) are asked once of their own document and once with
the nineteen documents of `crowd` in force beside it, and one question of each subject of the crowd. Printed are how
many clauses there are, what the index costs in time and memory, how long an answer takes, and how many are right.
"""

from __future__ import annotations

import gc
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from knowledge import Library
from knowledge.amended import Standing, editions_of
from knowledge.documents.extracting import extract
from knowledge.documents.model import Document
from knowledge.documents.read import document_of, understand
from tests.knowledge.documents.asked import crowd
from tests.knowledge.documents.asked.measure import CITED, FIRST, SETTLED, outcome, right_clauses

HERE = Path(__file__).parent


def read(content: bytes) -> Document:
    return document_of(understand(extract(content)))


def in_force(documents: Sequence[Document]) -> tuple[Library, date]:
    """A library with these in force, and a day on which they have been for a while."""
    library = Library.load()
    standing = [Standing(one, {"key": str(at)}) for at, one in enumerate(documents)]
    library.publish(editions_of(standing, (), library.lexicon))
    return library, max(day for one in documents if (day := one.effective_from or one.signed)) + SETTLED


def held() -> float:
    """Megabytes that this process holds."""
    gc.collect()
    with open("/proc/self/statm") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * 4096 / 1e6


def rows(files: Iterable[Path]) -> list[dict[str, Any]]:
    """The questions of files, each with the documents that they are asked of."""
    given = [
        {**json.loads(line), "beside": file.parent} for file in files for line in file.read_text().splitlines() if line
    ]
    if given:
        return given
    made = []
    for name in ("school", "plan", "table"):
        lines = (HERE / f"{name}.questions").read_text(encoding="utf-8").splitlines()
        pairs = [line.split("|") for line in lines if not line.startswith("#")]
        made += [{"files": [f"{name}.txt"], "q": q, "words": [words], "beside": HERE} for q, words in pairs]
    return made


def asked(library: Library, day: date, documents: Sequence[Document], some: Iterable[dict[str, Any]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in some:
        answer = library.answer(row["q"], today=date.fromisoformat(row["on"]) if "on" in row else day)
        ended = outcome(answer, right_clauses(documents, row))
        found[ended] += 1
        if ended not in {FIRST, CITED} and "--all" in sys.argv:
            print(ended, row["q"], "、".join(f"{one.notice}{one.clause}" for one in answer.citations), answer.text[:90])
    return found


def shown(name: str, found: Counter[str]) -> str:
    right = found[FIRST] + found[CITED]
    return f"{name}: first {found[FIRST]}, right {right} of {found.total()} ({right / max(1, found.total()):.2f})"


def beside_the_crowd(files: Sequence[str], some: list[dict[str, Any]], others: list[Document]) -> list[Counter[str]]:
    own = [read((some[0]["beside"] / name).read_bytes()) for name in files]
    library, day = in_force(own)
    alone = asked(library, day, own, some)
    before = held()
    library, day = in_force([*own, *others])
    began = process_time()
    library.prepare(day)
    made = process_time() - began
    library.answer("住院怎么慰问", today=day)
    grown = held() - before
    began = process_time()
    among = asked(library, day, [*own, *others], some)
    each = 1000 * (process_time() - began) / len(some)
    clauses = sum(len(one.clauses) for one in [*own, *others])
    print(f"{'、'.join(files)}: {clauses} clauses, ready in {made:.1f} s, {grown:.0f} MB more, {each:.1f} ms an answer")
    return [alone, among]


def main() -> None:
    some = rows(Path(one) for one in sys.argv[1:] if not one.startswith("--"))
    others = [read(one.encode()) for one in crowd.documents()]
    totals = [Counter[str](), Counter[str]()]
    for files in dict.fromkeys(tuple(row["files"]) for row in some):
        mine = [row for row in some if tuple(row["files"]) == files]
        for total, one in zip(totals, beside_the_crowd(files, mine, others), strict=True):
            total.update(one)
    print(shown("alone", totals[0]))
    print(shown("among all", totals[1]))
    library, day = in_force(others)
    invented = [{"q": q, "words": [words]} for q, words in crowd.questions()]
    print(shown("of the crowd itself", asked(library, day, others, invented)))


if __name__ == "__main__":
    main()
