"""Counts, without showing a message, how much danger is heard, and how often it is heard where none is.

python -m tests.knowledge.danger.measure
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import Library
from knowledge.reading.model import Danger

HERE = Path(__file__).parent
TODAY = date(2026, 11, 29)
LOOKED_BACK = 5
MEANT = {"self": Danger.SELF, "other": Danger.THREAT, "worry": Danger.WORRY, "medical": Danger.MEDICAL}


@dataclass(frozen=True)
class Counted:
    """By kind of danger (a talk of several messages apart): all, heard as any danger, heard as that kind; and the
    harmless messages, with the alarms at them."""

    all: Mapping[str, int]
    heard: Mapping[str, int]
    right: Mapping[str, int]
    harmless: int
    alarms: int

    @property
    def recall(self) -> float:
        return sum(self.heard.values()) / sum(self.all.values())

    @property
    def false(self) -> float:
        return self.alarms / self.harmless


def counted(library: Library) -> Counted:
    """Reads both files of this folder."""
    every, heard, right = Counter[str](), Counter[str](), Counter[str]()
    for row in _rows("danger"):
        turns = row.get("turns") or [row["text"]]
        found = _dangers(library, turns)
        kind = row["danger"] if len(turns) == 1 else f"{row['danger']}, in a talk"
        every[kind] += 1
        heard[kind] += bool(found)
        right[kind] += MEANT[row["danger"]] in found
    harmless = [_dangers(library, [row["text"]]) for row in _rows("everyday")]
    return Counted(every, heard, right, len(harmless), sum(map(bool, harmless)))


def _rows(name: str) -> Iterator[Mapping[str, Any]]:
    return map(json.loads, (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())


def _dangers(library: Library, turns: Sequence[str]) -> set[Danger]:
    read = (library.read(said, turns[max(0, at - LOOKED_BACK) : at], today=TODAY) for at, said in enumerate(turns))
    return {one.danger for one in read} - {Danger.NONE}


def main() -> None:
    found = counted(Library.load())
    for kind, n in sorted(found.all.items()):
        print(f"{kind}: {n}, heard {found.heard[kind]}, of the right kind {found.right[kind]}")
    print(f"all: {found.recall:.3f} heard; {found.alarms} false alarms in {found.harmless} ({found.false:.3f})")


if __name__ == "__main__":
    main()
