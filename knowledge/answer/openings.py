"""A kind sentence said before an answer, and what licenses it (`lexicon/answers/openings.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from knowledge import texts as wrong
from knowledge.answer.entries import members, people
from knowledge.answer.fresh import fresh
from knowledge.errors import LexiconError
from knowledge.reading.model import Event, Remark, State, What, Whose

MOODS = frozenset({"joy", "loss", "plain", "doubt", "warm", "relief"})

ALWAYS = frozenset({"whom"})  # somebody is always meant


@dataclass(frozen=True, slots=True)
class Opening:
    """A sentence said before the answer, and what licenses it: a happening, what is remarked beside it (`remark`, any
    of them), or both; `beside`: another happening that is over. `says` take turns in a talk; what stands in braces is
    named as the message names it (particulars.toml), and a sentence whose braces cannot be filled is not said. `alone`
    is said after it where nothing is asked; `officer`: a person is offered with it, `quiet`: no form is. `yes` and `no`
    are its own tests: events written as “death parent happened” and remarks as “fear”, joined by “ + ”."""

    says: tuple[str, ...]
    what: frozenset[What]
    whose: frozenset[Whose]
    state: frozenset[State]
    mood: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    remark: frozenset[Remark] = frozenset()
    beside: frozenset[What] = frozenset()
    alone: str = ""
    officer: bool = False
    quiet: bool = False

    def fits(self, events: Iterable[Event], remarks: frozenset[Remark]) -> bool:
        there = tuple(events)
        if self.remark and not self.remark & remarks:
            return False
        if self.beside and not any(one.what in self.beside and one.state is State.PAST for one in there):
            return False
        return not self.what or any(map(self._of, there))

    def _of(self, event: Event) -> bool:
        return event.what in self.what and event.whose in self.whose and event.state in self.state

    def event(self, events: Iterable[Event]) -> Event | None:
        """The happening that it rests on; None where it rests on a remark alone."""
        return next(filter(self._of, events), None)

    def say(self, turn: int, named: Mapping[str, str], heard: Sequence[str] = ()) -> str:
        """The sentence of this turn among those that name most of what there is to be named, one that was not `heard`
        in this talk."""
        filled = [(len(slots - ALWAYS), one) for one in self.says if (slots := _slots(one)) <= named.keys()]
        most = max(count for count, _ in filled)
        fullest = [one for count, one in filled if count == most]
        return fresh([one.format_map(named) for one in fullest], turn, heard)


def _slots(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def read_opening(entry: Mapping[str, Any]) -> Opening:
    if entry["mood"] not in MOODS:
        raise LexiconError(f"openings.toml：“{entry['say']}”的 mood 应是 joy、loss、plain、doubt、warm 或 relief")
    if not entry.get("what") and not entry.get("remark"):
        raise LexiconError(wrong.opening_of_nothing(entry["say"]))
    says = (entry["say"],) if isinstance(entry["say"], str) else tuple(entry["say"])
    if all(_slots(one) - ALWAYS for one in says):
        raise LexiconError(wrong.opening_with_gaps(says[0]))
    return Opening(
        says=says,
        what=members(What, entry.get("what", "")),
        whose=people(entry.get("whose", "")),
        state=members(State, entry.get("state", "happened")),
        mood=entry["mood"],
        yes=tuple(entry["yes"]),
        no=tuple(entry["no"]),
        remark=members(Remark, entry.get("remark", "")),
        beside=members(What, entry.get("beside", "")),
        alone=entry.get("alone", ""),
        officer=entry.get("officer", False),
        quiet=entry.get("quiet", False),
    )
