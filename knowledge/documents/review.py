"""The whole way from an extracted file to a document with its flags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.documents import texts
from knowledge.documents.amending import amends, standing
from knowledge.documents.amendments import amendments, titled
from knowledge.documents.compare import differences
from knowledge.documents.figures import doubts
from knowledge.documents.grants import grants
from knowledge.documents.items import unknown
from knowledge.documents.model import Document, Flag
from knowledge.documents.pages import Extract
from knowledge.documents.read import document_of, understand
from knowledge.documents.refusal import DocumentRefusedError
from knowledge.documents.shape import gaps


def review(extract: Extract, known: Iterable[Document] = ()) -> Document:
    """What the file says and what is to be checked. `known`: documents in force that it may replace or repeat.

    Raises DocumentRefusedError where the file is no document of a union's.
    """
    read = understand(extract)
    document = document_of(read)
    if not document.clauses or not (document.number or document.title or document.issuer):
        raise DocumentRefusedError(texts.NO_DOCUMENT)
    before = standing(known)
    former = former_of(document, before)
    given = grants(former) if former else frozenset()
    flags = [*doubts(read, given), *gaps(read, given), *unknown(document.clauses, former.clauses if former else ())]
    if amends(document):
        flags += amendments(document, before)
        document = titled(document, before)
    elif former:
        flags += differences(document, former)
    return replace(document, flags=tuple(_once(flags)))


def former_of(document: Document, known: Iterable[Document]) -> Document | None:
    """What this document repeats or replaces: the same number, what it repeals, or the newest of its issuer."""
    candidates = list(known)
    repealed = {reference.number for reference in document.supersedes if reference.number}
    for numbers in ({document.number} - {""}, repealed):
        if found := [one for one in candidates if one.number in numbers]:
            return found[-1]
    same = [one for one in candidates if one.issuer and one.issuer == document.issuer and _earlier(one, document)]
    return max(same, key=lambda one: str(one.signed), default=None)


def _earlier(one: Document, document: Document) -> bool:
    return document.signed is None or one.signed is None or one.signed <= document.signed


def _once(flags: Iterable[Flag]) -> Iterator[Flag]:
    """One flag of a kind for a clause or place."""
    seen: set[tuple[object, ...]] = set()
    for flag in flags:
        key = (flag.kind, flag.clause, flag.words if flag.clause is None else None)
        if key not in seen:
            seen.add(key)
            yield flag
