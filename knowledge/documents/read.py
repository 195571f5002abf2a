"""A file becomes a document: its text with places, its clauses, and what an officer must type or look at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.annexes import annexes
from knowledge.documents.assemble import Assembled, Paragraph, assemble
from knowledge.documents.clauses import Made, Setting, add_paragraph, given_by
from knowledge.documents.conditions import effective_from, effective_to
from knowledge.documents.files import texts as file_texts
from knowledge.documents.fold import Reading
from knowledge.documents.head import Head, bounds, read_head
from knowledge.documents.items import apart
from knowledge.documents.model import AmountKind, Document, Remainder, Span
from knowledge.documents.names import definitions, references
from knowledge.documents.outline import Entry, outline
from knowledge.documents.pages import Extract
from knowledge.documents.refusal import DocumentRefusedError
from knowledge.documents.tables import add_rows
from knowledge.documents.terms import mentions

LIMITED = re.compile(
    r"(?:以上|上述|本办法|本通知|各项|表中)[^，。；]{0,6}(?:标准|金额)(?:均)?(?:为|是|系)(?:最高)?(?:上限|限额|最高标准)|(?:金额|标准)均?按照?上限"
)
FARTHEST = 30  # paragraphs above that may lead in
LEAD = 24  # characters of a line that leads in
PAPER_LIST = re.compile(r"(?:材料|证明|资料|凭证|手续)(?:清单|要求)?：?$")


@dataclass(frozen=True)
class Read:
    """A document on the way: what checks look at."""

    extract: Extract
    whole: Assembled
    texts: tuple[str, ...]
    head: Head
    entries: tuple[Entry, ...]
    made: Made
    remainders: tuple[Remainder, ...]


def understand(extract: Extract) -> Read:
    """The clauses of an extracted file. Raises DocumentRefusedError where there is nothing to read."""
    whole = assemble(extract)
    if not whole.paragraphs:
        raise DocumentRefusedError(file_texts.NO_TEXT)
    texts = tuple(_folded(whole, paragraph) for paragraph in whole.paragraphs)
    rows = frozenset(at for at, paragraph in enumerate(whole.paragraphs) if paragraph.table)
    first, last = bounds(texts, rows)
    behind = annexes(texts, first, last, rows)
    head = read_head(texts, first, last, behind)
    entries = outline(texts, first, last, rows | head.names.keys(), behind.names)
    made, remainders = Made(), []
    by_paragraph = {entry.at: entry for entry in entries}
    for at, paragraph in enumerate(whole.paragraphs):
        if at in head.names:
            remainders.append(_remainder(head.names[at], whole, paragraph.span))
        elif paragraph.table:
            remainders += add_rows(made, whole, whole.paragraphs, at, _above(texts, entries, at, rows))
        elif entry := by_paragraph.get(at):
            remainders += _entry(made, whole, texts, entries, entry, head)
        else:
            add_paragraph(made, whole, paragraph.span, Setting("前言" if at < first else "文末", signed=head.signed))
    made.clauses = apart(made.clauses)
    _limit(made)
    remainders += [_remainder("running head", whole, span) for span in whole.left]
    return Read(extract, whole, texts, head, tuple(entries), made, tuple(remainders))


def _limit(made: Made) -> None:
    """以上标准均为上限: what was given as a fixed amount above is a ceiling."""
    last = max(
        (at for at, clause in enumerate(made.clauses) if LIMITED.search(Reading.of(clause.text).text)), default=0
    )
    for at, clause in enumerate(made.clauses[:last]):
        if clause.amount and clause.amount.kind is AmountKind.FIXED:
            made.clauses[at] = replace(clause, amount=replace(clause.amount, kind=AmountKind.CEILING))


def _folded(whole: Assembled, paragraph: Paragraph) -> str:
    return Reading.of(whole.text, paragraph.span.start, paragraph.span.end).text


def _remainder(name: str, whole: Assembled, span: Span) -> Remainder:
    return Remainder(name, whole.text[span.start : span.end].strip(), span)


def _entry(
    made: Made, whole: Assembled, texts: Sequence[str], entries: Sequence[Entry], entry: Entry, head: Head
) -> list[Remainder]:
    span = whole.paragraphs[entry.at].span
    if entry.heading:
        return [_remainder("heading", whole, span)]
    over = [texts[entries[number].at] for number in reversed(entry.over)]
    lead = over[0] if over else ""
    setting = Setting(
        place=entry.place,
        skip=entry.own.length if entry.own else 0,
        given=given_by(_headings(texts, entries, entry)),
        papers=bool(PAPER_LIST.search(lead)),
        signed=head.signed,
    )
    add_paragraph(made, whole, span, setting)
    return []


def _headings(texts: Sequence[str], entries: Sequence[Entry], entry: Entry) -> Iterator[str]:
    """What may name a paragraph's event: a line of its rank that leads in (会员退休：), and what stands over it."""
    at = bisect_left(entries, entry.at, key=lambda one: one.at)
    for before in reversed(entries[max(at - FARTHEST, 0) : at]) if entry.own is None else ():
        if before.own is not None or before.marks != entry.marks or before.annex != entry.annex:
            break
        if mentions(texts[before.at]):
            if _leads(texts[before.at]):
                yield texts[before.at]
            break
    for number in reversed(entry.over):
        if entries[number].heading or _leads(texts[entries[number].at]):
            yield texts[entries[number].at]


def _leads(text: str) -> bool:
    """会员退休：, or 会员住院慰问多少？; of two events nobody knows which is meant below."""
    return text.endswith(("：", "？")) and len(text) <= LEAD and len(mentions(text)) == 1


def _above(texts: Sequence[str], entries: Sequence[Entry], at: int, rows: Collection[int]) -> tuple[str, ...]:
    """What stands over a table: the nearest heading first."""
    before = [entry for entry in entries if entry.at < at]
    over = before[-1].over if before else ()
    nearest = next((one for one in range(at - 1, -1, -1) if one not in rows), None)
    own = () if nearest is None or texts[nearest].endswith("。") else (texts[nearest],)
    return (*own, *(texts[entries[number].at] for number in reversed(over)))


def document_of(read: Read) -> Document:
    """The document without its flags."""
    head, whole, clauses = read.head, read.whole, read.made.clauses
    signed = head.signed or head.printed
    leads = [Reading.of(one.text).text for one in read.remainders if one.name == "lead"]  # 现印发给你们，自…起执行
    starts = [clause.effective_from for clause in clauses] + [effective_from(lead, signed) for lead in leads]
    ends = [clause.effective_to for clause in clauses] + [effective_to(lead, signed) for lead in leads]
    return Document(
        number=head.number,
        issuer=head.issuer or head.signer,
        title=head.title,
        signed=signed,
        effective_from=next((one for one in starts if one), None),
        effective_to=next((one for one in ends if one), None),
        text=whole.text,
        clauses=tuple(clauses),
        unread=read.remainders,
        flags=(),
        scope=head.scope,
        references=tuple(references(clauses)),
        definitions=tuple(definitions(clauses)),
        attachments=tuple(dict.fromkeys(head.attachments)),
        source=read.extract.kind,
        pages=read.extract.pages,
    )
