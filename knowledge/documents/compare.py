"""Against the document that it replaces: what is far from it, what differs, what is gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from knowledge.documents import texts
from knowledge.documents.effects import changed, covered
from knowledge.documents.model import Clause, Document, Flag, FlagKind
from knowledge.documents.terms import events

Worded = tuple[str | None, str]


def _amounts(document: Document) -> dict[str, tuple[int, ...]]:
    """By event, every figure in yuan that the document gives."""
    found: dict[str, list[int]] = defaultdict(list)
    for clause in document.clauses:
        if clause.event:
            found[clause.event] += _figures(clause)
    return {key: tuple(values) for key, values in found.items()}


def _worded(document: Document) -> dict[Worded, tuple[int, ...]]:
    """By event and by words with the amount covered, its figures: whose sum it is, of two relations or levels."""
    found: dict[Worded, list[int]] = defaultdict(list)
    for clause in document.clauses:
        if clause.event:
            found[_covered(clause)] += _figures(clause)
    return {key: tuple(values) for key, values in found.items()}


def _covered(clause: Clause) -> Worded:
    return clause.event, covered(clause.text)


def differences(document: Document, former: Document) -> Iterator[Flag]:
    """Flags for officers. A document with the same number must say the same; of another one every change is shown."""
    before, alike = _amounts(former), _worded(former)
    same = bool(document.number) and document.number == former.number
    for number, clause in enumerate(document.clauses):
        there = alike.get(_covered(clause)) or before.get(clause.event or "")
        if clause.event and (flag := _changed(clause, number, there, same, former)):
            yield flag
    yield from changed(document, former)
    yield from _dropped(document, former)


def _dropped(document: Document, former: Document) -> Iterator[Flag]:
    """Events that are gone, and of those that are not, what was given and is given no more."""
    events_now = {clause.event for clause in document.clauses}
    given_now = Counter((clause.event, clause.form) for clause in document.clauses if clause.amount)
    given_then = Counter((clause.event, clause.form) for clause in former.clauses if clause.amount)
    gone = {clause.event: _name(clause.event) for clause in former.clauses if clause.event not in events_now}
    fewer = (f"{_name(event)}（{form or '金额'}）" for event, form in given_then - given_now if event in events_now)
    for what in (*gone.values(), *fewer):
        yield Flag(FlagKind.DROPPED, texts.clause_lost(former.number, what), False)


def _changed(clause: Clause, number: int, before: tuple[int, ...] | None, same: bool, former: Document) -> Flag | None:
    values = _figures(clause)
    if not before:
        return None
    if not values:
        if same and not clause.conditions and not clause.papers:
            words = texts.amount_lost(clause.place, _name(clause.event), former.number)
            return Flag(FlagKind.CHANGED_MUCH, words, True, number, clause.span)
        return None
    if all(value in before for value in values):
        return None
    if same:
        words = texts.same_number_other_amount(clause.place, _name(clause.event))
        return Flag(FlagKind.CHANGED_MUCH, words, True, number, clause.span)
    if any(value > 2 * max(before) or 2 * value < min(before) for value in values):
        words = texts.far_from(clause.place, _name(clause.event), former.number)
        return Flag(FlagKind.CHANGED_MUCH, words, True, number, clause.span)
    words = texts.other_amount(clause.place, _name(clause.event), former.number)
    return Flag(FlagKind.CHANGED, words, True, number, clause.span)


def _figures(clause: Clause) -> list[int]:
    amount = clause.amount
    if amount is None or amount.most is None:
        return []
    return [value for value in (amount.value, amount.low, amount.high) if value is not None]


def _name(key: str | None) -> str:
    event = events().get(key or "")
    return event.name if event else str(key)
