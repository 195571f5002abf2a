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
        """At most one line. A question that tells of no event gets none: the answer comes first."""
        if asked.anger and not (asked.event and asked.event.kind == "bereavement"):
            yield self.words["anger"]["self"]
        elif asked.event and asked.event.kind in self.words and asked.event.kind in asked.topics:
            said = self.words[asked.event.kind]
            own = asked.event.subject == "self" or (asked.event.kind, asked.event.subject) in FAMILY_IS_OWN
            yield said["self"] if own else said.get("other", said["self"])


FAMILY_IS_OWN = frozenset(
    (kind, "family") for kind in ("bereavement", "childbirth", "child_university", "hardship", "family_conflict")
)
