"""What a branch may set for itself; kept as JSON in its row. What is not set, or not understood, is default."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.core.kinds import Kind


class Signatures(StrEnum):
    """Who must agree to a report before it is granted."""

    ONE = "one"  # the chair or an officer
    TWO = "two"  # two of them, one of whom is the chair
    AUDITED = "audited"  # the chair and the auditor (经审)


@dataclass(frozen=True)
class Preferences:
    """`evidence`: kinds that need a photo or file; `nudge_hours`: working hours, None for the installation's own."""

    signatures: Signatures = Signatures.ONE
    evidence: frozenset[Kind] = frozenset()
    pin: bool = False
    nudge_hours: int | None = None

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Preferences":
        hours = kept.get("nudge_hours")
        return cls(
            signatures=Signatures(kept["signatures"]) if kept.get("signatures") in set(Signatures) else Signatures.ONE,
            evidence=frozenset(Kind(each) for each in kept.get("evidence", ()) if each in set(Kind)),
            pin=kept.get("pin") is True,
            nudge_hours=hours if isinstance(hours, int) and hours > 0 else None,
        )

    def written(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "signatures": self.signatures.value,
            "evidence": sorted(self.evidence),
            "pin": self.pin,
            "nudge_hours": self.nudge_hours,
        }
