"""What an amendment does, side by side for an officer: the words as they were and as they become, and what is unclear.

These come last among the flags: they show amounts, which have to be typed unseen before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.documents import texts
from knowledge.documents.amending import Done, amend, names
from knowledge.documents.instructions import RENUMBERED
from knowledge.documents.model import Clause, Document, Flag, FlagKind, Reference, Relation, Span

INNER = str.maketrans("“”", "‘’")


def amendments(document: Document, known: Sequence[Document]) -> Iterator[Flag]:
    """Of each document that it names as amended."""
    told: set[Span] = set()
    for reference in dict.fromkeys(one for one in document.references if one.relation is Relation.AMENDS):
        target = next((one for one in known if names(reference, one)), None)
        if target is None:
            yield _missing(reference)
            continue
        found = amend(target, document)
        for done in found.done:
            if done.instruction.span not in told:
                told.add(done.instruction.span)
                yield Flag(FlagKind.AMENDED, _beside(done, target), False, None, done.instruction.span)
        for span in found.left:
            if span not in told:
                told.add(span)
                yield Flag(FlagKind.AMENDS_UNCLEAR, _unclear(document, span, target), False, None, span)


def titled(document: Document, known: Sequence[Document]) -> Document:
    """The amendment with its amounts named by the events of the clauses that they change, for whoever types them. No
    more than the name: the amendment itself grants nothing."""
    names_: dict[Span, str] = {}
    for target in known:
        if any(names(one, target) for one in document.references if one.relation is Relation.AMENDS):
            names_ |= {done.instruction.span: "、".join(done.events) for done in amend(target, document).done}

    def named(clause: Clause) -> Clause:
        inside = (
            name for span, name in names_.items() if clause.span.start < span.end and span.start < clause.span.end
        )
        return replace(clause, title=clause.title or next(inside, ""))

    return replace(document, clauses=tuple(map(named, document.clauses)))


def _beside(done: Done, target: Document) -> str:
    place = f"{target.number or target.title}的{done.instruction.place}"
    was, now = done.was.translate(INNER), done.now.translate(INNER)
    if not was:
        return texts.added(place, now)
    if not now:
        return texts.struck_out(place, was)
    return texts.amended(place, was, now)


def _unclear(document: Document, span: Span, target: Document) -> str:
    words = "".join(document.text[span.start : span.end].split()).translate(INNER)[:120]
    which = target.number or target.title
    if RENUMBERED.search(words):
        return texts.renumbered(words, which)
    return texts.not_recognised(words, which)


def _missing(reference: Reference) -> Flag:
    named = f"《{reference.title}》" + (f"（{reference.number}）" if reference.number else "")
    words = texts.amends_unknown(named)
    return Flag(FlagKind.AMENDS_UNCLEAR, words, False, None, reference.span)
