"""The ledger as values: rows, and sums by kind and by branch. Nothing here knows of Excel, nor of a database."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.accounts.period import Period

HEADER = (
    "序号",
    "编号",
    "姓名",
    "单位",
    "事由",
    "发生日期",
    "依据条款",
    "金/品",
    "批准",
    "实付",
    "经办",
    "审批",
    "签收",
    "更正",
)


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
    def cells(self) -> tuple[int | str | date | Decimal | None, ...]:
        """In the order of HEADER."""
        return (
            self.serial,
            self.number,
            self.name,
            self.branch,
            self.reason,
            self.event_date,
            self.basis,
            self.form,
            self.approved,
            self.paid,
            self.doer,
            self.approver,
            self.signature,
            self.correction,
        )


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
        return f"{self.owner}慰问台账（{self.period}）"

    @property
    def by_kind(self) -> dict[str, Sum]:
        names = dict.fromkeys((*self.kinds, *self._by_kind))
        return {name: self._by_kind[name] for name in names if name in self._by_kind}

    def add(self, row: Row) -> None:
        self.total.add(row)
        self._by_kind.setdefault(row.reason, Sum()).add(row)
        self.by_branch.setdefault(row.branch, Sum()).add(row)
