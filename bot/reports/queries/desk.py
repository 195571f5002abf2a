"""What the officers' desk reads and writes: the locked report, signatures, cards, evidence, rulings and budgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, select

from bot.core.clock import SHANGHAI, local_date
from bot.core.errors import NotFound, Stale
from bot.core.messages import OutboxState
from bot.reports.queries import reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import DECISIONS, Action, Status, sources
from bot.reports.texts import refusals
from bot.store import history
from bot.store import tables as t
from bot.store.engine import Tx

NEAR = timedelta(days=60)  # reports of one kind on one person this near each other may be the same event
#: The columns of a report to which nobody has agreed (yet, or any more).
UNDECIDED: Mapping[str, None] = dict.fromkeys(("approved", "rule", "decided_at", "decided_by", "seconded_by"))
SPENDING = (Status.APPROVED, Status.DELIVERED, Status.SETTLED)


@dataclass(frozen=True)
class Decision:
    """The latest step of a report: what was done, by whom (None: the bot itself) and when."""

    action: str
    actor_id: int | None
    actor: str | None
    at: datetime


@dataclass(frozen=True)
class Ruling:
    """What the committee has ruled for a kind to which the notice gives no figure."""

    kind: str
    ceiling: Decimal
    document: str
    since: date


async def locked(tx: Tx, report_id: int) -> Report:
    """The report, held against other deciders until the transaction ends. Raises NotFound."""
    if found := await reports.hold(tx, report_id):
        return found
    raise NotFound(refusals.NO_SUCH_REPORT)


async def change(
    tx: Tx,
    action: Action,
    report: Report,
    actor_id: int,
    now: datetime,
    *,
    amount: Decimal | None = None,
    note: str | None = None,
    columns: Mapping[str, Any] | None = None,
) -> Report:
    """What an officer does without moving the report on, guarded by its state like a transition. Raises Stale."""
    guards: list[ColumnElement[bool]] = [t.reports.c.id == report.id, t.reports.c.status.in_(sources(action))]
    if action in (Action.SIGN, Action.UNSIGN):
        guards.append(t.reports.c.decided_by.is_not_distinct_from(report.decided_by))
    after = await reports.write(tx, *guards, updated_at=now, **(columns or {}))
    if after is None:
        raise Stale(refusals.CHANGED_MEANWHILE)
    entry = history.Entry("report", report.id, action, actor_id, report.status, report.status, amount=amount, note=note)
    await history.append(tx, entry, now)
    return after


async def last_decision(tx: Tx, report_id: int) -> Decision | None:
    """The newest row of the history that moved the report (a look at the details or a note does not count)."""
    row = await tx.one(
        select(t.history.c.action, t.history.c.at, t.history.c.actor_id, t.members.c.name.label("actor"))
        .outerjoin(t.members, t.members.c.id == t.history.c.actor_id)
        .where(t.history.c.entity == "report", t.history.c.entity_id == report_id)
        .where(t.history.c.action.in_(sorted(DECISIONS)))
        .order_by(t.history.c.id.desc())
        .limit(1)
    )
    return Decision(row["action"], row["actor_id"], row["actor"], row["at"]) if row else None


async def twins(tx: Tx, report: Report) -> list[str]:
    """Numbers of other reports of this kind on this person near this date; refused and withdrawn ones don't count.

    A report whose form has no day (a conflict) counts by the day it was begun.
    """
    if report.subject_id is None:
        return []
    query = (
        select(t.reports.c.number, t.reports.c.event_date, t.reports.c.created_at)
        .where(t.reports.c.id != report.id, t.reports.c.subject_id == report.subject_id)
        .where(t.reports.c.kind == report.kind, t.reports.c.number.is_not(None))
        .where(t.reports.c.status.not_in([Status.REJECTED, Status.WITHDRAWN]))
        .order_by(t.reports.c.id)
    )
    day = _day(report.event_date, report.created_at)
    others = await tx.all(query)
    return [one["number"] for one in others if abs(_day(one["event_date"], one["created_at"]) - day) <= NEAR]


@dataclass(frozen=True)
class Agreed:
    """A report that was agreed to."""

    number: str
    approved: Decimal | None


async def agreed_before(tx: Tx, report: Report, *, yearly: bool) -> list[Agreed]:
    """Other reports of this kind on this person that were agreed to; `yearly`: of events in the same calendar year.

    The person is held until the transaction ends: of two approvals at once the second sees what the first has given
    (SQLite has one writer anyway). Held without its key, so that rows that name the person are written meanwhile.
    """
    if report.subject_id is None:
        return []
    person = select(t.members.c.id).where(t.members.c.id == report.subject_id)
    await tx.run(person.with_for_update(key_share=True))
    c = t.reports.c
    query = (
        select(c.number, c.approved, c.event_date, c.created_at)
        .where(c.id != report.id, c.subject_id == report.subject_id, c.kind == report.kind)
        .where(c.status.in_(SPENDING), c.number.is_not(None))
        .order_by(c.id)
    )
    year = _day(report.event_date, report.created_at).year
    rows = [row for row in await tx.all(query) if not yearly or _day(row["event_date"], row["created_at"]).year == year]
    return [Agreed(row["number"], row["approved"]) for row in rows]


def _day(event: date | None, created: datetime) -> date:
    return event or local_date(created)


async def ruling(tx: Tx, kind: str, on: date) -> Ruling | None:
    """The committee's rule for this kind in force on that day: the newest that began by then."""
    row = await tx.one(
        select(t.rules)
        .where(t.rules.c.kind == kind, t.rules.c.since <= on)
        .order_by(t.rules.c.since.desc(), t.rules.c.id.desc())
        .limit(1)
    )
    return _ruling(row) if row else None


async def rulings(tx: Tx) -> list[Ruling]:
    return [
        _ruling(row) for row in await tx.all(select(t.rules).order_by(t.rules.c.kind, t.rules.c.since, t.rules.c.id))
    ]


def _ruling(row: RowMapping) -> Ruling:
    return Ruling(row["kind"], row["ceiling"], row["document"], row["since"])


async def add_ruling(tx: Tx, new: Ruling, entered_by: int, now: datetime) -> int:
    """Returns the new row's id."""
    statement = t.rules.insert().values(
        kind=new.kind,
        ceiling=new.ceiling,
        document=new.document,
        since=new.since,
        entered_by=entered_by,
        entered_at=now,
    )
    return int(await tx.value(statement.returning(t.rules.c.id)))


async def budget(tx: Tx, branch_id: int, year: int, *, hold: bool = False) -> Decimal | None:
    """`hold`: against everybody who spends of it or changes it, until the transaction ends."""
    query = select(t.budgets.c.amount).where(t.budgets.c.branch_id == branch_id, t.budgets.c.year == year)
    row = await (tx.hold(query) if hold else tx.one(query))
    return row["amount"] if row else None


async def set_budget(tx: Tx, branch_id: int, year: int, amount: Decimal) -> None:
    statement = tx.insert(t.budgets).values(branch_id=branch_id, year=year, amount=amount)
    await tx.run(statement.on_conflict_do_update(index_elements=["branch_id", "year"], set_={"amount": amount}))


async def granted_in(tx: Tx, branch_id: int, year: int) -> Decimal:
    """What the branch was granted by decisions of that year, on the union's calendar."""
    since, until = (datetime(each, 1, 1, tzinfo=SHANGHAI) for each in (year, year + 1))
    query = (
        select(func.coalesce(func.sum(t.reports.c.approved), Decimal(0)))
        .where(t.reports.c.branch_id == branch_id, t.reports.c.status.in_(SPENDING))
        .where(t.reports.c.decided_at >= since, t.reports.c.decided_at < until)
    )
    found: Decimal = await tx.value(query)
    return found


async def attempts(tx: Tx, chat_id: int) -> Sequence[str]:
    """How the latest messages to this chat ended, newest first."""
    query = (
        select(t.outbox.c.state)
        .where(t.outbox.c.lane == chat_id, t.outbox.c.state.in_([OutboxState.SENT, OutboxState.DEAD]))
        .order_by(t.outbox.c.id.desc())
        .limit(1)
    )
    return [row["state"] for row in await tx.all(query)]
