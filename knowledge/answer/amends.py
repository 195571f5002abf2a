"""What is said to somebody who sets right what he said before: what it is now, and what it is no more (`[amends]` in
`lexicon/answers/told.toml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CLAUSE = re.compile("[,，。；;!！]")
LONGEST = 12  # characters


@dataclass(frozen=True, slots=True)
class Amends:
    """`find`: ways of setting right, with `new` and, where it is named, `old`; the first that fits counts. `both` and
    `one` say it back, `misread` with {old} where
    something else happened, `asks` is said where nothing tells what is meant; `loose` follows where no matter is known.
    """

    find: tuple[re.Pattern[str], ...]
    both: str
    one: str
    misread: str
    asks: str
    loose: str

    def said_back(self, text: str) -> str:
        """What is changed; "" where the message does not tell."""
        match = next((found for pattern in self.find if (found := pattern.search(text))), None)
        if match is None:
            return ""
        named = match.groupdict()
        return (self.both if named.get("old") else self.one).format_map(named)

    def instead(self, text: str, old: str = "") -> str:
        """What is said in place of what was understood (“订婚,酒下个月办”), as what it is now. `old`: misread."""
        says = self.misread if old else self.one
        return says.format(new=CLAUSE.split(text.strip())[0][:LONGEST], old=old)

    def answer(self, text: str, *, known: bool) -> str:
        """What is changed, or the question what that is; `known`: the talk is about a happening."""
        said = self.said_back(text)
        return self.asks if not said else said if known else f"{said}{self.loose}"


def read_amends(raw: Mapping[str, Any]) -> Amends:
    """Reads `[amends]`."""
    return Amends(
        tuple(map(re.compile, raw["find"])), raw["both"], raw["one"], raw["misread"], raw["asks"], raw["loose"]
    )
