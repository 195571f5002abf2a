"""Which form a reading opens, if any: a pure rule over its acts and events, with `lexicon/kinds.toml` as its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

from knowledge.lexicon.load import FOLDER, read_toml
from knowledge.reading.model import Act, Event, Reading, State, What, Whose, sorrowful

Subject = Literal["self", "family", "colleague"]
TOLD = frozenset({State.HAPPENED, State.PLANNED})
SPEAKS_OF_IT = frozenset({Act.TELL, Act.REPORT})
OF_REPORTS = frozenset({"bot_status", "bot_withdraw"})
NO_REPORT = frozenset({Act.FUN})


@dataclass(frozen=True)
class Opens:
    """Events that open one kind's form, and whose affair the form then is."""

    kind: str
    what: frozenset[What]
    whose: frozenset[Whose]
    subject: Subject
    states: frozenset[State]

    def fits(self, event: Event) -> bool:
        return event.what in self.what and event.whose in self.whose and event.state in self.states


@dataclass(frozen=True)
class Report:
    """A form's first fill."""

    kind: str
    subject: Subject
    relation: str | None = None
    event_date: date | None = None
    colleague_name: str | None = None
    hospital: str | None = None
    ward: str | None = field(default=None, compare=False)  # for the visitor; no part of the contract


@dataclass(frozen=True)
class Forms:
    """The table: which events open which forms, and which words for kin mean whom."""

    opens: tuple[Opens, ...]
    whose: Mapping[str, Whose]  # by relation, as the form has it


def report_of(reading: Reading) -> Report | None:
    """The form that the message opens; None where it reports nothing that a form is there for."""
    if not reading.acts & SPEAKS_OF_IT or reading.acts & NO_REPORT or _only_asks(reading) or _taken_back(reading):
        return None
    gravest_first = sorted(reading.events, key=sorrowful, reverse=True)  # “刚生完孩子，我妈就走了”
    found = ((rule, event) for event in gravest_first for rule in forms().opens if rule.fits(event))
    rule, event = next(found, (None, None))
    if rule is None or event is None:
        return None
    behalf = rule.subject == "colleague"
    return Report(
        kind=rule.kind,
        subject=rule.subject,
        relation=event.relation,
        event_date=event.day,
        colleague_name=event.name if behalf else None,
        hospital=event.hospital,
        ward=event.ward,
    )


def _only_asks(reading: Reading) -> bool:
    """Whether what is told is told to ask about it: “外婆昨天走了，有慰问吗”. Who asks how to go about it reports."""
    if any(one.topic in OF_REPORTS for one in reading.questions):
        return True  # “我报的住院到哪一步了”: it has been reported
    wants = {one.facet for one in reading.questions}
    return Act.ASK in reading.acts and Act.REPORT not in reading.acts and bool(wants) and wants != {"procedure"}


def _taken_back(reading: Reading) -> bool:
    """Whether what is told is taken back: not where another happening is told instead (“住院不用报了，他走了”)."""
    denied = any(event.state is State.DENIED for event in reading.events)
    return Act.WITHDRAW in reading.acts and not (denied and any(event.state in TOLD for event in reading.events))


def opens(what: What, whose: Whose) -> str | None:
    """The kind whose form such an event opens once it is told."""
    return next((rule.kind for rule in forms().opens if what in rule.what and whose in rule.whose), None)


@lru_cache(maxsize=1)
def forms() -> Forms:
    raw = read_toml(FOLDER / "kinds.toml")
    opens = tuple(
        Opens(
            one["kind"],
            frozenset(map(What, one["what"])),
            frozenset(map(Whose, one["whose"])),
            one["subject"],
            frozenset(map(State, one["states"])) if "states" in one else TOLD,
        )
        for one in raw["form"]
    )
    return Forms(opens, {name: Whose(whose) for whose, names in raw["relations"].items() for name in names})
