"""The events and forms that documents speak of, from the lexicon: kinds are data, a new one is a few lines there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from knowledge import texts as lexicon_texts
from knowledge.errors import LexiconError
from knowledge.lexicon.load import FOLDER, read_toml
from knowledge.patterns import Late

FOLDER_OF_DOCUMENTS = FOLDER / "documents"


INCLUDED = Late(r"（(?:含|包括|包含)[^）]*）")  # 1000元（含花圈费用）: what is given is not the wreath


@dataclass(frozen=True, slots=True)
class Event:
    """`usual`: bounds in yuan between which an amount is nothing unusual; None where none are known."""

    key: str
    name: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    over: tuple[str, ...]
    usual: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Form:
    """What is given: money, goods, a voucher."""

    name: str
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """An event named at the characters `start` up to `end`."""

    event: Event
    start: int
    end: int


@cache
def events() -> dict[str, Event]:
    """Every event by its key. Raises LexiconError where the bounds would not show a lost or doubled digit."""
    found = {key: _event(key, entry) for key, entry in read_toml(FOLDER_OF_DOCUMENTS / "events.toml").items()}
    for event in found.values():
        if event.usual and not 0 < event.usual[0] <= event.usual[1] < 10 * event.usual[0]:
            raise LexiconError(lexicon_texts.usual_too_wide(event.key))
    return found


def _event(key: str, entry: dict[str, object]) -> Event:
    unless, usual, over = entry.get("unless"), entry.get("usual"), entry.get("over", [])
    return Event(
        key=key,
        name=str(entry["name"]),
        words=re.compile(str(entry["words"])),
        unless=re.compile(str(unless)) if unless else None,
        over=tuple(over) if isinstance(over, list) else (),
        usual=(int(usual[0]), int(usual[1])) if isinstance(usual, list) else None,
    )


@cache
def _forms() -> tuple[tuple[Form, ...], re.Pattern[str]]:
    data = read_toml(FOLDER_OF_DOCUMENTS / "forms.toml")
    forms = tuple(Form(one["name"], re.compile(one["words"])) for one in data["form"])
    return forms, re.compile(rf"(?:{data['negated']})[^，。；]*$")


def mentions(text: str) -> list[Mention]:
    """The events that a folded text without blanks names, in their order; each event once."""
    found = {one.event.key: one for one in sorted(_mentions(text), key=lambda one: one.start, reverse=True)}
    hidden = set(chain.from_iterable(one.event.over for one in found.values()))
    return sorted((one for key, one in found.items() if key not in hidden), key=lambda one: one.start)


def _mentions(text: str) -> Iterator[Mention]:
    for event in events().values():
        apart = [match.span() for match in event.unless.finditer(text)] if event.unless else []
        for match in event.words.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in apart):
                yield Mention(event, match.start(), match.end())


def form_at(text: str, start: int, end: int) -> str | None:
    """The form that belongs to an amount at these characters: what follows it closely, else what is nearest."""
    near = [(distance, name) for distance, name in _near(text, start, end)]
    return min(near)[1] if near else None


def form_in(text: str) -> str | None:
    """The first form named in the text."""
    near = [(start, name) for start, _, name in _named(text)]
    return min(near)[1] if near else None


def _near(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for first, last, name in _named(text):
        if first >= end:
            follows = re.match(r"^(?:/人|以内|以下|之内|（含）|（[^）]*）)*的?$", text[end:first])
            yield (0 if follows else 4 + 2 * (first - end)), name
        elif last <= start:
            yield 2 + start - last, name


def _named(text: str) -> Iterator[tuple[int, int, str]]:
    forms, negated = _forms()
    taken = [match.span() for match in INCLUDED.finditer(text)]
    for form in forms:
        for match in form.words.finditer(text):
            apart = all(match.end() <= start or end <= match.start() for start, end in taken)
            if apart and not negated.search(text[: match.start()]):
                taken.append(match.span())
                yield match.start(), match.end(), form.name
