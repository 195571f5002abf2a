"""A form is data: which facts the visit needs, how each is asked for, and in what order."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.core.kinds import SENSITIVE, Kind


class Input(StrEnum):
    DATE = "date"  # kept as an ISO date
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"  # kept as a boolean
    PHONE = "phone"


@dataclass(frozen=True)
class Item:
    """One fact: `question` is what the member reads, `why` says what it is good for, `example` helps after bad input.

    `open`: a choice that also takes words of one's own. `tense` settles which “8号” is meant; None takes the nearest.
    """

    name: str
    label: str
    question: str
    input: Input
    required: bool = True
    why: str = ""
    choices: tuple[str, ...] = ()
    open: bool = False
    example: str = ""
    limit: int = 100
    tense: Literal["past", "future", "next"] | None = None


class Supplement(BaseModel):
    """What the member added after an officer had asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: str
    text: str


class Facts(BaseModel):
    """What a submitted report states. Each kind has a model of its own; nothing else is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    event_date: date | None = None
    quiet: bool | None = None  # whether the subject of a colleague's report is not told; None: as the kind has it
    supplements: tuple[Supplement, ...] = Field(default=(), alias="补充")


@dataclass(frozen=True)
class Form:
    """The form of one kind. An event more than `ahead` days from now, or two years ago, is questioned, not refused."""

    kind: Kind
    facts: type[Facts]
    items: tuple[Item, ...]
    opening: str
    receipt: str
    evidence: str
    ahead: int = 0

    def item(self, name: str) -> Item:
        return next(item for item in self.items if item.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(item.name for item in self.items)

    @property
    def sensitive(self) -> bool:
        return self.kind in SENSITIVE
