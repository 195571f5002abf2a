"""A document that has been read: its clauses as data, each with its place and characters, and what is to be checked.

Every character of `Document.text` lies in a clause or in a named remainder; clauses that share a span say the same of
several events, or give several things in one row of a table. What is not understood stays a
clause without an event, to be quoted and not interpreted. Money is in yuan. Nothing is guessed: what is not there is
None or empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FileKind(StrEnum):
    """What a file is, by its content."""

    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    OFD = "ofd"
    SCAN = "scan"  # a picture, or a PDF of pictures: read by OCR
    OFFICE = "office"  # doc, wps, rtf: turned by LibreOffice


class AmountKind(StrEnum):
    """How an amount binds."""

    CEILING = "ceiling"  # 不超过 1000 元, 300 元以内
    FIXED = "fixed"  # 1000 元, 原则上 1000 元
    RANGE = "range"  # 300 元—500 元
    SHARE = "share"  # 不超过自付部分的 20%: value is in per cent


class Per(StrEnum):
    """For what an amount is given. The wider words win: 每人每年 is a year, 每人一次 is once."""

    PERSON = "person"  # 500 元/人
    TIME = "time"  # 每次
    DAY = "day"
    MONTH = "month"
    YEAR = "year"  # 每人每年
    ONCE = "once"  # 一次性, 每人仅限一次


class FlagKind(StrEnum):
    """Why an officer must look. The values are stored with a draft and never renamed."""

    OCR = "ocr"  # read from a picture: every amount is typed
    DIGITS_TOUCH = "digits_touch"  # a number put together over a line, page, cell, run or space
    DIGITS_FOREIGN = "digits_foreign"  # digits of another script, or letters that look like digits
    BOUNDS = "bounds"  # outside what is usual for the event
    UNSURE = "unsure"  # nothing to check it by: no document before says the same, no second reading agrees
    CONTRADICTION = "contradiction"  # the document says it differently elsewhere
    DISAGREEMENT = "disagreement"  # text layer and drawn page differ
    CHANGED_MUCH = "changed_much"  # more than ×2 or below ½ of the document it replaces
    CHANGED = "changed"  # differs from the document it replaces
    DROPPED = "dropped"  # an event of the document it replaces is not here
    COUNT = "count"  # 五要访, 以下三项: another number was found
    SEQUENCE = "sequence"  # a gap or a repeat in 一二三, （一）（二）, 第一条…
    DAYS = "days"  # ranges by days that overlap or leave a gap
    CUT = "cut"  # a sentence without its end
    AMOUNT_UNREAD = "amount_unread"  # a figure of money that no clause's amount accounts for
    HIDDEN = "hidden"  # characters that a reader can't see were left out
    MISSING = "missing"  # number, title or date of the document not found; an attachment named but not here
    TABLE = "table"  # a table whose heads were not understood
    EVENT = "event"  # an amount behind several events: of which of them it is, an officer says
    NO_GRANT = "no_grant"  # a sum that was not taken for anything given
    AMENDED = "amended"  # what a clause of another document becomes by this one
    AMENDS_UNCLEAR = "amends_unclear"  # it speaks of changing another document, and which clause was not found
    NEW_ITEM = "new_item"  # an item of a list (会员…要访) of no event that is known
    EFFECT = "effect"  # another number of times, of days, another day than in the document that it replaces


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to `end` of `Document.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the first character stood in the file. Pages, lines, tables, rows and cells count from 1; 0: not known.

    A txt or html file has lines only; a docx has paragraphs in `line`; PDF, OFD and scans have pages and lines on them.
    `top`, `bottom`: between what shares of the page's height it stands, where the file knows; of a clause, its lines.
    """

    page: int = 0
    line: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    top: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` for ceiling, fixed and share; `low` and `high` for a range. `share_of` names what a share is taken of; of
    a ceiling, that it is the most of such a share: 按自付部分的20%，最高3000元."""

    kind: AmountKind
    value: int | None = None
    low: int | None = None
    high: int | None = None
    per: Per | None = None
    share_of: str = ""

    @property
    def most(self) -> int | None:
        """The most that may be given, in yuan; None for a share."""
        if self.kind is AmountKind.SHARE:
            return None
        return self.high if self.kind is AmountKind.RANGE else self.value


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement. `place` is how it is cited: 四（二）, 第三条, 表1第2行.

    `event` is a key of knowledge/lexicon/documents/events.toml; None where the clause is on something else or was not
    understood. `whom`, `conditions`, `papers`, `procedure` and `decides` quote the document.
    """

    place: str
    text: str
    span: Span
    spot: Spot = Spot()
    event: str | None = None
    title: str = ""  # the words that name the event: 会员生病住院; of a list's item of no known event, its own words
    whom: str = ""
    form: str | None = None  # 慰问金, 慰问品, 蛋糕券, 纪念品, 花圈 …
    amount: Amount | None = None
    conditions: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    deadline: str | None = None
    procedure: tuple[str, ...] = ()
    decides: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, slots=True)
class Remainder:
    """Characters that are no clause, by name: letterhead, heading, colophon, running head, table head."""

    name: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Flag:
    """Something an officer must do before the document may be published.

    `types`: he types the figures of clause `clause` (its place in `Document.clauses`) himself, without seeing them.
    Otherwise he looks and confirms. `words` is one Chinese sentence.
    """

    kind: FlagKind
    words: str
    types: bool
    clause: int | None = None
    span: Span | None = None


class Relation(StrEnum):
    """What a document does to another that it names."""

    REPEALS = "repeals"  # 《…》（瓯机工〔2017〕6号）同时废止
    AMENDS = "amends"  # 将《…》第三条修改为
    CITES = "cites"  # 根据《…》


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document, named in this one. Of number and title one may be empty."""

    relation: Relation
    number: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Definition:
    """What a word means in this document: 直系亲属 → 父母, 配偶, 子女."""

    term: str
    members: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `signed` is the date under it; `effective_from` only where the text says so."""

    number: str
    issuer: str
    title: str
    signed: date | None
    effective_from: date | None
    effective_to: date | None
    text: str
    clauses: tuple[Clause, ...]
    unread: tuple[Remainder, ...]
    flags: tuple[Flag, ...]
    scope: str = ""  # whom it is addressed to, as printed: 市直机关各基层工会
    references: tuple[Reference, ...] = ()
    definitions: tuple[Definition, ...] = ()
    attachments: tuple[str, ...] = ()
    source: FileKind = FileKind.TXT
    pages: int = 0

    @property
    def supersedes(self) -> tuple[Reference, ...]:
        """The documents that this one repeals as a whole."""
        return tuple(reference for reference in self.references if reference.relation is Relation.REPEALS)

    @property
    def to_type(self) -> tuple[int, ...]:
        """The clauses whose figures an officer must type before anything is published."""
        return tuple(sorted({flag.clause for flag in self.flags if flag.types and flag.clause is not None}))
