"""What is said of a happening that is told, nothing asked of it, and without a clause (`lexicon/answers/told.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.answer.entries import members, people
from knowledge.reading.model import Event, Reading, Remark, State, What, Whose


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a happening for which the notice has no clause; `kind` may be reported along with it; `covers`:
    what the notice says, for who wants it registered."""

    say: str
    kind: str = ""
    officer: bool = False
    covers: str = ""


@dataclass(frozen=True, slots=True)
class ToldBy:
    """What is said of a happening by whose it is and what is remarked beside it; what is empty is not looked at."""

    told: Told
    what: frozenset[What]
    whose: frozenset[Whose]
    state: frozenset[State]
    remark: frozenset[Remark]

    def fits(self, event: Event, reading: Reading) -> bool:
        if self.remark and not self.remark & reading.remarks:
            return False
        return event.what in self.what and event.whose in self.whose and event.state in self.state


def read_told_by(entry: Mapping[str, Any]) -> ToldBy:
    return ToldBy(
        Told(entry["say"], entry.get("kind", ""), entry.get("officer", False), entry.get("covers", "")),
        what=members(What, entry["what"]),
        whose=people(entry["whose"]),
        state=members(State, entry.get("state", "happened planned")),
        remark=members(Remark, entry.get("remark", "")),
    )
