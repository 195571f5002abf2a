"""The sentences of a talk that goes on: by what happened, and by what is done to the talk itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.answer.entries import member
from knowledge.patterns import Late
from knowledge.reading.model import Turn, What


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What is said of something that is spoken of beside what happened."""

    what: What
    find: Late
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnwardWords:
    """What is said to whoever goes on with what he told. `says`: by what happened (`other`: all else), sentences that
    take turns; `mended` with {event}: he set it right, `noted`: he added its day or place,
    `detail` with {said}: something else that a report may need, `detail_mended`: set right; `form`: beside the button
    of a form; `called`: what each is called; `taken_up`: what is said of something spoken of beside it."""

    says: Mapping[str, tuple[str, ...]]
    mended: str
    noted: str
    detail: str
    detail_mended: str
    form: str
    called: Mapping[What, str]
    taken_up: tuple[TakenUp, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnWords:
    """What is said to who takes a turn in the talk; `mourning`: where a death was told of,
    `aggrieved`: where a report was turned down or is not answered."""

    says: tuple[str, ...]
    mourning: tuple[str, ...]
    aggrieved: tuple[str, ...]
    officer: bool


def onward_words(raw: Mapping[str, Any]) -> OnwardWords:
    """Reads `[onward]` of told.toml."""
    says = {key if key == "other" else member(What, key): tuple(lines) for key, lines in raw["says"].items()}
    called: dict[What, str] = {member(What, key): word for key, word in raw["called"].items()}
    taken_up = tuple(
        TakenUp(member(What, entry["what"]), Late(entry["find"]), tuple(entry["says"])) for entry in raw["taken_up"]
    )
    return OnwardWords(
        says, raw["mended"], raw["noted"], raw["detail"], raw["detail_mended"], raw["form"], called, taken_up
    )


def turn_words(raw: Mapping[str, Any]) -> Mapping[Turn, TurnWords]:
    """Reads turns.toml."""
    return {member(Turn, key): _turn_words(entry) for key, entry in raw.items()}


def _turn_words(entry: Mapping[str, Any]) -> TurnWords:
    says, mourning, aggrieved = (tuple(entry.get(mood, entry["says"])) for mood in ("says", "mourning", "aggrieved"))
    return TurnWords(says, mourning, aggrieved, entry.get("officer", False))
