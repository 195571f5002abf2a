"""Rows of a table become clauses: heads say what a column holds, merged cells speak for every row that they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.documents import conditions
from knowledge.documents.amounts import CEILING_AFTER, MONEY, Found, find, with_per
from knowledge.documents.assemble import Assembled, Paragraph
from knowledge.documents.clauses import Figure, Made, Setting, add_paragraph, given_by
from knowledge.documents.columns import FIGURE, Column, columns_of, heads_of, read_cell, texts_of
from knowledge.documents.fold import Reading
from knowledge.documents.marks import mark_of
from knowledge.documents.model import Amount, AmountKind, Clause, Remainder, Span
from knowledge.documents.pages import Cell, Table
from knowledge.documents.terms import Mention, form_in, mentions

HEAD = "table head"
FORMERLY = "former"
FARTHEST = 60  # rows above that may say of which event a row is
COMPARED = re.compile("对照|对比|比较|新旧")
CELL = "｜"
SPACE = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
LIMIT = re.compile(r"上限|限额|最高|不超过|以内")
NOTHING = re.compile(r"^[—/无·.]*$")


def add_rows(
    made: Made, whole: Assembled, paragraphs: Sequence[Paragraph], at: int, above: Sequence[str]
) -> list[Remainder]:
    """The clause or clauses of the row that is paragraph `at`; heads are a remainder."""
    paragraph = paragraphs[at]
    if paragraph.table is None:
        return []
    table, row = paragraph.table, paragraph.spot.row - 1
    heads = heads_of(table)
    columns = columns_of(table, heads, compared=any(COMPARED.search(text) for text in above))
    span = paragraph.span
    if row < heads or (heads and texts_of(table, row) == texts_of(table, heads - 1)):
        return [Remainder(HEAD, whole.text[span.start : span.end].strip(), span)]
    place = f"表{table.spot.table}第{row + 1}行"
    if len(paragraph.cells) == 1 and paragraph.cells[0][0].columns == table.width > 1:  # it heads a group, or remarks
        add_paragraph(made, whole, span, Setting(place))
        return []
    given = _carried(table, row, columns) or given_by(above)
    if any(column.role == "now" for column in columns):
        return _add_new(made, whole, paragraph, columns, place, given)
    if not any(column.role in {"amount", "years"} for column in columns):
        add_paragraph(made, whole, span, Setting(place, given=given))
        return []
    _add_row(made, whole, paragraph, table, row, columns, place, given)
    return []


def _add_new(
    made: Made, whole: Assembled, paragraph: Paragraph, columns: Sequence[Column], place: str,
    given: tuple[Mention, ...],
) -> list[Remainder]:  # fmt: skip
    """A row of clauses as they were beside clauses as they are: what stands in the cell of the new ones."""
    left: list[Remainder] = []
    now = {column.number for column in columns if column.role == "now"}
    for cell, span in paragraph.cells:
        mark = mark_of(read_cell(cell))
        if cell.column in now and not NOTHING.match(read_cell(cell)):
            add_paragraph(made, whole, span, Setting(place, mark.length if mark else 0, given))
        elif cell.text.strip():
            left.append(Remainder(FORMERLY, cell.text.strip(), span))
    return left


def _carried(table: Table, row: int, columns: Sequence[Column]) -> tuple[Mention, ...]:
    """The event of the rows above, where the row leaves its own out, or of the row of one cell that heads a group."""
    if not columns:
        columns = [Column(0, "event", "")]
    own = [column.number for column in columns if column.role == "event"][:1]
    whom = "".join(read_cell(table.at(row, column.number)) for column in columns if column.role in {"whom", "event"})
    if any(read_cell(table.at(row, number)) for number in own):
        own = []
    for above in range(row - 1, max(row - FARTHEST, 0) - 1, -1):
        texts = list(dict.fromkeys(text for text in texts_of(table, above) if text))
        if len(texts) == 1 and not FIGURE.search(texts[0]):
            return tuple(mentions(texts[0]))
        if named := "".join(read_cell(table.at(above, number)) for number in own):
            return tuple(_events(named, whom))
    return ()


def _add_row(
    made: Made, whole: Assembled, paragraph: Paragraph, table: Table, row: int, columns: Sequence[Column],
    place: str, given: tuple[Mention, ...],
) -> None:  # fmt: skip
    cells = {column.number: table.at(row, column.number) for column in columns if column.role != "former"}
    columns = [column for column in columns if column.role != "former"]
    names = [read_cell(cells[column.number]) for column in columns if column.role == "event"]
    named = "".join(names)
    line = "，".join(read_cell(cell) for cell in dict.fromkeys(cells.values()) if cell)
    whom = "".join(read_cell(cells[column.number]) for column in columns if column.role == "whom")
    events: Sequence[Mention | None] = (
        _of_two(names, whom) or _events(named, whom) or mentions(line) or given or (None,)
    )
    base = _base(whole, paragraph, cells, columns, place, line)
    amounts = [column for column in columns if column.role == "amount"]
    for event in events:
        said = 0
        for column in amounts:
            cell = cells[column.number]
            if cell is None or NOTHING.match(read_cell(cell)):
                continue
            said += 1
            first = len(made.figures)
            _add_amount(made, whole, paragraph, table, cell, column, _of_event(base, event), line)
            made.figures[first:] = [replace(one, shared=len(events) > 1) for one in made.figures[first:]]
        if not said:
            made.clauses.append(_of_event(base, event))


def _events(named: str, whom: str) -> Sequence[Mention]:
    """丧葬慰问 is the death of whoever stands beside it."""
    own, full = mentions(named), mentions(whom + named)
    return full if len(full) == 1 else own or full


def _of_two(names: Sequence[str], whom: str) -> Sequence[Mention]:
    """丧葬 in one column and 会员本人 in the next are one event: a member's death."""
    full = mentions("".join(names[1:]) + whom + names[0]) if len(names) > 1 else []
    return full if len(full) == 1 else []


def _of_event(base: Clause, event: Mention | None) -> Clause:
    return replace(base, event=event.event.key, title=event.event.name) if event else base


def _add_amount(
    made: Made, whole: Assembled, paragraph: Paragraph, table: Table, cell: Cell, column: Column, base: Clause,
    line: str,
) -> None:  # fmt: skip
    span = _span(whole, paragraph, table, cell)
    for part in _parts(read_cell(cell)):
        found = _found(part, column.head)
        amount = _amount(found, column.head)
        words, aside, vague = (found.words, found.aside is not None, found.vague) if found else (part, False, False)
        made.figures.append(Figure(span, words, len(made.clauses), amount, aside, False, vague))
        limits = conditions.conditions(part, [one.span() for one in MONEY.finditer(part)])
        under = dict.fromkeys((*base.conditions, *(part[slice(*limit)] for limit in limits)))
        form = form_in(part) or form_in(column.head) or base.form
        given = with_per(amount, column.head + "，" + line, part) if amount else None
        made.clauses.append(replace(base, amount=given, form=form, conditions=tuple(under)))


def _parts(text: str) -> list[str]:
    """Stretches of a cell with one amount each, where it has several between commas; else the cell."""
    parts = [part for part in re.split(r"[；，。]", text) if part]
    apart = len(parts) > 1 and all(len(list(find(part))) == 1 for part in parts)
    return parts if apart else [text]


def _found(text: str, head: str) -> Found | None:
    """The one figure of a cell, with the unit of the head where the cell has none."""
    found = list(find(text))
    if not found and (unit := re.search(r"万元|元", head)):
        withunit = re.sub(r"(\d)(?=[^\d]*$)", rf"\g<1>{unit[0]}", text, count=1)
        found = list(find(withunit))
    return found[0] if len(found) == 1 and (found[0].amount or found[0].aside) else None


def _amount(found: Found | None, head: str) -> Amount | None:
    """What it gives; a ceiling, too, where the head says so."""
    amount = found.amount if found else None
    if amount and amount.kind is AmountKind.FIXED and (LIMIT.search(head) or CEILING_AFTER.match(head)):
        return replace(amount, kind=AmountKind.CEILING)
    return amount


def _span(whole: Assembled, paragraph: Paragraph, table: Table, cell: Cell) -> Span:
    """Where the cell's text is printed: in this row, or in the row where a merged cell begins."""
    for one, span in paragraph.cells:
        if one is cell:
            return span
    return Span(paragraph.span.start, paragraph.span.start)


def _base(
    whole: Assembled, paragraph: Paragraph, cells: dict[int, Cell | None], columns: Sequence[Column], place: str,
    line: str,
) -> Clause:  # fmt: skip
    def all_of(role: str) -> list[str]:
        texts = ((read_cell(cells[column.number]), cells[column.number]) for column in columns if column.role == role)
        return [" ".join(cell.text.split()) for text, cell in texts if cell and not NOTHING.match(text)]

    named = "".join(all_of("event"))
    who = all_of("whom") or list(_whom(named))
    forms = all_of("form")
    late = all_of("deadline")
    span = paragraph.span
    printed = "".join(f"{cell.text}\t" for cell, _ in paragraph.cells if cell.column in cells)
    return Clause(
        place=place,
        text=printed.strip(),
        span=span,
        spot=paragraph.spot,
        whom="".join(who),
        form=forms[0] if forms and len(forms[0]) <= 12 else None,
        conditions=tuple(all_of("conditions") + all_of("requirements")),
        papers=tuple(paper for text in all_of("papers") for paper in _papers(text)),
        deadline=late[0] if late else None,
        procedure=tuple(all_of("procedure")),
    )


def _whom(named: str) -> Iterator[str]:
    folded = Reading.of(named).text
    if found := conditions.whom(folded, len(folded)):
        yield folded[slice(*found)]


def _papers(text: str) -> Iterator[str]:
    folded = Reading.of(text).text
    found = [folded[slice(*one)] for one in conditions.papers(folded, listed=True)]
    yield from found or [text]


def cells(row: str) -> str:
    """A row as it is quoted: cell by cell, without the row's number and what is empty."""
    said = [SPACE.sub("", cell) for cell in row.split("\t")]
    return CELL.join(one for at, one in enumerate(said) if one and not (at == 0 and one.isdecimal()))
