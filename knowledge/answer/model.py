"""An answer as the rest of the product sees it, and the talk that it is given in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from knowledge.reading.model import Danger, Reading
from knowledge.reading.topic import Topic

Action = Literal["report", "source", "ask", "officer", "relay", "mine", "activities", "privacy", "greeting", "help"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A button: `report` takes a kind ("" for the list of kinds), `source` a topic, `ask` a question, `officer`
    “care” or nothing, the others nothing; `relay` passes on what was said."""

    label: str
    action: Action
    argument: str = ""


RELAY = Suggestion("转给工会干部", "relay")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where in which notice: 温直工〔2019〕7号, 四（二）."""

    notice: str
    clause: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said before in this talk, oldest first. `care` is the danger that it is about, None where there is
    none or it is over; `turns` counts the messages since, so that no answer in care comes twice. `watch` is one
    that the message before hinted at, and that was asked about; `topic`: what the talk is about, `today`: the day that
    it is held on; `heard`: what was answered before in it, where that is known."""

    before: tuple[Reading, ...] = ()
    care: Danger | None = None
    turns: int = 0
    watch: Danger | None = None
    topic: Topic = field(default_factory=Topic)
    today: date = date.max
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered. `amounts` holds, by topic, only the ceilings in yuan that the text states.

    `missed`: the question was not understood or is not covered; `care`: the danger that the talk is about from here
    on, `soft` where that is only asked about, `aside` where a matter of business is answered beside it; `calmer`:
    whoever was in danger says that it has passed; `seeks`: somebody is missing, and an open form waits, `misheard`
    where a death was understood before; `offer`: the last line of a text in care, which offers to call an officer;
    `opening`: the kind sentence that the reading licenses, with which the text may begin.
    """

    intent: str
    topics: tuple[str, ...]
    amounts: dict[str, int]
    facets: tuple[str, ...]
    text: str
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    missed: bool = False
    care: Danger | None = None
    soft: bool = False
    aside: bool = False
    calmer: bool = False
    seeks: bool = False
    misheard: bool = False
    offer: str = ""
    opening: str = ""
    reading: Reading | None = None

    @property
    def whole(self) -> str:
        """The whole that is asked about (`all_activities` …), where that is all that is asked; else ""."""
        asked = {one.topic for one in self.reading.questions} if self.reading and not self.care else set()
        only = asked.pop() if len(asked) == 1 else ""
        return only if only.startswith("all_") else ""
