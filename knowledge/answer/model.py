"""An answer as the rest of the product sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Action = Literal["report", "source", "ask", "officer"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A button: `report` takes a kind, `source` a topic, `ask` a question, `officer` nothing."""

    label: str
    action: Action
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where in which notice: 温直工〔2019〕7号, 四（二）."""

    notice: str
    clause: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered. `amounts` holds, by topic, only the ceilings in yuan that the text states.

    `missed`: the question was not understood or is not covered; `care`: the message hints at self-harm, the help-line
    comes first; `reading`: how the message reads as a report, where it does; `why`: the lines of `explain()`.
    """

    intent: str
    topics: tuple[str, ...]
    amounts: dict[str, int]
    facets: tuple[str, ...]
    text: str
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    missed: bool = False
    care: bool = False
    reading: object | None = None
    why: tuple[str, ...] = ()

    def explain(self) -> str:
        """Why this was answered: what was mended, what matched with which score, facets, thresholds."""
        return "\n".join(self.why)
