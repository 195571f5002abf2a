"""What makes two documents give the same: to whom for what, in which form, how much, in which words.

The words count because the rest is not all there is: of 直系亲属 2000 元 / 其他亲属 1000 元, of 本科 / 专科, only they
tell which sum is whose, and no list of relations and levels would be complete.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge.documents.conditions import KIN
from knowledge.documents.fold import Reading
from knowledge.documents.marks import mark_of
from knowledge.documents.model import Amount, Clause, Document, Remainder
from knowledge.documents.terms import mentions

Grant = tuple[str, str | None, str | None, Amount | None, tuple[str, ...], str]
SERIAL = re.compile(r"^\s*[0-9]{1,3}\t")  # the number of a row
THOUSANDS = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
QUALIFIED = re.compile(rf"{KIN}|本人|本科|专科|高职|研究生|博士|硕士|[级类档等]$")
HEADINGS = frozenset({"heading", "table head"})


def grants(document: Document) -> frozenset[Grant]:
    """Everything with an amount that the document gives."""
    made = grants_of(document.clauses, document.unread)
    return frozenset(one for one, clause in zip(made, document.clauses, strict=True) if clause.event and clause.amount)


def without(document: Document, denied: Collection[int]) -> Document:
    """The document where these clauses give nothing: they are quoted, and of no event."""
    clauses = tuple(
        replace(clause, event=None, title="", form=None, amount=None) if at in denied else clause
        for at, clause in enumerate(document.clauses)
    )
    return replace(document, clauses=clauses)


def grants_of(clauses: Sequence[Clause], remainders: Sequence[Remainder]) -> list[Grant]:
    """What each clause gives."""
    return [_grant(clause, _above(clause, remainders)) for clause in clauses]


def _grant(clause: Clause, above: str) -> Grant:
    conditions = tuple(sorted(Reading.of(condition).text for condition in clause.conditions))
    return (wording(clause.text), clause.event, clause.form, clause.amount, conditions, above)


def wording(text: str) -> str:
    """A clause's words without its number, blanks and what separates it from the next."""
    plain = Reading.of(SERIAL.sub("", text)).text
    mark = mark_of(plain)
    return THOUSANDS.sub("", plain[mark.length if mark else 0 :]).rstrip('。；，、"）')


def _above(clause: Clause, remainders: Sequence[Remainder]) -> str:
    """The heads of its table; the heading over it where that says what the clause is about, or of whom."""
    before = [one for one in remainders if one.name in HEADINGS and one.span.start <= clause.span.start]
    if clause.spot.table:
        return "".join(wording(one.text) for one in before if one.name == "table head")
    heading = next((wording(one.text) for one in reversed(before) if one.name == "heading"), "")
    own = {one.event.key for one in mentions(wording(clause.text))}
    return heading if clause.event not in own or QUALIFIED.search(heading) else ""
