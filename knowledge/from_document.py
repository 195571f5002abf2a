"""Makes a `Notice`, which answers are made from, out of the clauses of a document that was read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from knowledge.document import Attachment, Item, KindClause, Notice, Part, Place, Source
from knowledge.documents.fold import Reading
from knowledge.documents.model import Amount, AmountKind, Clause, Document, Per, Relation
from knowledge.documents.often import limits, often
from knowledge.documents.tables import cells
from knowledge.inforce import Edition, Level
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import Topic
from knowledge.parse_kinds import CLAUSE

PLACE = re.compile(r"^(?P<part>[一二三四五六七八九十]+)（(?P<ordinal>[一二三四五六七八九十]+)）")
HEADING = re.compile(r"^(?P<ordinal>[一二三四五六七八九十]+)、(?P<title>.+)$")
YEAR = re.compile(r"[〔\[［(（](?P<year>[0-9]{4})[〕\]］)）]")
SPACE = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
PREFACE, HEADED = "前言", "heading"
TOTAL = re.compile("总额|合计|全年|累计[^，。；]*元")
STOPS = "。；;.，,"
ENDS = (*STOPS, "：", ":")
UNCHANGED: Mapping[str, Place] = {}


def edition_of(
    document: Document, lexicon: Lexicon, changed: Mapping[str, Place] = UNCHANGED, **terms: object
) -> Edition:
    """The document as published. `terms`: since, until, level, branch, order, key, where they are settled by officers;
    what the document itself says of its days and of others counts where they are not. `changed`: by the place of a
    clause, where another document has given it these words."""
    notice = notice_of(document, lexicon, changed)
    named = {
        relation: frozenset(one.number or one.title for one in document.references if one.relation is relation)
        for relation in (Relation.REPEALS, Relation.AMENDS)
    }
    stated = Edition(
        notice,
        since=document.effective_from or notice.signed,
        until=document.effective_to,
        level=Level.COMMITTEE,
        repeals=named[Relation.REPEALS],
        amends=named[Relation.AMENDS],
        key=notice.number,
    )
    return replace(stated, **{name: value for name, value in terms.items() if value is not None})  # type: ignore[arg-type]


def notice_of(document: Document, lexicon: Lexicon, changed: Mapping[str, Place] = UNCHANGED) -> Notice:
    """The document as a notice: kinds that the lexicon knows, and every clause as an item with its place."""
    signed = document.signed or document.effective_from or date.min
    year = YEAR.search(document.number)
    source = Source(document.number or document.title, int(year["year"]) if year else signed.year)
    by_place = _by_place(document.clauses)
    preface = "".join(map(_line, by_place.get(PREFACE, ())))
    items = _led([_item(place, clauses, document, source, changed.get(place)) for place, clauses in by_place.items()])
    parts = tuple(_parts(items, document))
    listed = tuple(_kinds(document, lexicon, source, changed))
    return Notice(
        number=source.number,
        year=source.year,
        issuer=document.issuer,
        signed_by="",
        addressed_to=document.scope,
        title=document.title,
        signed=signed,
        printed=signed,
        copied_to=(),
        attachments=tuple(Attachment(at, name, present=False) for at, name in enumerate(document.attachments, 1)),
        requirements=preface,
        parts=parts,
        kinds=tuple(kind for kind in listed if not kind.own),
        listed=listed,
        file="",
        loose=tuple(item for item in items if not parts or not item.part),
    )


def _by_place(clauses: Iterable[Clause]) -> dict[str, list[Clause]]:
    found: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        found[clause.place].append(clause)
    return found


def _item(place: str, clauses: Sequence[Clause], document: Document, source: Source, by: Place | None) -> Item:
    """All that stands in one place, with what joins its clauses, as one line."""
    start, end = min(one.span.start for one in clauses), max(one.span.end for one in clauses)
    text = document.text[start:end] or "".join(one.text for one in clauses)
    match = PLACE.match(place)
    part, ordinal = (match["part"], match["ordinal"]) if match else ("", place)
    row = [one for one in clauses if one.spot.table]
    if row and clauses[0].span == clauses[-1].span:
        text = clauses[0].text  # without what stands there of the former
    said = cells(text) if row else _unnumbered(text, f"（{ordinal}）" if match else place)
    over = [one.text for one in document.unread if one.name == HEADED and one.span.end <= start]
    heading = SPACE.sub("", over[-1]) if over else ""
    events = frozenset(one.event for one in row if one.event)
    return Item(part, ordinal, said, clauses[0].spot.line, source, by, heading, events, frozenset(_sides(row)))


def _led(items: Sequence[Item]) -> list[Item]:
    """A clause that only leads in what follows (提供下列材料：) with what it leads in, which stands by itself, too."""
    led = {item.ordinal: [one.text for one in items if one.ordinal.startswith(f"{item.ordinal}（")] for item in items}
    return [
        replace(item, text=item.text + "".join(led[item.ordinal])) if item.text.endswith(("：", ":")) else item
        for item in items
    ]


def _parts(items: Iterable[Item], document: Document) -> Iterator[Part]:
    """The parts that headings name, each with its items."""
    titles = {
        match["ordinal"]: match["title"] for one in document.unread if (match := HEADING.match(SPACE.sub("", one.text)))
    }
    by_part: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.part in titles:
            by_part[item.part].append(item)
    for ordinal, found in by_part.items():
        yield Part(ordinal, titles[ordinal], tuple(found))


def _kinds(document: Document, lexicon: Lexicon, source: Source, changed: Mapping[str, Place]) -> Iterator[KindClause]:
    """One entry a kind; what several clauses say of it is quoted together. An item of a list (会员…要访) that no topic
    is for is a kind of the document's own."""
    by_key: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in document.clauses:
        topic = lexicon.topics.get(clause.event or "")
        listed = _listed(_line(clause))
        if topic and topic.intent == "entitlement" and (clause.amount or clause.form or listed):
            by_key[topic.key].append(clause)
        elif topic is None and listed:
            by_key[clause.event or clause.title or listed["title"]].append(clause)
    for key, clauses in by_key.items():
        by = next((changed[one.place] for one in clauses if one.place in changed), None)
        yield _kind(key, lexicon.topics.get(key), clauses, source, by)


def _kind(key: str, topic: Topic | None, clauses: Sequence[Clause], source: Source, by: Place | None) -> KindClause:
    first, text = clauses[0], _together(clauses)
    item = _listed(_line(first))
    written = item if len(clauses) == 1 else None
    amounts = [one.amount for one in clauses if one.amount and one.amount.most is not None]
    single = [
        one.amount for one in clauses if one.amount and one.amount.most is not None and not _of_year(one)
    ] or amounts
    figures = [one.most for one in single if one.most is not None]
    match = PLACE.match(first.place)
    spoken = f"第{match['part']}部分（{match['ordinal']}）" if match else first.place
    return KindClause(
        key=key,
        title=written["title"] if written else first.title or (topic.label if topic else key),
        visit=topic.visit if topic and not written else bool(item and item["deed"] == "访"),
        form=first.form,
        ceiling=max(figures, default=None),
        clause=text.rstrip(STOPS) if written else text,
        place=Place(source, first.place, spoken, by),
        plain=written is not None and _plain(first.amount),
        ranged=len(amounts) > 1 or any(one.kind is AmountKind.RANGE for one in amounts),
        spans=_spans(single),
        often=tuple(dict.fromkeys(found for one in clauses for found in limits(one.text))),
        total=max(
            (one.amount.most for one in clauses if one.amount and one.amount.most and _of_year(one)), default=None
        ),
        own=topic is None,
    )


def _of_year(clause: Clause) -> bool:
    """A year's total, which limits no single event; 每人每年限一次 counts events and is none."""
    counted = often(clause.text) is not None and not TOTAL.search(clause.text)
    return clause.amount is not None and clause.amount.per is Per.YEAR and not counted


def _spans(amounts: Sequence[Amount]) -> tuple[tuple[int, int], ...]:
    """The lowest and the highest of each amount, where any has a lowest."""
    if not any(one.low for one in amounts):
        return ()
    return tuple((one.low or 0, one.most) for one in amounts if one.most is not None)


def _plain(amount: Amount | None) -> bool:
    return amount is None or amount.kind is AmountKind.CEILING


def _listed(text: str) -> re.Match[str] | None:
    """“会员…要访（…）”, however its marks and digits are written; None for what says it otherwise."""
    return CLAUSE.match(Reading.of(text).text.rstrip(STOPS))


def _line(clause: Clause) -> str:
    """Its words as one line, without the number that it is cited by."""
    match = PLACE.match(clause.place)
    number = f"（{match['ordinal']}）" if match else clause.place
    return cells(clause.text) if clause.spot.table else _unnumbered(clause.text, number)


def _unnumbered(text: str, number: str) -> str:
    line = SPACE.sub("", text)
    return line.removeprefix(number).lstrip("、.．").strip() if line.startswith(number) else line


def _sides(row: Iterable[Clause]) -> Iterator[str]:
    for one in row:
        stated = {"materials": one.papers, "deadline": one.deadline, "procedure": one.procedure}
        yield from (side for side, words in stated.items() if words)


def _together(clauses: Iterable[Clause]) -> str:
    """One after the other; what stands in different places is kept apart where it ends in no stop."""
    by_place = _by_place(clauses).values()
    lines = ["".join(dict.fromkeys(map(_line, found))) for found in by_place]
    return "".join([line if line.endswith(ENDS) else f"{line}；" for line in lines[:-1]] + lines[-1:])
