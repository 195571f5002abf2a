"""What is understood of a message."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Subject = Literal["self", "family", "colleague"]


@dataclass(frozen=True)
class Reading:
    """A form's first fill. `kind` None means that no form may be opened; `why` is each step's reason, in Chinese."""

    kind: str | None = None
    subject: Subject | None = None
    relation: str | None = None
    event_date: date | None = None
    colleague_name: str | None = None
    hospital: str | None = None
    ward: str | None = field(default=None, compare=False)  # for the visitor; no part of the contract
    why: tuple[str, ...] = field(default=(), compare=False)

    @property
    def reason(self) -> str:
        """The reason that decided the kind."""
        return self.why[0] if self.why else ""

    @property
    def refused(self) -> str:
        """Why no form may be opened, without the words that said so: “已取消”; "" where one may."""
        return "" if self.kind else self.reason.removeprefix("不开单：").partition("（")[0]

    def explain(self) -> str:
        """Every step, a line each."""
        return "\n".join(self.why)
