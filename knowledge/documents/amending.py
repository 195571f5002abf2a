"""A document as it stands after another has changed it: clause by clause, so that all else stays as it was reviewed.

New words are read by the same reader as the rest, with the event of the clause that they stand for. They are added
behind the document's text, so that every other character keeps its place. What names no clause there changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.documents import rows
from knowledge.documents.assemble import assemble
from knowledge.documents.clauses import Made, Setting, add_paragraph, given_by
from knowledge.documents.comparing import same
from knowledge.documents.fold import Reading
from knowledge.documents.instructions import ALL, Deed, Instruction, instructions, place_key
from knowledge.documents.marks import Level, mark_of
from knowledge.documents.model import AmountKind, Clause, Document, FileKind, Reference, Relation, Span, Spot
from knowledge.documents.names import definitions
from knowledge.documents.outline import counted
from knowledge.documents.pages import Extract, Line
from knowledge.documents.read import LIMITED
from knowledge.documents.rows import exchanged
from knowledge.documents.tables import cells

BREAK = re.compile(r"\s*\n\s*")
SPACED = re.compile(r"(?<![A-Za-z0-9])[ \t\u3000]+(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Done:
    """An instruction that was followed: the words of the clauses that it changed, before and after, and the events that
    they are about, as they are named."""

    instruction: Instruction
    was: str
    now: str
    events: tuple[str, ...] = ()
    used: tuple[Span, ...] = ()  # rows of the amendment that are in the document now


@dataclass(frozen=True, slots=True)
class Amended:
    """The document after the amendment. `changed`: by the place of what is new, where in the amendment that stands;
    `left`: stretches of the amendment that were not followed."""

    document: Document
    done: tuple[Done, ...]
    changed: dict[str, Instruction]
    left: tuple[Span, ...]


def names(reference: Reference, document: Document) -> bool:
    """Whether the reference means this document: by its number, or where it has none by its title."""
    if reference.number:
        return reference.number.replace("第", "") == document.number.replace("第", "")
    return bool(reference.title) and _titled(reference.title) in {_titled(document.title), *_quoted(document.title)}


def amends(document: Document) -> bool:
    return any(one.relation is Relation.AMENDS for one in document.references)


def amend(target: Document, amendment: Document, denied: Iterable[int] = ()) -> Amended:
    """`denied`: clauses of the amendment whose amounts are nothing given."""
    found = instructions(amendment)
    nothing = [amendment.clauses[at] for at in denied]
    done: list[Done] = []
    changed: dict[str, Instruction] = {}
    left = list(found.left)
    document = target
    for one in found.instructions:
        step = _follow(document, one, amendment) if names(one.reference, target) else None
        if step is None:
            left.append(one.span)
            continue
        was, fresh, document, used = step
        own = [clause for clause in nothing if any(_meet(clause.span, span) for span in (one.span, *used))]
        document = _without(document, fresh, own)
        changed.update({document.clauses[at].place: one for at in fresh})
        now = [document.clauses[at] for at in fresh]
        events = tuple(dict.fromkeys(clause.title for clause in (*was, *now) if clause.title))
        done.append(Done(one, _words(was), _words(now), events, used))
    document = replace(document, definitions=tuple(definitions(document.clauses)))
    return Amended(document, tuple(done), changed, tuple(sorted(left, key=lambda span: span.start)))


def standing(known: Iterable[Document]) -> list[Document]:
    """The documents with what others of them amend; an amendment that is wholly in them is left out."""
    documents = list(known)
    for amendment in sorted(filter(amends, documents), key=lambda one: str(one.effective_from or one.signed)):
        for at, target in enumerate(documents):
            if any(names(one, target) for one in amendment.references if one.relation is Relation.AMENDS):
                found = amend(target, amendment)
                documents[at] = found.document
                if found.done and not found.left:
                    documents = [one for one in documents if one is not amendment]
                break
    return documents


#: The clauses as they were, where the new ones are, the document, and which rows of the amendment are in it.
_Step = tuple[list[Clause], list[int], Document, tuple[Span, ...]]


def _follow(document: Document, one: Instruction, amendment: Document) -> _Step | None:
    """None where the place, or the words in it, are not there."""
    if one.table:
        return _in_table(document, one, amendment)
    step = _in_text(document, one)
    return (*step, ()) if step else None


def _in_table(document: Document, one: Instruction, amendment: Document) -> _Step | None:
    found = rows.follow(document, one, amendment)
    if found is None:
        return None
    put = {clause for row in found.now for clause in row.clauses}
    clauses = list(found.document.clauses)
    fresh = [number for number, clause in enumerate(clauses) if clause in put]
    for number, clause in zip(fresh, _bounded(document, [clauses[number] for number in fresh]), strict=True):
        clauses[number] = clause
    was = [clause for row in found.was for clause in row.clauses]
    return was, fresh, replace(found.document, clauses=tuple(clauses)), found.used


_Change = tuple[list[Clause], list[int], Document]


def _in_text(document: Document, one: Instruction) -> _Change | None:
    if one.deed is Deed.ADDED:
        return _add(document, one)
    at = _meant(document, one)
    was = [document.clauses[number] for number in at]
    if not was or any(clause.spot.table for clause in was):
        return None
    if one.deed is Deed.WORDS:
        return _exchange(document, one, was)
    if one.deed is Deed.COMPARED and not _says(document, was, one.old):
        return ([], [], document) if _says(document, was, one.new) else None  # an instruction has done it already
    lines = _lines(was[0].place, one.new) if one.deed in {Deed.WHOLE, Deed.COMPARED} else []
    return was, *_put(document, at, lines, was)


def _meant(document: Document, one: Instruction) -> list[int]:
    """The clauses at its place; of the whole text (全文) those that have the words."""
    numbered = enumerate(document.clauses)
    if one.place == ALL:
        return [at for at, clause in numbered if exchanged(clause.text, one.old, one.new) is not None]
    key = place_key(one.place)
    return [at for at, clause in numbered if _within(place_key(clause.place), key)]


def _says(document: Document, clauses: Sequence[Clause], words: str) -> bool:
    start, end = min(one.span.start for one in clauses), max(one.span.end for one in clauses)
    return same(document.text[start:end], words)


def _exchange(document: Document, one: Instruction, was: Sequence[Clause]) -> _Change | None:
    """In each place of the stretch that has the words, others for them."""
    touched: list[Clause] = []
    fresh: list[int] = []
    for place in dict.fromkeys(clause.place for clause in was):
        at = [number for number, clause in enumerate(document.clauses) if clause.place == place]
        here = [document.clauses[number] for number in at]
        text = document.text[min(one.span.start for one in here) : max(one.span.end for one in here)]
        if (other := exchanged(text, one.old, one.new)) is None:
            continue
        found, document = _put(document, at, [(place, other)], here)
        seen = {clause.text for clause in here}
        fresh += [number for number in found if document.clauses[number].text not in seen]
        now = {document.clauses[number].text for number in found}
        touched += [clause for clause in here if clause.text not in now]
    return (touched, fresh, document) if touched else None


def _add(document: Document, one: Instruction) -> _Change | None:
    """Behind the last of the article, or of what stands before it by number; nothing where the place is taken."""
    mark = mark_of(Reading.of(one.new).text)
    own = one.place if one.place != one.after else ""
    place = _plain_place(own or (f"{one.after}{mark.cited}" if mark and mark.level is Level.ITEM else ""))
    keys = [place_key(clause.place) for clause in document.clauses]
    if not place or any(_within(key, place_key(place)) for key in keys):
        return None
    before = _behind(keys, place, one.after)
    if before is None:
        return None
    fresh, document = _put(document, [], _lines(place, one.new), [document.clauses[before]], behind=before + 1)
    return [], fresh, document


def _behind(keys: Sequence[str], place: str, after: str) -> int | None:
    """The clause behind which the new one comes: of its article, else of the article before it."""
    article = re.match(r"第(\d+)条", place_key(place))
    sought = [place_key(after)] if after else []
    sought += [f"第{int(article[1]) - 1}条"] if article else []
    for key in sought:
        if found := [at for at, one in enumerate(keys) if _within(one, key)]:
            return found[-1]
    return None


def _lines(place: str, text: str) -> list[tuple[str, str]]:
    """The quoted paragraphs, each with its place: the first is the place itself, items follow under it."""
    made: list[tuple[str, str]] = []
    for line in (one.strip() for one in text.split("\n")):
        mark = mark_of(Reading.of(line).text)
        item = mark is not None and mark.level >= Level.ITEM and made
        own = f"{place}{mark.cited}" if mark and item else f"{place}第{counted(len(made) + 1)}款" if made else place
        if line:
            made.append((own, line))
    return made


def _plain_place(place: str) -> str:
    """第八条第（三）项 as clauses are cited: 第八条（三）."""
    return re.sub(r"第?（([^）]+)）[项款]?|第([^条款项（）]+)项", lambda one: f"（{one[1] or one[2]}）", place)


def _put(
    document: Document, at: Sequence[int], lines: Sequence[tuple[str, str]], was: Sequence[Clause], behind: int = 0
) -> tuple[list[int], Document]:
    """The lines read as clauses in place of those `at`; where they are now, and the document."""
    given = tuple(dict.fromkeys(one.title for one in was if one.title)) if at else ()
    text, fresh = document.text, list[Clause]()
    for place, line in lines:
        text += "\n"
        words = BREAK.sub("", line)
        fresh += _read(words, Setting(place, _skip(place, words), given_by(given), signed=document.signed), len(text))
        text += words
    fresh = _bounded(document, fresh)
    start = at[0] if at else behind
    kept = [clause for number, clause in enumerate(document.clauses) if number not in set(at)]
    clauses = (*kept[:start], *fresh, *kept[start:])
    return list(range(start, start + len(fresh))), replace(document, text=text, clauses=clauses)


def _read(text: str, setting: Setting, offset: int) -> list[Clause]:
    whole = assemble(Extract(FileKind.TXT, (Line(text, Spot(), ends=True),)))
    made = Made()
    for paragraph in whole.paragraphs:
        add_paragraph(made, whole, paragraph.span, setting)
    return [
        replace(one, span=Span(one.span.start + offset, one.span.end + offset), spot=Spot()) for one in made.clauses
    ]


def _skip(place: str, words: str) -> int:
    mark = mark_of(Reading.of(words).text)
    return mark.length if mark and place.endswith(mark.cited) else 0


def _bounded(document: Document, fresh: list[Clause]) -> list[Clause]:
    limited = any(LIMITED.search(Reading.of(one.text).text) for one in document.clauses)
    return [_limited(one) for one in fresh] if limited else fresh


def _limited(clause: Clause) -> Clause:
    """以上标准均为上限 holds of what is put in as well."""
    fixed = clause.amount is not None and clause.amount.kind is AmountKind.FIXED
    return (
        replace(clause, amount=replace(clause.amount, kind=AmountKind.CEILING)) if fixed and clause.amount else clause
    )


def _without(document: Document, fresh: Sequence[int], nothing: Sequence[Clause]) -> Document:
    """Amounts that an officer has said to be nothing given are none here either."""
    gone = {at for at in fresh for one in nothing if one.event in (None, document.clauses[at].event)}
    clauses = tuple(
        replace(one, event=None, title="", form=None, amount=None) if at in gone else one
        for at, one in enumerate(document.clauses)
    )
    return replace(document, clauses=clauses)


def _within(key: str, wider: str) -> bool:
    return key == wider or (key.startswith(wider) and not re.match(r"之|[0-9]", key[len(wider) :]))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _words(clauses: Iterable[Clause]) -> str:
    """As they are shown, without the number of their place; rows of a table one below the other."""
    clauses = list(clauses)
    if any(one.spot.table for one in clauses):
        return "\n".join(dict.fromkeys(cells(one.text) for one in clauses))
    return "".join(dict.fromkeys(SPACED.sub("", BREAK.sub("", one.text)).removeprefix(one.place) for one in clauses))


def _titled(title: str) -> str:
    return Reading.of(title).text


def _quoted(title: str) -> list[str]:
    """关于印发《会员慰问办法》的通知 is also meant by 《会员慰问办法》."""
    return [_titled(one) for one in re.findall(r"《([^《》]+)》", title)]
