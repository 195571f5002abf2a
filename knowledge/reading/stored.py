"""A learned table as a file: JSON, its rows compressed and in base 64, which is read in a third of the time of lists of
numbers. It is written in ASCII alone, since with one other character in it the text of 9 MB takes twice the memory."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from knowledge.reading.bars import Bars
from knowledge.reading.linear import Table
from knowledge.reading.rowindex import RowIndex


def save(table: Table, path: Path) -> None:
    path.write_text(json.dumps(_content(table), separators=(",", ":")), encoding="ascii")


def load(path: Path) -> Table:
    """Of another version's form: TypeError, ValueError or KeyError."""
    return _table(json.loads(path.read_text(encoding="utf-8")))


def _content(table: Table) -> dict[str, Any]:
    return {
        "fingerprint": table.fingerprint,
        "classes": table.classes,
        "bias": table.bias,
        "hashes": _as_text(table.index.hashes),
        "ends": _as_text(table.ends),
        "numbers": _as_text(table.numbers),
        "words": "\n".join(sorted(table.words)),
        "beside": _content(table.beside) if table.beside else None,
        "meant": table.meant,
        "bars": asdict(table.bars),
    }


def _table(content: Mapping[str, Any]) -> Table:
    classes = tuple(content["classes"])
    return Table(
        classes,
        tuple(content["bias"]),
        RowIndex(_from_text("I", content["hashes"])),
        _from_text("I", content["ends"]),
        _from_text("h", content["numbers"]),
        content["fingerprint"],
        frozenset(content["words"].split("\n")) - {""},
        _table(content["beside"]) if content["beside"] else None,
        content["meant"],
        Bars(**content["bars"]),
    )


def _as_text(numbers: array[int]) -> str:
    """The lower byte first."""
    return _bytes_as_text(_lower_first(numbers).tobytes())


def _from_text(kind: str, text: str) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(_bytes_from_text(text))
    return _lower_first(numbers)


def _bytes_as_text(raw: bytes) -> str:
    return b64encode(zlib.compress(raw, 9)).decode("ascii")


def _bytes_from_text(text: str) -> bytes:
    try:
        return zlib.decompress(b64decode(text, validate=True))
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _lower_first(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
