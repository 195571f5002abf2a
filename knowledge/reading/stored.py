"""A learned table as a file: what it is, as JSON, then where its rows stand, then the rows, which stay there and are
read when they are needed. Numbers stand with the lower byte first.

A start reads the quarter that comes before the rows, and a sum tells whether that much of it is undamaged.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO
from zlib import crc32

from knowledge.reading.bars import Bars
from knowledge.reading.linear import Table, lower_first
from knowledge.reading.rowindex import BUCKETS, PAIR, Places, Read, Rows, from_file
from knowledge.wordtable import replace_file

MAGIC = b"WNTABLE1"
HEADER = Struct("<8sII")  # magic, size of the JSON, sum of what comes before the rows
READABLE = 0o644  # it is part of the program, whoever runs it


def save(table: Table, path: Path) -> None:
    tables = [table, *([table.beside] if table.beside else [])]
    told = json.dumps([_told(one) for one in tables], separators=(",", ":")).encode("ascii")
    places = [one.rows.places for one in tables]
    header = HEADER.pack(MAGIC, len(told), _sum(told, places))
    parts = [lower_first(part).tobytes() for one in places for part in _parts(one)]
    replace_file(path, b"".join([header, told, *parts, *(one.rows.whole() for one in tables)]))
    path.chmod(READABLE)


def load(path: Path) -> Table:
    """Damaged, or of another version's form: ValueError."""
    with path.open("rb") as file:
        magic, size, known = HEADER.unpack(file.read(HEADER.size).ljust(HEADER.size))
        if magic != MAGIC:
            raise ValueError(f"{path} is not a table")
        text = file.read(size)
        told = json.loads(text)
        places = [_places(file, one["features"]) for one in told]
        rows = file.tell()
        whole = rows + PAIR * sum(one.begins[-1] for one in places)
        if _sum(text, places) != known or os.fstat(file.fileno()).st_size != whole:
            raise ValueError(f"{path} is damaged")
        try:
            return _table(told, places, from_file(file.fileno()), rows)
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path} was learned by another version") from error


def _told(table: Table) -> dict[str, Any]:
    return {
        "fingerprint": table.fingerprint,
        "classes": table.classes,
        "bias": table.bias,
        "features": len(table.rows),
        "words": "\n".join(sorted(table.words)),
        "meant": table.meant,
        "bars": asdict(table.bars),
    }


def _parts(places: Places) -> Iterator[array[int]]:
    yield from (places.firsts, places.begins, places.lows, places.ends)


def _places(file: BinaryIO, features: int) -> Places:
    sizes = (("I", BUCKETS + 1), ("I", BUCKETS + 1), ("H", features), ("H", features))
    return Places(*(_numbers(file, kind, size) for kind, size in sizes))


def _numbers(file: BinaryIO, kind: str, size: int) -> array[int]:
    numbers = array(kind)
    try:
        numbers.fromfile(file, size)
    except EOFError as error:
        raise ValueError("the file ends too soon") from error
    return lower_first(numbers)


def _sum(text: bytes, places: Iterable[Places]) -> int:
    found = crc32(text)
    for part in (part for one in places for part in _parts(one)):
        found = crc32(lower_first(part), found)
    return found


def _table(told: Sequence[dict[str, Any]], places: Sequence[Places], read: Read, begin: int) -> Table:
    """The first of them, with the next beside it."""
    one, rows = told[0], Rows(places[0], read, begin)
    return Table(
        tuple(one["classes"]),
        tuple(one["bias"]),
        rows,
        one["fingerprint"],
        frozenset(one["words"].split("\n")) - {""},
        _table(told[1:], places[1:], read, begin + rows.size) if told[1:] else None,
        one["meant"],
        Bars(**one["bars"]),
    )
