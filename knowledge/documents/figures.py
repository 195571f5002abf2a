"""Checks figures as they were read, and says what speaks against each; an officer types anew whatever is doubted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.documents import texts
from knowledge.documents.amounts import THRESHOLD
from knowledge.documents.clauses import Figure
from knowledge.documents.fold import Reading, fold, is_blank, is_foreign_digit
from knowledge.documents.grants import Grant, grants_of, wording
from knowledge.documents.model import Amount, AmountKind, Clause, FileKind, Flag, FlagKind, Span
from knowledge.documents.numerals import CHINESE
from knowledge.documents.read import Read
from knowledge.documents.terms import events

NUMERIC = re.compile(rf"[0-9，.]|{CHINESE}")
NO_MONEY = re.compile(r"元(?:旦|月|宵|素|件|老|首|气|帅|宝|年|勋)|[单公多美欧港日状纪二寒]元|元(?=[、，]?(?:单位|化))")
LOOKALIKE = re.compile(r"[0-9][A-Za-z|\u0370-\u04ff]+(?=[0-9元%])|(?<![A-Za-z])[A-Za-z|\u0370-\u04ff][0-9]+(?=元|%)")
BARE = re.compile(
    r"(?:不得?超过|最高|不高于|以内|慰问[金品](?:金额)?|金额|标准)(?:为|是|：)?(?P<n>[0-9][0-9，.]*)(?![0-9，.]|元|%|万|千|百|—|至|天|日|次|人|年|月|个|名|周|岁|期|号|份|例|级|条|项)"
)
LONELY = re.compile(r"(?<![0-9，.〔年])[0-9]{3,6}(?!，?[0-9.]|年|号|〕|人|名|个|元|%|万|千|百|—|至|分|小时|字)")
SHARES = range(5, 101, 5)
SHOWN = 24  # characters before a figure, from the beginning of a part between commas


def doubts(read: Read, known: frozenset[Grant] = frozenset()) -> Iterator[Flag]:
    """Flags on figures. `known`: what the document before gives: what is unchanged needs no second look."""
    clauses = read.made.clauses
    mine = grants_of(clauses, read.remainders)
    said = {wording(one) for one, *_ in known}
    for figure in read.made.figures:
        clause = clauses[figure.clause]
        if figure.aside:
            if clause.event and wording(clause.text) not in said:
                yield _set_aside(read, figure, clause)
            continue
        for kind, reason in _of(read, figure, clause, mine[figure.clause] in known):
            words = texts.type_amount(clause.place, _shown(read, figure, clause), reason)
            yield Flag(kind, words, True, figure.clause, figure.span)
    yield from _unaccounted(read)


def _set_aside(read: Read, figure: Figure, clause: Clause) -> Flag:
    shown = f"{clause.place}“{_shown(read, figure, clause)}”"
    words = texts.no_allowance(shown)
    return Flag(FlagKind.NO_GRANT, words, False, figure.clause, figure.span)


def _of(read: Read, figure: Figure, clause: Clause, known: bool) -> Iterator[tuple[FlagKind, str]]:
    printed = read.whole.text[figure.span.start : figure.span.end]
    if figure.shared and not known:
        yield FlagKind.EVENT, texts.perhaps_also_for(clause.title)
    if figure.amount is None:
        yield FlagKind.AMOUNT_UNREAD, "这个数没有读懂"
    if figure.vague and not known:
        yield FlagKind.UNSURE, texts.ABOUT
    if read.extract.kind is FileKind.SCAN:
        yield FlagKind.OCR, texts.FROM_PICTURE
    if any(is_foreign_digit(character) for character in printed):
        yield FlagKind.DIGITS_FOREIGN, texts.ODD_NUMERAL
    if _touches(read, figure.span):
        yield FlagKind.DIGITS_TOUCH, texts.OVER_A_BREAK
    if set(re.findall(r"[0-9]+", figure.words)) & read.extract.disagreed:
        yield FlagKind.DISAGREEMENT, texts.LAYER_DIFFERS
    if figure.amount and not known and (reason := _unusual(figure.amount, clause, _twice(read, figure))):
        yield reason


def _touches(read: Read, span: Span) -> bool:
    """A seam or a blank between two characters of the number."""
    text = fold(read.whole.text)
    for at in range(span.start, span.end):
        before = _neighbour(text, at, -1)
        here = _neighbour(text, at - 1, 1)
        if not (NUMERIC.fullmatch(before) and NUMERIC.fullmatch(here)):
            continue
        if (at in read.whole.seams and at > span.start) or is_blank(text[at]):
            return True
    return False


def _neighbour(text: str, at: int, step: int) -> str:
    """The next character that is no blank, from `at` exclusive."""
    at += step
    while 0 <= at < len(text) and is_blank(text[at]):
        at += step
    return text[at] if 0 <= at < len(text) else ""


def _twice(read: Read, figure: Figure) -> bool:
    """Whether an independent second reading agrees: the drawn page, or 1000元（壹仟元整）."""
    after = Reading.of(read.whole.text, figure.span.end, min(len(read.whole.text), figure.span.end + 20)).text
    numbers = set(re.findall(r"[0-9]+", figure.words))
    drawn = bool(numbers) and numbers <= read.extract.agreed - read.extract.disagreed
    return drawn or bool(re.match(rf"（(?:大写|小写|人民币|：)*{CHINESE}元整?）", after))


def _unusual(amount: Amount, clause: Clause, twice: bool) -> tuple[FlagKind, str] | None:
    if amount.kind is AmountKind.SHARE:
        if amount.value not in SHARES:
            return FlagKind.BOUNDS, "这个比例不平常"
        return None if twice else (FlagKind.UNSURE, texts.SHARE_UNCHECKED)
    values = [value for value in (amount.value, amount.low, amount.high) if value is not None]
    if amount.kind is AmountKind.RANGE and values[0] >= values[1]:
        return FlagKind.CONTRADICTION, "起点不比终点小"
    event = events().get(clause.event or "")
    if event is None or event.usual is None:
        return FlagKind.UNSURE, texts.NOTHING_TO_COMPARE
    if any(not event.usual[0] <= value <= event.usual[1] for value in values):
        return FlagKind.BOUNDS, f"不在“{event.name}”平常的 {event.usual[0]}—{event.usual[1]} 元里"
    return None if twice else (FlagKind.UNSURE, texts.NOTHING_TO_CONFIRM)


def _unaccounted(read: Read) -> Iterator[Flag]:
    """Signs of money in a clause that no figure accounts for: 1O00元, 不超过1000）, 元 without a number."""
    done: set[tuple[int, int]] = set()
    for number, clause in enumerate(read.made.clauses):
        place = (clause.span.start, clause.span.end)
        if place in done or clause.spot.table:
            continue
        done.add(place)
        reading = Reading.of(read.whole.text, *place)
        mine = [figure.span for figure in read.made.figures if place[0] <= figure.span.start < place[1]]
        for kind, start, reason in _signs(reading, read.whole.text, clause.event is not None):
            at = reading.at[start]
            if not any(span.start <= at < span.end for span in mine):
                words = texts.type_amount(clause.place, reading.text[max(0, start - 8) : start + 4], reason)
                yield Flag(kind, words, True, number, Span(at, at + 1))


def _signs(reading: Reading, printed: str, event: bool) -> Iterator[tuple[FlagKind, int, str]]:
    text = reading.text
    apart = {at for match in NO_MONEY.finditer(text) for at in range(*match.span())}
    apart |= {match.end() - 1 for match in re.finditer("元", text) if THRESHOLD.match(text[match.end() :])}
    for match in re.finditer("元|¥", text):
        if match.start() not in apart:
            yield FlagKind.AMOUNT_UNREAD, match.start(), texts.MONEY_WITHOUT_FIGURE
    for match in BARE.finditer(text):
        yield FlagKind.AMOUNT_UNREAD, match.start("n"), "这个数没有单位"
    for match in LONELY.finditer(text) if event else ():
        yield FlagKind.AMOUNT_UNREAD, match.start(), texts.WITHOUT_UNIT
    for match in LOOKALIKE.finditer(text):
        yield FlagKind.DIGITS_FOREIGN, match.start(), "数字里混了字母"
    for at, place in enumerate(reading.at):
        if _is_strange(text, at, printed[place]):
            yield FlagKind.DIGITS_FOREIGN, at, texts.ODD_NUMERAL


def _is_strange(text: str, at: int, printed: str) -> bool:
    """A digit of another script anywhere; a raised or circled one beside a digit or a unit."""
    if not is_foreign_digit(printed):
        return False
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return printed.isdecimal() or bool(re.search(r"[0-9元%]", beside))


def _shown(read: Read, figure: Figure, clause: Clause) -> str:
    """What stands before the figure; never the figure itself, which is to be typed unseen."""
    inside = clause.span.start <= figure.span.start
    start = clause.span.start if inside else max(0, figure.span.start - SHOWN)
    before = " ".join(read.whole.text[start : figure.span.start].split()).removeprefix(clause.place)
    *parts, shown = re.split("(?<=，)", re.split("[。；;]", before)[-1].strip())
    for part in reversed(parts):
        if len(part) + len(shown) > SHOWN or "元" in part:
            break
        shown = part + shown
    return f"{shown[-SHOWN:]}……"
