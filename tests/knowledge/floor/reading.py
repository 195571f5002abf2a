"""Reads `messages.txt`: plain messages, each with what its answer must say and must not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MESSAGES = Path(__file__).parent / "messages.txt"
HEAD = re.compile(r"\[(?P<name>[^\]]+)\] (?P<must>[^!]+)(?: ! (?P<never>.+))?")


@dataclass(frozen=True, slots=True)
class Plain:
    """A message; `must` and `never` are patterns, `name` a name in it that nobody knows."""

    group: str
    text: str
    must: tuple[str, ...]
    never: str
    name: str = ""

    def faults(self, answer: str) -> list[str]:
        """What the answer lacks, or says though it may not."""
        lacking = [f"lacks {one}" for one in (*self.must, re.escape(self.name)) if not re.search(one, answer)]
        said = [f"says {self.never}"] if self.never and re.search(self.never, answer, re.M) else []
        return lacking + said


def messages() -> Iterator[Plain]:
    group, must, never = "", (), ""
    for line in filter(None, MESSAGES.read_text(encoding="utf-8").splitlines()):
        if head := HEAD.fullmatch(line):
            group, must = head["name"], tuple(head["must"].split(" & "))
            never = head["never"] or ""
        else:
            text, _, name = line.partition("|")
            yield Plain(group, text, must, never, name)
