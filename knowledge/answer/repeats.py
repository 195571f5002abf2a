"""What is said once in a talk and not again: caveats, offers, a clause that stands beside an answer
(`lexicon/answers/repeats.toml`). What answers, a figure and a source are said whenever they are asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

SENTENCE = re.compile("[^。！？\n]*(?:[。！？][”’]?|$)")


@dataclass(frozen=True, slots=True)
class Repeats:
    """`once`: how sentences begin that are said once; `whom`: that they name whom to ask, which stays somewhere."""

    once: re.Pattern[str]
    whom: re.Pattern[str]

    def without(self, text: str, heard: Collection[str]) -> str:
        """The text without such sentences as were `heard` in this talk; whole where nothing else is in it."""
        lines = ["".join(self._left(line, heard)) for line in text.split("\n")]
        left = "\n".join(line for line in lines if line)
        nobody = self.whom.search(text) and not self.whom.search(left)
        return text if nobody or all(self.once.match(line) for line in left.split("\n")) else left

    def _left(self, line: str, heard: Collection[str]) -> list[str]:
        sentences = [one for one in SENTENCE.findall(line) if one]
        return [one for one in sentences if not (self.once.match(one) and any(one in said for said in heard))]


def read_repeats(raw: Mapping[str, Any]) -> Repeats:
    """Reads repeats.toml."""
    return Repeats(re.compile("|".join(raw["once"])), re.compile(raw["whom"]))
