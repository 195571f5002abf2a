"""Rows of a table become clauses: heads say what a column holds, merged cells speak for every row that they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents import conditions
from knowledge.documents.amounts import CEILING_AFTER, MONEY, Found, find, with_per
from knowledge.documents.assemble import Assembled, Paragraph
from knowledge.documents.clauses import Figure, Made, Setting, add_paragraph, given_by
from knowledge.documents.fold import Reading
from knowledge.documents.model import Amount, AmountKind, Clause, Remainder, Span
from knowledge.documents.pages import Cell, Table
from knowledge.documents.terms import Mention, form_in, mentions

ROLES = {
    "number": r"^(?:序号|编号|NO\.?|号)$",
    "event": r"事项|项目|类别|情形|事由|慰问(?:类型|内容|种类)|名称",
    "whom": r"对象|范围|人员|关系|亲属|身份|去世人|逝者",
    "papers": r"材料|凭证|证明|依据|票据|附件",
    "conditions": r"说明|备注|次数|频次",
    "amount": r"标准|金额|限额|额度|上限|元|慰问金|慰问品",
    "form": r"形式|方式|类型",
    "deadline": r"时限|期限|时间",
    "procedure": r"程序|流程|经办|审批",
    "requirements": r"条件|要求",
}
HEAD = "table head"
CELL = "｜"
SPACE = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
LIMIT = re.compile(r"上限|限额|最高|不超过|以内")
NOTHING = re.compile(r"^[—/无·.]*$")
FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what it holds, and its head."""

    number: int
    role: str
    head: str


def add_rows(
    made: Made, whole: Assembled, paragraphs: Sequence[Paragraph], at: int, above: Sequence[str]
) -> list[Remainder]:
    """The clause or clauses of the row that is paragraph `at`; heads are a remainder."""
    paragraph = paragraphs[at]
    if paragraph.table is None:
        return []
    table, row = paragraph.table, paragraph.spot.row - 1
    heads = _heads(table)
    columns = _columns(table, heads)
    span = paragraph.span
    if row < heads or (heads and _texts(table, row) == _texts(table, heads - 1)):
        return [Remainder(HEAD, whole.text[span.start : span.end].strip(), span)]
    place = f"表{table.spot.table}第{row + 1}行"
    if not any(column.role == "amount" for column in columns):
        add_paragraph(made, whole, span, Setting(place, given=given_by(above)))
        return []
    _add_row(made, whole, paragraph, table, row, columns, place, given_by(above))
    return []


def is_understood(table: Table) -> bool:
    """Whether the heads name at least the event and the amount."""
    roles = {column.role for column in _columns(table, _heads(table))}
    return {"event", "amount"} <= roles


def _heads(table: Table) -> int:
    """How many rows at the top are heads: several known names, and no figures but in brackets."""
    count = 0
    for row in range(min(3, table.height)):
        texts = [text for text in _texts(table, row) if text]
        known = [text for text in texts if _role(text)]
        if len(known) * 2 < len(texts) or len(known) < 2 or any(FIGURE.search(text) for text in texts):
            break
        count = row + 1
    return count


def _columns(table: Table, heads: int) -> list[Column]:
    """The event is the first column that could be one; of several heads over one another all words count."""
    columns: list[Column] = []
    for number in range(table.width if heads else 0):
        cells = [table.at(row, number) for row in range(heads)]
        head = "".join(dict.fromkeys(_read(cell) for cell in cells if cell))
        columns.append(Column(number, _role(head) or "", head))
    return columns


def _role(text: str) -> str | None:
    if not text or len(text) > 20:
        return None
    return next((role for role, words in ROLES.items() if re.search(words, text)), None)


def _texts(table: Table, row: int) -> list[str]:
    return [_read(cell) for number in range(table.width) if (cell := table.at(row, number))]


def _read(cell: Cell | None) -> str:
    return Reading.of(cell.text).text if cell else ""


def _add_row(
    made: Made, whole: Assembled, paragraph: Paragraph, table: Table, row: int, columns: Sequence[Column],
    place: str, given: tuple[Mention, ...],
) -> None:  # fmt: skip
    cells = {column.number: table.at(row, column.number) for column in columns}
    named = "".join(_read(cells[column.number]) for column in columns if column.role == "event")
    line = "，".join(_read(cell) for cell in dict.fromkeys(cells.values()) if cell)
    whom = "".join(_read(cells[column.number]) for column in columns if column.role == "whom")
    events: Sequence[Mention | None] = _events(named, whom) or mentions(line) or given or (None,)
    base = _base(whole, paragraph, cells, columns, place, line)
    amounts = [column for column in columns if column.role == "amount"]
    for event in events:
        said = 0
        for column in amounts:
            cell = cells[column.number]
            if cell is None or NOTHING.match(_read(cell)):
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


def _of_event(base: Clause, event: Mention | None) -> Clause:
    return replace(base, event=event.event.key, title=event.event.name) if event else base


def _add_amount(
    made: Made, whole: Assembled, paragraph: Paragraph, table: Table, cell: Cell, column: Column, base: Clause,
    line: str,
) -> None:  # fmt: skip
    span = _span(whole, paragraph, table, cell)
    for part in _parts(_read(cell)):
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
        texts = ((_read(cells[column.number]), cells[column.number]) for column in columns if column.role == role)
        return [" ".join(cell.text.split()) for text, cell in texts if cell and not NOTHING.match(text)]

    named = "".join(all_of("event"))
    who = all_of("whom") or list(_whom(named))
    forms = all_of("form")
    late = all_of("deadline")
    span = paragraph.span
    return Clause(
        place=place,
        text=whole.text[span.start : span.end].strip(),
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
