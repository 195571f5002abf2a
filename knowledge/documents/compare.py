"""Against the document that it replaces: what is far from it, what differs, what is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from knowledge.documents.model import Clause, Document, Flag, FlagKind
from knowledge.documents.terms import events


def amounts(document: Document) -> dict[str, tuple[int, ...]]:
    """By event, every figure in yuan that the document gives."""
    found: dict[str, list[int]] = defaultdict(list)
    for clause in document.clauses:
        if clause.event:
            found[clause.event] += _figures(clause)
    return {key: tuple(values) for key, values in found.items()}


def differences(document: Document, former: Document) -> Iterator[Flag]:
    """Flags for officers. A document with the same number must say the same; of another one every change is shown."""
    before = amounts(former)
    same = bool(document.number) and document.number == former.number
    for number, clause in enumerate(document.clauses):
        if clause.event and (flag := _changed(clause, number, before.get(clause.event), same, former)):
            yield flag
    now = {clause.event for clause in document.clauses}
    for key in dict.fromkeys(clause.event for clause in former.clauses if clause.event):
        if key not in now:
            yield Flag(
                FlagKind.DROPPED, f"{former.number}里的“{_name(key)}”，这份文件里没有，请看是取消了还是缺漏。", False
            )


def _changed(clause: Clause, number: int, before: tuple[int, ...] | None, same: bool, former: Document) -> Flag | None:
    values = _figures(clause)
    if not before:
        return None
    if not values:
        if same and not clause.conditions and not clause.papers:
            words = f"{clause.place}“{_name(clause.event)}”：{former.number}里有金额，这份里没有，请亲手输入。"
            return Flag(FlagKind.CHANGED_MUCH, words, True, number, clause.span)
        return None
    if all(value in before for value in values):
        return None
    if same:
        words = f"{clause.place}“{_name(clause.event)}”：文号与在用的相同，金额却不同，请对照原件亲手输入金额。"
        return Flag(FlagKind.CHANGED_MUCH, words, True, number, clause.span)
    if any(value > 2 * max(before) or 2 * value < min(before) for value in values):
        words = f"{clause.place}“{_name(clause.event)}”：与{former.number}相差一倍以上，请对照原件亲手输入金额。"
        return Flag(FlagKind.CHANGED_MUCH, words, True, number, clause.span)
    words = f"{clause.place}“{_name(clause.event)}”：金额与{former.number}不同，请对照原件亲手输入金额。"
    return Flag(FlagKind.CHANGED, words, True, number, clause.span)


def _figures(clause: Clause) -> list[int]:
    amount = clause.amount
    if amount is None or amount.most is None:
        return []
    return [value for value in (amount.value, amount.low, amount.high) if value is not None]


def _name(key: str | None) -> str:
    event = events().get(key or "")
    return event.name if event else str(key)
