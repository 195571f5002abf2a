"""Statements become clauses: what is quoted from the printed text, what was read of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from knowledge.documents import conditions
from knowledge.documents.amounts import Found, with_per
from knowledge.documents.assemble import Assembled
from knowledge.documents.belonging import is_shared
from knowledge.documents.cut import Statement, statements
from knowledge.documents.fold import Reading
from knowledge.documents.items import title_of
from knowledge.documents.model import Amount, Clause, Span, Spot
from knowledge.documents.purposes import Aside
from knowledge.documents.terms import Mention, form_at, form_in, mentions

AS_FORM = re.compile(r"以(?P<form>[^，。；]{1,10}?)(?:等?形式|等?方式)")
AHEAD = re.compile(r"^(?:（[0-9一二三四五六七八九十]{1,3}）|[①-⑳]|[0-9]{1,2}[.、]|\")+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of money as it is printed, and the clause that it was given to.

    `aside`: it is nothing given; `shared`: it stands behind several events and may not be of all; `vague`: 600元左右.
    """

    span: Span
    words: str
    clause: int
    amount: Amount | None
    aside: bool = False
    shared: bool = False
    vague: bool = False


@dataclass
class Made:
    """Clauses as they are made, and every figure of money met on the way."""

    clauses: list[Clause] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a paragraph stands: its place, the events of its heading, whether it is one of a list of papers."""

    place: str
    skip: int = 0  # characters of its own number
    given: tuple[Mention, ...] = ()
    papers: bool = False
    signed: date | None = None


def add_paragraph(made: Made, whole: Assembled, span: Span, setting: Setting) -> None:
    """The clauses of one paragraph."""
    reading = Reading.of(whole.text, span.start, span.end)
    found = statements(reading.text, setting.skip, setting.given)
    for number, one in enumerate(found):
        first = 0 if number == 0 else one.start
        # Blanks between statements go with the one before, so that no character is lost.
        start = span.start if number == 0 else reading.at[one.start]
        end = span.end if number == len(found) - 1 else reading.at[one.end]
        _add(made, whole, reading, one, first, Span(start, end), setting)
    if not found:
        _add(made, whole, reading, Statement(0, len(reading.text), ()), 0, span, setting)


def _add(
    made: Made, whole: Assembled, reading: Reading, one: Statement, first: int, span: Span, setting: Setting
) -> None:
    """One clause, or one for each of the events that the statement names alike."""
    base = _clause(whole, reading, one, span, setting)
    events: Sequence[Mention | None] = one.events or (None,)
    for place, event in enumerate(events):
        found = one.each[place] if one.each else one.found
        amount = _amount(reading.text, one, found)
        form = _form(reading.text, one, found)
        if found:
            shared = not one.each and is_shared(reading.text[one.start : found.start], len(events))
            made.figures.append(_figure(reading, found, len(made.clauses), amount, shared=shared))
        if place == 0:
            made.figures += [_figure(reading, figure, len(made.clauses)) for figure in (*one.odd, *one.asides)]
        made.clauses.append(
            replace(base, event=event.event.key if event else None,
                    title=event.event.name if event else title_of(reading.text[one.start : one.end]),
                    whom=_whom(whole, reading, one, event) or _carried(made, event), amount=amount, form=form)
        )  # fmt: skip


def _figure(reading: Reading, found: Found, clause: int, amount: Amount | None = None, shared: bool = False) -> Figure:
    span = reading.span(found.start, found.end)
    return Figure(span, found.words, clause, amount, found.aside is not None, shared, found.vague)


def _amount(text: str, one: Statement, found: Found | None) -> Amount | None:
    if found is None or found.amount is None:
        return None
    first, last = one.per_from, one.per_to or one.end
    own = max(text.rfind("，", first, found.start) + 1, first), min(_comma(text, found.end, last), last)
    return with_per(found.amount, text[first:last], text[slice(*own)])


def _comma(text: str, start: int, end: int) -> int:
    at = text.find("，", start, end)
    return end if at < 0 else at


def _form(text: str, one: Statement, found: Found | None) -> str | None:
    part = text[one.start : one.end]
    if found is None:
        return form_in(part) if one.events and one.own else None
    form = form_at(part, found.start - one.start, found.end - one.start)
    shared = AS_FORM.search(text[one.per_from : one.per_to or one.end])
    return form or (form_in(shared["form"]) if shared else None)


def _clause(whole: Assembled, reading: Reading, one: Statement, span: Span, setting: Setting) -> Clause:
    """All that does not depend on the event."""
    text = reading.text[one.start : one.end]
    taken = [(found.start - one.start, found.end - one.start) for found in (one.found, *one.each, *one.odd) if found]
    limits = [found.start - one.start for found in one.asides if found.aside is Aside.LIMIT]

    def printed(stretches: Iterable[conditions.Stretch]) -> tuple[str, ...]:
        kept = dict.fromkeys(_printed(whole, reading, one.start, stretch) for stretch in stretches)
        return tuple(words for words in kept if words)

    late, who = conditions.deadline(text), conditions.decides(text)
    start = conditions.effective_from(text, setting.signed)
    return Clause(
        place=setting.place,
        text=whole.text[span.start : span.end].strip(),
        span=span,
        spot=_spot(whole, span),
        conditions=_widest(printed(conditions.conditions(text, taken, limits))) if one.events else (),
        papers=printed(conditions.papers(text, setting.papers)),
        deadline=_printed(whole, reading, one.start, late) if late else None,
        procedure=printed(conditions.procedure(text)),
        decides=_printed(whole, reading, one.start, who) if who else None,
        effective_from=start,
        effective_to=conditions.effective_to(text, start or setting.signed),
    )


def _spot(whole: Assembled, span: Span) -> Spot:
    """Where it begins, down to its last line on that page."""
    first, last = whole.spot(span.start), whole.spot(max(span.start, span.end - 1))
    return replace(first, bottom=last.bottom if last.page == first.page else float(first.bottom > 0))


def _widest(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that others hold."""
    return tuple(one for one in words if not any(one != other and one in other for other in words))


def _printed(whole: Assembled, reading: Reading, offset: int, stretch: conditions.Stretch) -> str:
    ahead = AHEAD.match(reading.text[offset + stretch[0] : offset + stretch[1]])
    span = reading.span(offset + stretch[0] + (ahead.end() if ahead else 0), offset + stretch[1])
    return " ".join(whole.text[span.start : span.end].split())


def _whom(whole: Assembled, reading: Reading, one: Statement, event: Mention | None) -> str:
    text = reading.text[one.start : one.end]
    if event is None:
        return ""
    named = next((found for found in mentions(text) if found.event.key == event.event.key), None)
    before = named.end if named else (one.found.start - one.start if one.found else len(text))
    found = conditions.whom(text, before)
    return _printed(whole, reading, one.start, found) if found else ""


def _carried(made: Made, event: Mention | None) -> str:
    """并可另送花圈: to the same people as the clause before."""
    if event is None or not made.clauses or made.clauses[-1].event != event.event.key:
        return ""
    return made.clauses[-1].whom


def given_by(texts: Iterable[str]) -> tuple[Mention, ...]:
    """The events of the nearest heading that names any."""
    for text in texts:
        if found := mentions(text):
            return tuple(found)
    return ()
