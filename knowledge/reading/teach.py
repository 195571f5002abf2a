"""Teaches the classifiers from the lexicon's phrasings and rounds, and keeps the table as `lexicon/reading.json`."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from knowledge.document import Notice
from knowledge.lexicon.load import FOLDER, Lexicon
from knowledge.reading.apart import Apart
from knowledge.reading.clauses import Clauses
from knowledge.reading.evidence import Gatherer
from knowledge.reading.features import VERSION
from knowledge.reading.heads import Example, examples
from knowledge.reading.linear import Table
from knowledge.reading.naming import UNHEARD
from knowledge.reading.rows import Row, all_rows, pairs
from knowledge.reading.stored import load, save

TABLE = FOLDER / "reading.json"
KNOWN = 3  # messages; the more there are, the more words of names stand in one or two
LINK_RATE, LINK_SMALLEST = 6.0, 0.3  # of what is learned of turns, from far fewer rows
SMALLEST = 0.75  # in log-odds; of a feature, with a hundred beside it, less is nothing
UNTAUGHT = ("answers", "documents", "scheduled")


def fingerprint(folder: Path = FOLDER) -> str:
    """Changes when anything changes that the table was learned from."""
    digest = hashlib.blake2b(f"features {VERSION}".encode(), digest_size=12)
    for path in sorted(one for kind in ("*.txt", "*.toml", "*.jsonl") for one in folder.rglob(kind)):
        if not path.relative_to(folder).parts[0].startswith(UNTAUGHT):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def table_of(rows: Sequence[Row], seen: Sequence[frozenset[str]], name: str = "", *, roughly: bool = False) -> Table:
    """Learned from rows and what is seen of them; `roughly`: in half a run."""
    from knowledge.reading.learn import learn

    return replace(learn(examples(rows, seen), SMALLEST, roughly=roughly), fingerprint=name)


def links_of(turns: Sequence[Example]) -> Table:
    """A table of links, learned from far fewer rows."""
    from knowledge.reading.learn import learn

    return learn(turns, LINK_SMALLEST, rate=LINK_RATE, deep=0)


def _without(
    rows: Sequence[Row], seen: Sequence[frozenset[str]], words: frozenset[str], sources: frozenset[str]
) -> Table:
    """A table that has seen nothing of some writers, for what is learned of their turns."""
    kept = [at for at, row in enumerate(rows) if row.source not in sources]
    return replace(table_of([rows[at] for at in kept], [seen[at] for at in kept], roughly=True), words=words)


def words_of(clauses: Clauses, texts: Iterable[str]) -> frozenset[str]:
    """The words of more than one character, as jieba cuts them, that stand in KNOWN messages or more: what few have
    said may be a name."""
    counts = Counter(word for text in texts for word in set(clauses.words(text)) if len(word) > 1)
    return frozenset(word for word, count in counts.items() if count >= KNOWN)


def teach(lexicon: Lexicon, notice: Notice, path: Path = TABLE) -> Table:
    """Learns from everything in the lexicon and saves; the turns in a process beside, for the second processor."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # numpy's second thread waits longer than it works
    from knowledge.reading import crossfit  # which needs numpy

    rows = all_rows(lexicon)
    rows += pairs(rows)
    clauses = Clauses(lexicon, notice)
    gather = Gatherer(lexicon, clauses)
    found = {(row.text, row.today): gather(row.text, row.today) for row in rows}
    seen = [found[row.text, row.today].seen for row in rows]
    words = words_of(clauses, (found[row.text, row.today].text for row in rows if row.topics != (UNHEARD,)))
    read_by = partial(crossfit.Rereader, lexicon, notice, gathered=crossfit.Gathered(lexicon, clauses, found))
    turns = Apart(partial(crossfit.of_turns, read_by, rows, partial(_without, rows, seen, words), links_of))
    table = replace(table_of(rows, seen, fingerprint()), words=words)
    beside, meant = turns.result()
    table = replace(table, beside=beside, meant=meant)
    save(table, path)
    return table


def is_current(path: Path = TABLE) -> bool:
    """Whether the kept table can be read and was learned from the lexicon as it is."""
    try:
        return load(path).fingerprint == fingerprint()
    except (OSError, TypeError, ValueError, KeyError):  # none yet, or one of another version's form
        return False


@lru_cache(maxsize=2)
def taught(path: Path = TABLE) -> Table:
    return load(path)
