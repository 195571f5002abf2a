"""The ledger as values: rows, and sums by kind and by branch. Nothing here knows of Excel."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import RowMapping

from bot.accounts import queries as store
from bot.accounts.period import Period
from bot.core.clock import local_date
from bot.core.kinds import CONFLICTS, Kind
from bot.core.money import yuan
from bot.core.people import masked
from bot.core.work.unit import Deps
from bot.notices import published
from bot.reports.clauses import filed_under, in_force
from bot.reports.queries import payments
from bot.reports.rules.transitions import Status
from bot.store import history
from bot.store.engine import Tx

Progress = Callable[[int, int], None]  # rows done, rows in all

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


@dataclass(frozen=True)
class Book:
    """A period's accounts. `owner`: whose they are, as the heading says; `kinds`: titles in the notice's order."""

    period: Period
    owner: str
    kinds: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)

    @property
    def title(self) -> str:
        return f"{self.owner}慰问台账（{self.period}）"

    @property
    def total(self) -> Sum:
        return _sums(("", row) for row in self.rows).get("", Sum())

    @property
    def by_kind(self) -> dict[str, Sum]:
        sums = _sums((row.reason, row) for row in self.rows)
        return {name: sums[name] for name in dict.fromkeys((*self.kinds, *sums)) if name in sums}

    @property
    def by_branch(self) -> dict[str, Sum]:
        return _sums((row.branch, row) for row in self.rows)


async def read(
    deps: Deps, period: Period, owner: str, branch_id: int | None = None, progress: Progress | None = None
) -> Book:
    """Everything granted in the period, in the order of the decisions.

    A conflict in which nothing was granted is no matter of the accounts; one with an amount is listed as 王*.
    """
    scope = period.scope(branch_id)
    await published.informed(deps)
    stated = (in_force(deps, kind, local_date(scope.since)) for kind in Kind)
    book = Book(period, owner, tuple(each.title for each in stated if each))
    async with deps.store.read() as tx:
        total, done = await store.count(tx, scope), 0
        async for chunk in store.rows(tx, scope):
            corrected = await payments.corrections(tx, [row["id"] for row in chunk if row["paid"] is not None])
            for row in chunk:
                if Kind(row["kind"]) not in CONFLICTS or row["approved"] is not None:
                    found = _row(deps, tx, row, len(book.rows) + 1)
                    book.rows.append(replace(found, correction=_corrections(corrected.get(row["id"], ()))))
            done += len(chunk)
            if progress:
                progress(done, total)
    return book


def _row(deps: Deps, tx: Tx, row: RowMapping, serial: int) -> Row:
    kind = Kind(row["kind"])
    submitted = local_date(row["submitted_at"] or row["decided_at"])
    on = row["event_date"] or submitted
    stated = filed_under(deps, kind, on, submitted, branch=row["branch_id"]).stated
    return Row(
        serial=serial,
        number=row["number"] or "",
        name=masked(row["subject"]) if kind in CONFLICTS else row["subject"],
        branch=row["branch"],
        reason=stated.title,
        event_date=row["event_date"],
        basis=row["rule"] or f"{stated.notice} {stated.citation}",
        form=(stated.form or "").removeprefix("慰问") or "—",
        approved=row["approved"],
        paid=row["paid"],
        doer=f"{_went(tx, row)}{'（附照片）' if row['photos'] else ''}",
        approver="、".join(name for name in (row["decider"], row["seconder"]) if name),
        signature=_signature(tx, row),
    )


def _went(tx: Tx, row: RowMapping) -> str:
    """Who visited; of older visits, who noted them."""
    return "、".join(tx.vault.open(row["visited_by"])) if row["visited_by"] else row["doer"] or ""


def _signature(tx: Tx, row: RowMapping) -> str:
    if row["settled_at"] is None:
        return "未签收" if row["status"] == Status.DELIVERED else ""
    words = history.shown(str(tx.vault.open(row["settling"]))) if row["settling"] else ""
    return f"{local_date(row['settled_at']):%Y-%m-%d} {payments.signature(tx, row) or words}".strip()


def _corrections(found: Sequence[payments.Correction]) -> str:
    """Each with its day, who made it, and what was there before."""
    return "\n".join(f"{local_date(one.at):%Y-%m-%d} {one.actor}更正为 {yuan(one.amount)}。{one.note}" for one in found)


def _sums(rows: Iterable[tuple[str, Row]]) -> dict[str, Sum]:
    sums: dict[str, Sum] = {}
    for key, row in rows:
        sums.setdefault(key, Sum()).add(row)
    return sums
