"""What a document does to another, one instruction after the other: 第五条中的“800元”修改为“1000元”, 删去第六条.

Only what is written in these forms is an instruction; whatever else speaks of changing is left over, for an officer to
see. Places are compared by `place_key`, however they are written: 第三条第（二）项 is 第三条（二）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.documents.comparing import Row, compared
from knowledge.documents.fold import Reading
from knowledge.documents.model import Document, Reference, Relation, Span
from knowledge.documents.numerals import CHINESE, whole

N = rf"(?:\d+|{CHINESE})"
_ITEM = rf"(?:第?（{N}）[项款]?|第{N}项)"
_SECTION = r"第?[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[条款项]?"
_PLACE = (
    rf"(?:第{N}条(?:之{N})?(?:第{N}款)?{_ITEM}?"
    rf"|第?[一二三四五六七八九十]{{1,3}}(?:部分)?、?第?（{N}）[项款]?|{_SECTION})"
)
_TO = r"(?:统一|均|相应|分别)?(?:修改|修订|调整|变更|更改|替换|改)为"
_IN = r"(?:中|内|里)?(?:的|(?:规定|关于)[^，。；]{0,20}?的|(?:规定)?的[^，。；]{2,14}?)?"
_HELD = r"(?:等?字样|一词|的?规定|的?表述|的?内容)?"
COVER = "¤"
PLACES = ("place", "place2", "place3")
ALL = "全文"
WORDS = re.compile(rf'(?P<place>{_PLACE}|{ALL}){_IN}"(?P<old>¤+)"{_HELD}，?{_TO}"(?P<new>¤+)"')
MORE = re.compile(rf'[，、；]?(?:将|把|并将)?"(?P<old>¤+)"{_HELD}{_TO}"(?P<new>¤+)"')
WHOLE = re.compile(rf'(?P<place>{_PLACE})(?:的?(?:内容|规定|全文))?{_TO}[：，]?"(?P<new>¤+)"')
ANEW = re.compile(
    rf'(?P<place>{_PLACE})(?:的?(?:原文|原规定|原条[款文]|原内容)|原)(?:为|是)?[：，]?"¤+"[，。；]?'
    rf'(?:现|拟|本次)?(?:将其)?{_TO}[：，]?"(?P<new>¤+)"'
)
GONE_WORDS = re.compile(
    rf'(?:删去|删除)(?P<place>{_PLACE}){_IN}"(?P<old>¤+)"|(?P<place2>{_PLACE}){_IN}(?:删去|删除)"(?P<old2>¤+)"'
    rf'|(?P<place3>{_PLACE}){_IN}"(?P<old3>¤+)"{_HELD}(?:予以)?(?:删去|删除)'
)
GONE = re.compile(
    rf"(?:删去|删除|废止)(?P<place>{_PLACE})(?=[，。；]|$)|(?P<place2>{_PLACE})(?:予以)?(?:删去|删除|废止)(?=[，。；]|$)"
)
ADDED = re.compile(
    rf"(?:在)?(?:(?P<place>{_PLACE})(?:中|之?后)?)?增加(?:一|1)?个?(?:条|项|款)(?:规定|内容)?[，：]?"
    rf'(?:作为(?P<own>{_PLACE}|{_ITEM}))?[，：]*"(?P<new>¤+)"'
)
_TABLE = (
    rf"(?P<table>(?:附件|附表)(?:{N})?(?:《[^《》]{{2,40}}》)?|表{N}|《[^《》]{{2,40}}表》|(?:慰问)?标准(?:一览)?表|一览表|[该上]表)"
    "(?:中|内|里|的)*"
)
_ROW = (
    r'(?:序号(?:为)?(?:"(?P<row>¤+)"|(?P<row2>\d+))的?(?:一?[行栏项])?|"(?P<row3>¤+)"的?[这该]?一?[行栏项类]'
    r'|(?P<row4>[^，。；"《》的]{2,12}?)一?[行栏])'
)
_OF_ROW = rf"{_ROW}(?:的|中|内|里|关于|慰问|标准|金额|限额|额度|所需|材料|备注|由)*"
_UP_TO = rf"(?:{_TO}|(?:提高|增加|降低|调整)[到至为])"
_BELOW = (
    rf"(?:{_TO}(?:如下表?|下表|[^，。；\"]{{0,12}}附[件表](?:{N})?)?|(?:修改|修订|调整|更新|替换)如下)[：。；](?!\")"
)
ROW_WORDS = re.compile(rf'{_TABLE}(?:{_OF_ROW})?"(?P<old>¤+)"{_HELD}{_UP_TO}"(?P<new>¤+)"')
ROW_GONE = re.compile(rf"(?:删去|删除){_TABLE}{_ROW}(?=[，。；]|$)")
ROW_OUT = re.compile(rf"{_TABLE}{_ROW}(?:予以)?(?:删去|删除)(?=[，。；]|$)")
ROWS_GIVEN = re.compile(rf"{_TABLE}(?:{_ROW})?{_BELOW}")
ROWS_ADDED = re.compile(
    rf'(?:在)?{_TABLE}(?:之?后|最后|末尾)?增加(?:{N}|以下|下列|如下)*行[^，。；"]{{0,6}}[：。](?!")'
)
# 以后各条顺延; a deadline that falls on a holiday (顺延至节后第一个工作日) changes no clause.
RENUMBERED = re.compile(r"[条款项号][^，。；]{0,8}顺延(?!至)")
CHANGES = re.compile(
    rf"(?:修改|修订|调整|变更|替换|改)为|增加(?:一|1|以下|下列)?[条项款行]|删去|删除|{RENUMBERED.pattern}"
)
SENTENCE = re.compile(r"[^。；]+")
PAIRS = {"“": "”", "「": "」", "『": "』", '"': '"'}
_Stretch = tuple[int, int]


class Deed(StrEnum):
    WORDS = "words"  # in a place, some words by others; none: they are left out
    WHOLE = "whole"  # a place is given anew
    GONE = "gone"
    ADDED = "added"
    COMPARED = "compared"  # a place is given anew, where it says what it is told to have said


OTHERS = (
    (Deed.WHOLE, WHOLE),
    (Deed.WHOLE, ANEW),
    (Deed.WORDS, GONE_WORDS),
    (Deed.GONE, GONE),
    (Deed.ADDED, ADDED),
    (Deed.WORDS, ROW_WORDS),
    (Deed.GONE, ROW_GONE),
    (Deed.GONE, ROW_OUT),
    (Deed.WHOLE, ROWS_GIVEN),
    (Deed.ADDED, ROWS_ADDED),
)


@dataclass(frozen=True, slots=True)
class Instruction:
    """One deed at one place of another document. `after`, for what is added: behind which place. `span`: where it
    stands; `old` and `new` are quoted as printed. In a `table` (how it is named, "" where none is) at a `row`, named by
    its number or its words, or at all of it; what rows are given stands in a table below the instruction."""

    deed: Deed
    place: str
    span: Span
    reference: Reference
    old: str = ""
    new: str = ""
    after: str = ""
    table: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The instructions of a document, and the stretches that speak of changing without being one."""

    instructions: tuple[Instruction, ...] = ()
    left: tuple[Span, ...] = ()


def instructions(document: Document) -> Found:
    """What the document does to those that it names as amended; nothing where it names none."""
    amended = [one for one in document.references if one.relation is Relation.AMENDS]
    if not amended:
        return Found()
    reading = Reading.of(document.text)
    masked = _masked(document.text, reading)
    hits: list[_Hit] = []
    for hit in _hits(masked):
        if not any(_inside(hit.span[0], one.span) for one in hits):
            hits.append(hit)
    made = [_instruction(hit, document, reading, amended) for hit in sorted(hits, key=lambda one: one.span)]
    rows = list(compared(document))
    made += [_of_row(row, amended) for row in rows]
    known = [hit.span for hit in hits] + [reading.within(row.span) for row in rows]
    left = (reading.span(*one.span()) for one in SENTENCE.finditer(masked) if _speaks(one, known))
    return Found(tuple(made), tuple(left))


def place_key(place: str) -> str:
    """第三条第（二）项, 第3条（二） and 第三条第二项 are one place; so are 四（二） and 第四部分第（二）项."""
    plain = re.sub(rf"第?（({N})）[项款]?|第({N})项", lambda one: f"（{one[1] or one[2]}）", place)
    plain = re.sub(rf"第({N})部分", r"\1", plain).replace("、", "").replace("第一款", "")
    plain = re.sub(r"^第?([0-9]+(?:\.[0-9]+)+)[条款项]?", r"\1", plain)
    return re.sub(N, lambda one: str(whole(one[0]) or one[0]), plain)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A match, in characters of the masked text; what it does not have is empty."""

    deed: Deed
    span: _Stretch
    place: str
    own: str = ""
    old: _Stretch = (0, 0)
    new: _Stretch = (0, 0)
    table: _Stretch = (0, 0)
    row: _Stretch = (0, 0)


def _hits(masked: str) -> Iterator[_Hit]:
    for match in WORDS.finditer(masked):
        yield _hit(Deed.WORDS, match, match["place"])
        end = match.end()
        while more := MORE.match(masked, end):
            yield _hit(Deed.WORDS, more, match["place"])
            end = more.end()
    for deed, shape in OTHERS:
        for match in shape.finditer(masked):
            yield _hit(deed, match, next((match[one] for one in PLACES if match.groupdict().get(one)), ""))


def _hit(deed: Deed, match: re.Match[str], place: str) -> _Hit:
    """The groups of a shape end in a digit where it has several ways of saying the same."""
    named = {name.rstrip("234"): match.span(name) for name, words in match.groupdict().items() if words}
    own = match["own"] if "own" in named else ""
    return _Hit(deed, match.span(), place, own, *(named.get(one, (0, 0)) for one in ("old", "new", "table", "row")))


def _instruction(hit: _Hit, document: Document, reading: Reading, amended: Sequence[Reference]) -> Instruction:
    def printed(stretch: _Stretch) -> str:
        span = reading.span(*stretch)
        return document.text[span.start : span.end] if stretch[0] < stretch[1] else ""

    span = reading.span(*hit.span)
    named = next((one for one in reversed(amended) if one.span.start <= span.start), amended[0])
    place, after = hit.place, ""
    if hit.deed is Deed.ADDED:
        place, after = (hit.own if "条" in hit.own or not place else f"{place}{hit.own}"), place
    table, row = printed(hit.table), printed(hit.row)
    place = place or (f"{table}“{row}”" if row else table)
    return Instruction(hit.deed, place, span, named, printed(hit.old), printed(hit.new), after, table, row)


def _of_row(row: Row, amended: Sequence[Reference]) -> Instruction:
    """A clause given anew in a table of former and new ones; of a new one nothing was."""
    deed = Deed.COMPARED if row.old else Deed.ADDED
    return Instruction(deed, row.place, row.span, amended[0], row.old, row.new)


def _inside(at: int, span: _Stretch) -> bool:
    return span[0] <= at < span[1]


def _speaks(sentence: re.Match[str], known: Sequence[_Stretch]) -> bool:
    """Whether it speaks of changing anything outside the instructions that were understood."""
    said = (sentence.start() + one.start() for one in CHANGES.finditer(sentence[0]))
    return any(not any(_inside(at, span) for span in known) for at in said)


def _masked(printed: str, reading: Reading) -> str:
    """The folded text where whatever stands inside quotation marks is covered, the outer marks left."""
    out, depth, closing = "", 0, ""
    for at, character in zip(reading.at, reading.text, strict=True):
        sign = printed[at]
        if depth and sign == closing:
            depth -= 1
        elif not depth and sign in PAIRS:
            depth, closing = 1, PAIRS[sign]
            out += character
            continue
        elif depth and PAIRS.get(sign) == closing:
            depth += 1
        out += COVER if depth else character
    return out
