"""Teaches the classifiers from the lexicon's phrasings and rounds, and keeps the table as `lexicon/reading.bin`."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from knowledge.document import Notice
from knowledge.lexicon.load import FOLDER, Lexicon
from knowledge.reading.apart import Apart, side_by_side
from knowledge.reading.bars import BY_HAND, Bars
from knowledge.reading.clauses import Clauses
from knowledge.reading.evidence import Evidence, Gatherer
from knowledge.reading.features import VERSION
from knowledge.reading.heads import Example, examples
from knowledge.reading.linear import Table
from knowledge.reading.naming import UNHEARD
from knowledge.reading.rows import Row, all_rows, pairs
from knowledge.reading.stored import load, save

TABLE = FOLDER / "reading.bin"
KNOWN = 3  # messages; the more there are, the more words of names stand in one or two
LINK_SMALLEST = 0.3  # of what is learned of turns, from far fewer rows
SMALLEST = 1.2  # in log-odds; of a feature, with a hundred beside it, less is nothing
UNTAUGHT = ("answers", "documents", "scheduled")


def fingerprint(folder: Path = FOLDER) -> str:
    """Changes when anything changes that the table was learned from."""
    digest = hashlib.blake2b(f"features {VERSION}".encode(), digest_size=12)
    for path in sorted(one for kind in ("*.txt", "*.toml", "*.jsonl") for one in folder.rglob(kind)):
        if not path.relative_to(folder).parts[0].startswith(UNTAUGHT):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def links_of(turns: Sequence[Example]) -> Table:
    """A table of links, learned from far fewer rows."""
    from knowledge.reading.learn import learn

    return learn(turns).table({}, LINK_SMALLEST)


def words_of(clauses: Clauses, texts: Iterable[str]) -> frozenset[str]:
    """The words of more than one character, as jieba cuts them, that stand in KNOWN messages or more: what few have
    said may be a name."""
    counts = Counter(word for text in texts for word in set(clauses.words(text)) if len(word) > 1)
    return frozenset(word for word, count in counts.items() if count >= KNOWN)


def teach(lexicon: Lexicon, notice: Notice, path: Path = TABLE) -> Table:
    """Learns from everything in the lexicon and saves."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # numpy's second thread waits longer than it works
    rows = all_rows(lexicon)
    rows += pairs(rows)
    clauses = Clauses(lexicon, notice)
    gather = Gatherer(lexicon, clauses)
    found = {(row.text, row.today): gather(row.text, row.today) for row in rows}
    words = words_of(clauses, (found[row.text, row.today].text for row in rows if row.topics != (UNHEARD,)))
    table = replace(learned(clauses, rows, found, words), fingerprint=fingerprint())
    save(table, path)
    return table


def learned(
    clauses: Clauses, rows: Sequence[Row], found: Mapping[tuple[str, date], Evidence], words: frozenset[str]
) -> Table:
    """A table without a name, with its bars and with what is learned of turns, which are read by these bars."""
    from knowledge.reading import crossfit  # which needs scikit-learn

    whole, held_out = tables_of(rows, [found[row.text, row.today].seen for row in rows])
    gathered = crossfit.Gathered(clauses.lexicon, clauses, found)
    read_by = partial(crossfit.Rereader, clauses.lexicon, clauses.notice, gathered=gathered)
    bars = crossfit.bars_of(gathered, rows, held_out)
    parts = [(part, replace(table, words=words, bars=bars)) for part, table in held_out]
    beside, meant = crossfit.of_turns(read_by, rows, parts, links_of)
    return replace(whole, words=words, beside=beside, meant=meant, bars=bars)


def tables_of(rows: Sequence[Row], seen: Sequence[frozenset[str]]) -> tuple[Table, list[tuple[frozenset[str], Table]]]:
    """The table of all rows, and by part of the writers one that was learned without them, which also tells how sure a
    score makes."""
    from knowledge.reading.crossfit import writers
    from knowledge.reading.learn import learn
    from knowledge.reading.odds import odds_of

    whole = Apart(partial(learn, examples(rows, seen)))
    parts = writers(rows)
    without = side_by_side([partial(learn, _examples(rows, seen, part, theirs=False)) for part in parts])
    theirs = [_examples(rows, seen, part, theirs=True) for part in parts]
    odds = odds_of(zip(without, theirs, strict=True), SMALLEST)
    held_out = [(part, one.table(odds, SMALLEST)) for part, one in zip(parts, without, strict=True)]
    return whole.result().table(odds, SMALLEST), held_out


def table_of(rows: Sequence[Row], seen: Sequence[frozenset[str]]) -> Table:
    """The table of all rows alone."""
    return tables_of(rows, seen)[0]


def _examples(
    rows: Sequence[Row], seen: Sequence[frozenset[str]], part: frozenset[str], *, theirs: bool
) -> list[Example]:
    """Of the rows of these writers, or of all others."""
    kept = [at for at, row in enumerate(rows) if (row.source in part) is theirs]
    return examples([rows[at] for at in kept], [seen[at] for at in kept])


def is_current(path: Path = TABLE) -> bool:
    """Whether the kept table can be read and was learned from the lexicon as it is."""
    try:
        return load(path).fingerprint == fingerprint()
    except (OSError, ValueError):  # none yet, or another version's
        return False


def kept_bars(path: Path = TABLE) -> Bars:
    """The bars of the kept table; by hand, where there is none that can be read."""
    try:
        return load(path).bars
    except (OSError, ValueError):
        return BY_HAND


@lru_cache(maxsize=2)
def taught(path: Path = TABLE) -> Table:
    return load(path)
