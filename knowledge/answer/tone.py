"""The word said before the answer: to grief and conflict plain and kind, to joy warm, to anger first of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.understand.model import Understanding


@dataclass(frozen=True)
class Tone:
    """Opening words by situation, from lexicon/tone.toml."""

    words: Mapping[str, Mapping[str, str]]

    def opening(self, asked: Understanding) -> Iterable[str]:
        """At most one line. A question that tells of nothing sad gets none: the answer comes first."""
        event = asked.event
        if asked.anger and not (event and event.kind == "bereavement"):
            yield self.words["anger"]["self"]
        elif event and event.kind and event.kind in self.words and self._fits(asked):
            own = event.subject == "self" or (event.kind, event.subject) in FAMILY_IS_OWN
            yield self._word(event.kind, own)
        elif asked.sorrow:
            kind, whose = asked.sorrow
            yield self._word(kind, whose == "own")
        elif asked.blunt in self.words:
            yield self._word(asked.blunt, bool(asked.decline))

    def _word(self, kind: str, own: bool) -> str:
        said = self.words[kind]
        return said["self"] if own else said.get("other", said["self"])

    def _fits(self, asked: Understanding) -> bool:
        """Sorrow is met wherever it is told; joy is wished only where it has come, not in a question about it."""
        kind = asked.event.kind if asked.event else None
        return kind in asked.topics and (asked.intent == "report" or kind in SORROWS)


SORROWS = frozenset({"hospitalization", "hardship", "bereavement", "family_conflict", "member_conflict"})
FAMILY_IS_OWN = frozenset(
    (kind, "family") for kind in ("bereavement", "childbirth", "child_university", "hardship", "family_conflict")
)
