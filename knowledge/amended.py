"""All that is published as editions, with what amendments make of the documents that they name, each from its day on.

An amended document is an edition of its own under its number: on the days before, the one before holds. Of the
amendment itself remains what was not followed; that stands beside, as any other clause does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from knowledge.document import Place, Source
from knowledge.documents.amending import Amended, amend, amends, names
from knowledge.documents.grants import without
from knowledge.documents.instructions import Deed, Instruction, instructions
from knowledge.documents.model import Document, Relation
from knowledge.from_document import edition_of
from knowledge.inforce import Edition, Level
from knowledge.lexicon.load import Lexicon


@dataclass(frozen=True)
class Standing:
    """A document as it was read, what officers have settled of it (`edition_of` says which terms), and the clauses
    whose amounts are nothing given."""

    document: Document
    terms: Mapping[str, Any] = field(default_factory=dict)
    denied: tuple[int, ...] = ()

    @property
    def since(self) -> date:
        return self.terms.get("since") or self.document.effective_from or self.document.signed or date.min

    @property
    def whose(self) -> tuple[Level, int | None]:
        return self.terms.get("level") or Level.COMMITTEE, self.terms.get("branch")

    @property
    def order(self) -> int:
        return int(self.terms.get("order") or 0)

    @property
    def key(self) -> str:
        return str(self.terms.get("key") or self.document.number)


@dataclass(frozen=True)
class Version:
    """A document as it stands from a day on, and which clauses others have given their words."""

    document: Document
    changed: Mapping[str, Place]
    since: date
    key: str
    order: int
    until: date | None = None
    by: tuple[str, ...] = ()


def editions_of(published: Sequence[Standing], files: Iterable[Document], lexicon: Lexicon) -> list[Edition]:
    """`files`: documents that come with the program, which those published may amend."""
    numbers = {one.document.number for one in published}
    targets = [*(Standing(one) for one in files if one.number not in numbers), *published]
    versions: dict[int, list[Version]] = {}
    left: dict[int, Document] = {}
    for one in sorted(published, key=lambda one: (one.since, one.order)):
        if amends(one.document):
            _apply(one, targets, versions, left)
    own = [_own(one, left.get(id(one)), lexicon) for one in published]
    made = (_version(targets[at], version, lexicon) for at, some in versions.items() for version in some)
    return [*own, *made]


def _apply(
    one: Standing, targets: Sequence[Standing], versions: dict[int, list[Version]], left: dict[int, Document]
) -> None:
    """Every document that it names, of the same level and branch, gets a version more; another's it cannot change."""
    for at, target in enumerate(targets):
        if target is one or not named(one.document, target.document):
            continue
        if target.whose != one.whose:
            left.setdefault(id(one), _powerless(one))
            continue
        settled = without(target.document, target.denied)
        last = versions.get(at, [Version(settled, {}, target.since, target.key, target.order)])[-1]
        found = amend(last.document, one.document, one.denied)
        if found.done:
            since, key = max(one.since, last.since), f"{last.key}+{one.key}"
            changed = {**last.changed, **_places(one.document, found)}
            until = one.terms.get("until") or one.document.effective_to
            by = (*last.by, one.document.number or one.document.title)
            versions.setdefault(at, []).append(Version(found.document, changed, since, key, one.order, until, by))
            left[id(one)] = _rest(left.get(id(one), without(one.document, one.denied)), found)


def _powerless(one: Standing) -> Document:
    """The document with its instructions as nothing but words: 将……“600元”修改为“800元” gives 800 to nobody."""
    spans = [(found.span.start, found.span.end) for found in instructions(one.document).instructions]
    clauses = enumerate(one.document.clauses)
    told = (at for at, clause in clauses if any(_meet(clause.span.start, clause.span.end, span) for span in spans))
    return without(one.document, (*one.denied, *told))


def named(document: Document, target: Document) -> bool:
    """Whether it says that it changes the other."""
    return any(names(one, target) for one in document.references if one.relation is Relation.AMENDS)


def _places(amendment: Document, found: Amended) -> dict[str, Place]:
    signed = amendment.signed or amendment.effective_from
    source = Source(amendment.number or amendment.title, signed.year if signed else 0)
    return {place: _place(amendment, one, source) for place, one in found.changed.items()}


def _place(amendment: Document, one: Instruction, source: Source) -> Place:
    """The clause of the amendment in which the instruction begins."""
    place = next((clause.place for clause in amendment.clauses if clause.span.end > one.span.start), "")
    return Place(source, place, place)


def _rest(amendment: Document, found: Amended) -> Document:
    """The amendment without what is now said by the document itself; that something was taken out only it says."""
    spans = [done.instruction.span for done in found.done if done.instruction.deed is not Deed.GONE]
    spans += [span for done in found.done for span in done.used]
    kept = (
        one
        for one in amendment.clauses
        if not any(_meet(one.span.start, one.span.end, (s.start, s.end)) for s in spans)
    )
    return replace(amendment, clauses=tuple(kept))


def _meet(start: int, end: int, other: tuple[int, int]) -> bool:
    return start < other[1] and other[0] < end


def _own(one: Standing, left: Document | None, lexicon: Lexicon) -> Edition:
    return edition_of(left or without(one.document, one.denied), lexicon, **one.terms)


def _version(target: Standing, version: Version, lexicon: Lexicon) -> Edition:
    ends = [one for one in (target.terms.get("until") or target.document.effective_to, version.until) if one]
    terms = {**target.terms, "since": version.since, "until": min(ends, default=None)}
    own = {"order": version.order, "key": version.key, "by": version.by}
    return edition_of(version.document, lexicon, version.changed, **{**terms, **own})


def consolidated(published: Iterable[Standing], amendment: Document) -> list[Document]:
    """The documents that the amendment names, as they stand after it."""
    targets: Iterator[Standing] = (one for one in published if named(amendment, one.document))
    return [amend(without(one.document, one.denied), amendment).document for one in targets]
