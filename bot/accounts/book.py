"""The ledger as values: the period it covers, its rows, and sums by kind and by branch. No Excel, no database."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from bot.accounts import texts
from bot.core.clock import SHANGHAI
from bot.core.errors import BadInput

Value = int | str | date | Decimal | None
_PERIOD = re.compile(r"^(20\d\d)(?:年?[-/.]?(\d{1,2})月?|年)?$")


@dataclass(frozen=True)
class Scope:
    """Decisions in [since, until), of one branch or of all."""

    since: datetime
    until: datetime
    branch_id: int | None = None


@dataclass(frozen=True)
class Period:
    """A year, or one month of it."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        return f"{self.year}年" + (f"{self.month}月" if self.month else "")

    @property
    def slug(self) -> str:
        return f"{self.year}" + (f"-{self.month:02d}" if self.month else "")

    def scope(self, branch_id: int | None = None) -> Scope:
        """By the local day of the decision: every granted report falls into exactly one month."""
        first = date(self.year, self.month or 1, 1)
        after = date(self.year + 1, 1, 1) if self.month in (None, 12) else date(self.year, (self.month or 0) + 1, 1)
        since, until = (datetime(day.year, day.month, 1, tzinfo=SHANGHAI) for day in (first, after))
        return Scope(since, until, branch_id)


def parse_period(text: str, today: date) -> Period:
    """“2026-03”, “2026年3月”, “202603”, “2026”; nothing: this month. Raises BadInput."""
    said = unicodedata.normalize("NFKC", text).replace(" ", "")
    if not said:
        return Period(today.year, today.month)
    found = _PERIOD.match(said)
    if not found or (found[2] and not 1 <= int(found[2]) <= 12):
        raise BadInput(texts.WHICH_MONTH)
    return Period(int(found[1]), int(found[2]) if found[2] else None)


@dataclass(frozen=True)
class Row:
    """One granted report. Amounts in yuan; None where no amount was granted, or nothing is paid yet."""

    serial: int
    number: str
    name: str
    branch: str
    reason: str
    event_date: date | None
    basis: str
    form: str
    approved: Decimal | None
    paid: Decimal | None
    doer: str
    approver: str
    signature: str
    correction: str = ""

    @property
    def cells(self) -> tuple[Value, ...]:
        """In the order of COLUMNS."""
        return tuple(getattr(self, column.fact) for column in COLUMNS)


@dataclass(frozen=True)
class Column:
    """`fact`: the attribute of a Row that stands in it; `width`: in a workbook, in characters."""

    heading: str
    fact: str
    width: int


COLUMNS = (
    Column("序号", "serial", 5),
    Column("编号", "number", 11),
    Column("姓名", "name", 9),
    Column("单位", "branch", 14),
    Column("事由", "reason", 15),
    Column("发生日期", "event_date", 11),
    Column("依据条款", "basis", 18),
    Column("金/品", "form", 5),
    Column("批准", "approved", 11),
    Column("实付", "paid", 11),
    Column("经办", "doer", 10),
    Column("审批", "approver", 11),
    Column("签收", "signature", 14),
    Column("更正", "correction", 16),
)
HEADER = tuple(column.heading for column in COLUMNS)


@dataclass
class Sum:
    """How many reports, and how much was granted and paid for them."""

    count: int = 0
    approved: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)

    def add(self, row: Row) -> None:
        self.count += 1
        self.approved += row.approved or 0
        self.paid += row.paid or 0


@dataclass
class Book:
    """A period's accounts, of one branch or of all, summed up as rows are entered. `owner`: whose they are, as the
    heading says; `kinds`: titles in the notice's order.
    """

    period: Period
    owner: str
    branch_id: int | None = None
    kinds: tuple[str, ...] = ()
    total: Sum = field(default_factory=Sum)
    by_branch: dict[str, Sum] = field(default_factory=dict)
    _by_kind: dict[str, Sum] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return texts.title(self.owner, self.period)

    @property
    def by_kind(self) -> dict[str, Sum]:
        names = dict.fromkeys((*self.kinds, *self._by_kind))
        return {name: self._by_kind[name] for name in names if name in self._by_kind}

    def add(self, row: Row) -> None:
        self.total.add(row)
        self._by_kind.setdefault(row.reason, Sum()).add(row)
        self.by_branch.setdefault(row.branch, Sum()).add(row)
