"""Cuts a paragraph into statements: each about the same events, with at most one amount."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.documents.amounts import Found, find
from knowledge.documents.belonging import of_all, papers_apart, regions
from knowledge.documents.items import title_of
from knowledge.documents.model import AmountKind
from knowledge.documents.outline import INTRODUCED
from knowledge.documents.terms import Mention, form_in, mentions

OPEN, CLOSE = "（《〈〔", "）》〉〕"
SENTENCE = "。；！？"
TITLE = re.compile(r"[^，。；：]{2,10}[。：.]")
CAP = re.compile(
    r"[^，。；：（]{0,12}[，（]?(?:且|但|并|同时|其中|每|人|单|次|全|年|度|累计|合计|总额|金额|补助|慰问金?)*"
    r"(?:不得?超过|不高于|最高|最多|上限|封顶|限额)(?:不超过|为|是|限额)*"
)
EACH = re.compile(r"分别|依次|各自为")


@dataclass
class Statement:
    """Characters `start` up to `end` of the paragraph's reading."""

    start: int
    end: int
    events: tuple[Mention, ...]
    found: Found | None = None
    own: bool = True  # its events are named in it, not carried over
    odd: list[Found] = field(default_factory=list)  # figures that could not be given to an amount
    per_from: int = 0  # where the sentence that holds its amount begins
    per_to: int = 0
    each: tuple[Found, ...] = ()  # 分别 …: an amount for each of the events, in order
    asides: tuple[Found, ...] = ()  # sums that are nothing given


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch up to a stop or, where a sentence holds two amounts, up to the comma between them."""

    start: int
    end: int
    sentence: int
    sentence_end: int


def statements(text: str, start: int, given: tuple[Mention, ...] = ()) -> list[Statement]:
    """The statements of a paragraph from the character `start` on. `given`: events named above it (its heading)."""
    figures = list(find(text))
    found = [one for one in figures if one.aside is None]
    made: list[Statement] = []
    for piece in _pieces(text, start, found):
        _add(made, text, piece, [one for one in found if piece.start <= one.start < piece.end], given)
    for one in made:
        one.asides = tuple(other for other in figures if other.aside and one.start <= other.start < one.end)
    _cap_shares(made, text)
    return made


def _cap_shares(made: Sequence[Statement], text: str) -> None:
    """按自付部分的20%，最高3000元: the second is the most of the first and no sum by itself."""
    for before, one in itertools.pairwise(made):
        share, cap = before.found, one.found
        if not (share and share.amount and cap and cap.amount and before.per_from == one.per_from):
            continue
        if (
            share.amount.kind is AmountKind.SHARE
            and cap.amount.kind is AmountKind.CEILING
            and CAP.fullmatch(text[share.end : cap.start])
        ):
            one.found = replace(cap, amount=replace(cap.amount, share_of=share.amount.share_of))


def _add(made: list[Statement], text: str, piece: Piece, found: list[Found], given: tuple[Mention, ...]) -> None:
    named = tuple(mentions(text[piece.start : piece.end]))
    last = made[-1] if made else None
    if INTRODUCED.fullmatch(text[piece.start : piece.end]):
        if last and not last.events:
            last.end = piece.end
        else:
            made.append(Statement(piece.start, piece.end, ()))
        return
    item = piece.start == piece.sentence and bool(title_of(text[piece.start : piece.sentence_end]))
    carried = given if last is None else () if item else last.events or given
    if last and len(made) == 1 and not last.found and TITLE.fullmatch(text[last.start : last.end]) and named:
        last.events, last.own = named, True  # （九）子女入学慰问。 is but the title of what follows
    if EACH.search(text[piece.start : piece.end]) and len(found) > 1:
        made.append(_apart(piece, named or carried, bool(named), found))
        return
    amounts, odd = _unrepeated(text, found)
    same = not item and (not named or (last is not None and _keys(named) == _keys(last.events)))
    if last and same and not (amounts and last.found) and not last.each:
        last.end = piece.end
        last.odd += odd
        if amounts:
            last.found, last.per_from, last.per_to = amounts[0], piece.sentence, piece.sentence_end
        last.odd += amounts[1:]
        return
    made.append(
        Statement(piece.start, piece.end, named or carried, amounts[0] if amounts else None, bool(named),
                  odd + amounts[1:], piece.sentence, piece.sentence_end)
    )  # fmt: skip


def _apart(piece: Piece, events: tuple[Mention, ...], own: bool, found: list[Found]) -> Statement:
    """结婚、生育分别给予 500 元、800 元: as many amounts as events, in order, or none of them is understood."""
    known = len(events) == len(found) and all(one.amount for one in found)
    return Statement(
        piece.start, piece.end, events, None, own, [] if known else found, piece.sentence, piece.sentence_end,
        tuple(found) if known else (),
    )  # fmt: skip


def _unrepeated(text: str, found: list[Found]) -> tuple[list[Found], list[Found]]:
    """Amounts and, apart, what was not understood. 1000元（壹仟元整）is one amount said twice, if both agree."""
    amounts: list[Found] = []
    odd: list[Found] = []
    for one in found:
        if one.amount is None:
            odd.append(one)
        elif amounts and _repeats(text, amounts[-1], one):
            if one.amount.value != (amounts[-1].amount.value if amounts[-1].amount else None):
                odd.append(one)
        else:
            amounts.append(one)
    return amounts, odd


def _repeats(text: str, first: Found, second: Found) -> bool:
    return bool(re.fullmatch(r"（(?:大写|小写|人民币|即|：)*", text[first.end : second.start]))


def _keys(named: Sequence[Mention]) -> set[str]:
    return {one.event.key for one in named}


def _pieces(text: str, start: int, found: list[Found]) -> Iterator[Piece]:
    for first, last in _sentences(text, start):
        begin = first
        if not any(first <= one.start < last for one in found):
            for at in (of_all(text[first:last]), *papers_apart(text[first:last])):
                if first + at > begin:
                    yield Piece(begin, first + at, begin, first + at)
                    begin = first + at
        inside = [one for one in found if first <= one.start < last]
        if EACH.search(text[first:last]):
            inside = []
        for one, following in itertools.pairwise(inside):
            if _repeats(text, one, following) or following.amount is None:
                continue
            if (cut := _before_cap(text, one, following) or _comma(text, one.end, following.start)) and cut > begin:
                yield from _by_event(text, Piece(begin, cut, first, last), inside)
                begin = cut
        yield from _by_event(text, Piece(begin, last, first, last), inside)


def _by_event(text: str, piece: Piece, found: list[Found]) -> Iterator[Piece]:
    """Apart where its amount belongs to some of the events that it names."""
    mine = [one for one in found if piece.start <= one.start < piece.end]
    at = mine[0].start if mine else None
    for first, last in regions(text, piece.start, piece.end, at):
        yield Piece(first, last, piece.sentence, piece.sentence_end)


def _before_cap(text: str, share: Found, cap: Found) -> int | None:
    """按自付的20%（上限3000元）, 自付的25%且不超过6000元: what caps a share begins at its bracket, or right behind."""
    between = text[share.end : cap.start]
    if not _is_share(share) or "，" in between or not CAP.fullmatch(between):
        return None
    return share.end + max(between.find("（"), 0)


def _is_share(found: Found) -> bool:
    return found.amount is not None and found.amount.kind is AmountKind.SHARE


def _comma(text: str, start: int, end: int) -> int | None:
    """The place after the last comma between two amounts, or the one before where what is given is named before it."""
    last = text.rfind("，", start, end)
    if last >= 0 and form_in(text[last:end]) is None and not mentions(text[last:end]):
        ahead = text.rfind("，", start, last)
        if ahead >= 0 and form_in(text[ahead:last]):
            return ahead + 1
    for marks in ("，", "、", "；", "和及或"):
        for at in range(end - 1, start - 1, -1):
            if text[at] in marks:
                return at if marks == "和及或" else at + 1
    return None


def _sentences(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Up to a stop outside brackets, with whatever closes after it; “五要访”就是 is a sentence of its own."""
    begin, depth = start, 0
    at = start
    while at < len(text):
        character = text[at]
        depth = max(0, depth + (character in OPEN) - (character in CLOSE))
        if begin == at and (match := INTRODUCED.match(text[at:])):
            yield begin, at + match.end()
            at = begin = at + match.end()
            continue
        if depth == 0 and _stops(text, at):
            while at + 1 < len(text) and text[at + 1] in CLOSE:
                at += 1
            if at + 1 < len(text) and text[at + 1] == '"' and text[begin : at + 1].count('"') % 2:
                at += 1
            yield begin, at + 1
            begin = at + 1
        at += 1
    if begin < len(text):
        yield begin, len(text)


def _stops(text: str, at: int) -> bool:
    if text[at] == ".":
        return not (text[at - 1 : at].isascii() and text[at + 1 : at + 2].isascii() and text[at + 1 : at + 2])
    return text[at] in SENTENCE
