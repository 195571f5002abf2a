"""What is said of the bot itself and of the member's own affairs (`lexicon/answers/self.toml`, `work.toml`): all of a
topic, a side of it, or the particular side that words of the message show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.answer import texts
from knowledge.errors import LexiconError
from knowledge.lexicon.load import read_toml
from knowledge.lexicon.model import Facet
from knowledge.patterns import Late, faults

FILES = ("self.toml", "work.toml")
EVERY = "*"  # every side is answered by all of it
MOST = 2  # particular sides that one side stands for (“多大了，谁造的”)


@dataclass(frozen=True, slots=True)
class Finer:
    """A particular side: what shows it in a text in normal form, the sides that it may stand for (none: any), the
    sentence, and the buttons in place of the topic's (None: the topic's)."""

    find: Late
    of: frozenset[str]
    say: str
    buttons: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """An answer about the bot itself or the member's own affairs, before the product adds what it knows of him;
    `sides` by facet, where only that is asked; `finer` by a name of its own; `ask`: words that ask it, for a button;
    `reports`: it is about handing in, and sides without a sentence here have one among those of reports;
    `answers`: the sides that `say` answers as it stands, EVERY for all of them."""

    say: str
    sides: Mapping[str, str]
    buttons: tuple[str, ...]
    ask: str = ""
    finer: Mapping[str, Finer] = field(default_factory=dict)
    reports: bool = False
    answers: frozenset[str] = frozenset()

    def closer(self, facets: Sequence[str], text: str) -> tuple[str, ...]:
        """The sides, each as the particular ones that words of the message show."""
        shown = [key for key, one in self.finer.items() if one.find.search(text)] if facets else []
        closer: list[str] = []
        for facet in facets:
            meant = [facet] if facet in self.finer else [key for key in shown if self._stands(key, facet)]
            closer += meant[:MOST] or [facet]
        return tuple(dict.fromkeys(closer))

    def _stands(self, key: str, facet: str) -> bool:
        return not self.finer[key].of or facet in self.finer[key].of

    def side(self, facet: str) -> str:
        """The sentence of a side or of a particular one; "" where it has none."""
        return self.finer[facet].say if facet in self.finer else self.sides.get(facet, "")

    def doors(self, facets: Sequence[str]) -> tuple[str, ...]:
        """The buttons of these sides; the topic's where one of them has none of its own."""
        kept = [self.finer[facet].buttons if facet in self.finer else None for facet in facets]
        if not kept or any(one is None for one in kept):
            return self.buttons
        return tuple(dict.fromkeys(key for one in kept for key in one or ()))

    def said(self, facets: Sequence[str], of_reports: Callable[[str], str]) -> tuple[str, list[str]]:
        """The sentences of these sides, all of the topic where none has any and that answers one of them; else
        nothing, and the sides, of which nothing is known."""
        found = [self.side(facet) or (of_reports(facet) if self.reports else "") for facet in facets]
        sentences = "".join(dict.fromkeys(filter(None, found)))
        whole = not facets or EVERY in self.answers or bool(self.answers & set(facets))
        return (sentences, []) if sentences else (self.say, []) if whole else ("", list(facets))


def not_kept(unknown: Sequence[str], facets: Mapping[str, Facet]) -> str:
    """That of sides asked about nothing is known here, by what they are called."""
    named = [facets[one].unstated for one in unknown if one in facets and facets[one].unstated]
    return texts.not_kept(named) if unknown else ""


def read(folder: Path) -> dict[str, Own]:
    """Raises LexiconError naming the entry that cannot be used."""
    entries = {key: entry for name in FILES for key, entry in read_toml(folder / name).items()}
    finer = {f"{key}.{name}": one for key, entry in entries.items() for name, one in entry.get("finer", {}).items()}
    wrong = faults([one.get("find", "") for one in finer.values()])
    for name, one in finer.items():
        if fault := wrong.get(one.get("find", "")):
            raise LexiconError(f"[{name}] 用不了：{fault}")
    return {key: _own(key, entry, entries) for key, entry in entries.items()}


def _own(key: str, entry: Mapping[str, Any], entries: Mapping[str, Mapping[str, Any]]) -> Own:
    """`also` names topics whose particular sides may be asked under this one, too."""
    finer: dict[str, Finer] = {}
    for other in (key, *entry.get("also", "").split()):
        if other not in entries:
            raise LexiconError(f"[{key}] 的 also 里，没有“{other}”这一类")
        for name, one in entries[other].get("finer", {}).items():
            if other == key or one["find"]:  # what stands for a whole side is of its own topic alone
                finer.setdefault(name, _finer(f"{other}.{name}", one))
    return Own(
        say=entry["say"],
        sides=entry.get("sides", {}),
        buttons=tuple(entry["buttons"]),
        ask=entry.get("ask", ""),
        finer=finer,
        reports=entry.get("reports", False),
        answers=frozenset(entry.get("answers", "").split()),
    )


def _finer(key: str, entry: Mapping[str, Any]) -> Finer:
    try:
        buttons = tuple(entry["buttons"]) if "buttons" in entry else None
        return Finer(Late(entry["find"]), frozenset(entry.get("of", "").split()), entry["say"], buttons)
    except KeyError as error:
        raise LexiconError(f"[{key}] 用不了：{error}") from error
