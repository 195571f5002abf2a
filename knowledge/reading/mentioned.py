"""Whether a message names anybody, beside the words of what it tells."""

from __future__ import annotations

from knowledge.reading.evidence import Evidence
from knowledge.reading.model import Event, State, Whose
from knowledge.reading.rules.events import Event as Cued

#: Whose a happening can only be where somebody is named.
BY_NAME = frozenset(Whose) - {Whose.SELF, Whose.ANYONE, Whose.PUBLIC, Whose.FICTION, Whose.PET, Whose.THING}


def manner_of_speaking(event: Event, found: Evidence, cued: Cued | None) -> bool:
    """“今朝冷死了”: what befell nobody, and did not happen."""
    return event.state is State.UNREAL and event.whose in BY_NAME and not named(found, cued)


def named(found: Evidence, cued: Cued | None = None) -> bool:
    """Whether anybody is named, but for what is a name only within the words of the happening (冷死了)."""
    others = (one for one in found.told.people if one.role not in {"self", "pronoun"})
    return any(cued is None or one.end <= cued.start or cued.end <= one.start for one in others)
