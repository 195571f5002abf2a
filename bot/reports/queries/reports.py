"""Reports as rows: drafts, the guarded transition, and what a desk asks for. Facts are sealed at rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, or_, select, update

from bot.core.errors import NotFound, Stale
from bot.core.kinds import Kind
from bot.core.messages import JsonObject
from bot.core.people import Member
from bot.reports.rules.transitions import TRANSITIONS, Action, Desk, Status
from bot.reports.texts import refusals
from bot.store import history
from bot.store import tables as t
from bot.store.engine import Tx


@dataclass(frozen=True)
class Report:
    """A report as it stands. `facts` is what the kind's form has gathered, by field name (JSON values)."""

    id: int
    number: str | None
    kind: Kind
    branch_id: int
    subject_id: int | None
    reporter_id: int
    status: Status
    desk: Desk
    version: int
    facts: JsonObject
    event_date: date | None
    asked: Decimal | None
    approved: Decimal | None
    paid: Decimal | None
    rule: str | None
    question: str | None
    created_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    decided_by: int | None
    seconded_by: int | None
    visitor_id: int | None
    visit_on: date | None
    visit_time: str | None
    nudged_at: datetime | None
    escalated_at: datetime | None


_COLUMNS = [t.reports.c[name] for name in Report.__dataclass_fields__]


def _report(tx: Tx, row: RowMapping) -> Report:
    plain = {name: row[name] for name in Report.__dataclass_fields__}
    return Report(
        **plain
        | {
            "kind": Kind(row["kind"]),
            "status": Status(row["status"]),
            "desk": Desk(row["desk"]),
            "facts": tx.vault.open(row["facts"]),
            "question": tx.vault.open(row["question"]) if row["question"] else None,
        }
    )


async def find(tx: Tx, *conditions: ColumnElement[bool], limit: int | None = None, offset: int = 0) -> list[Report]:
    """Reports that meet the conditions, oldest first."""
    query = select(*_COLUMNS).where(*conditions).order_by(t.reports.c.id).limit(limit).offset(offset)
    return [_report(tx, row) for row in await tx.all(query)]


async def get(tx: Tx, report_id: int) -> Report:
    """Raises NotFound."""
    found = await find(tx, t.reports.c.id == report_id)
    if not found:
        raise NotFound(refusals.NO_SUCH_REPORT)
    return found[0]


async def hold(tx: Tx, report_id: int) -> Report | None:
    """Against everybody else who holds or changes it, until the transaction ends. None: there is none."""
    row = await tx.hold(select(*_COLUMNS).where(t.reports.c.id == report_id))
    return _report(tx, row) if row else None


async def write(tx: Tx, *guards: ColumnElement[bool], **columns: Any) -> Report | None:  # noqa: ANN401 - what columns hold
    """Sets columns of the one report that meets the guards; as it is then. None: none meets them (any more)."""
    row = await tx.one(update(t.reports).where(*guards).values(columns).returning(*_COLUMNS))
    return _report(tx, row) if row else None


async def numbered(tx: Tx, number: str) -> int | None:
    """The report with this number, by its id."""
    found: int | None = await tx.value(select(t.reports.c.id).where(t.reports.c.number == number.strip()))
    return found


async def draft_of(tx: Tx, member_id: int) -> Report | None:
    """The form this member is filling in; there is at most one (a unique index says so)."""
    found = await find(tx, t.reports.c.reporter_id == member_id, t.reports.c.status == Status.DRAFT)
    return found[0] if found else None


async def add_draft(tx: Tx, kind: Kind, reporter: Member, facts: JsonObject, now: datetime, **columns: Any) -> Report:  # noqa: ANN401
    """A new draft on the reporter himself, unless `columns` say on whom else."""
    values = {
        "kind": kind,
        "branch_id": reporter.branch_id,
        "subject_id": reporter.id,
        "reporter_id": reporter.id,
        "status": Status.DRAFT,
        "facts": tx.vault.seal(facts),
        "created_at": now,
        "updated_at": now,
    }
    (row,) = await tx.all(t.reports.insert().values(values | columns).returning(*_COLUMNS))
    return _report(tx, row)


async def save_draft(tx: Tx, report: Report, facts: JsonObject, now: datetime, **columns: Any) -> Report:  # noqa: ANN401
    """Writes what the form knows now, if nobody changed the draft meanwhile; raises Stale otherwise."""
    guards = (
        t.reports.c.id == report.id,
        t.reports.c.version == report.version,
        t.reports.c.status.in_([Status.DRAFT, Status.RETURNED]),
    )
    sealed = tx.vault.seal(facts)
    after = await write(tx, *guards, facts=sealed, version=report.version + 1, updated_at=now, **columns)
    if after is None:
        raise Stale(refusals.ANSWERED_ALREADY)
    return after


async def note_fact(tx: Tx, report: Report, now: datetime, **fact: object) -> Report:
    """Adds to what a report under somebody's hands states; the caller holds its row (`desk.locked`)."""
    sealed = tx.vault.seal(report.facts | fact)
    return await rewrite(tx, report, facts=sealed, version=report.version + 1, updated_at=now)


async def rewrite(tx: Tx, report: Report, **columns: Any) -> Report:  # noqa: ANN401 - what columns hold
    """Sets columns of a report whose row the caller holds. Raises NotFound."""
    if after := await write(tx, t.reports.c.id == report.id, **columns):
        return after
    raise NotFound(refusals.NO_SUCH_REPORT)


async def move(
    tx: Tx,
    action: Action,
    report: Report,
    actor_id: int | None,
    now: datetime,
    *,
    amount: Decimal | None = None,
    note: str | None = None,
    columns: Mapping[str, Any] | None = None,
) -> Report:
    """The guarded transition: one UPDATE whose WHERE names the states it may start from, and its history row.

    `note` is the officer's reason or the member's words. Raises Stale when the report is no longer in such a state:
    of two at once exactly one wins, and the caller can tell the other who decided (`last_decision`).
    """
    transition = TRANSITIONS[action]
    guards = (t.reports.c.id == report.id, t.reports.c.status.in_(transition.sources))
    after = await write(tx, *guards, status=transition.target, updated_at=now, **(columns or {}))
    if after is None:
        raise Stale(refusals.CHANGED_MEANWHILE)
    entry = history.Entry(
        "report", report.id, action, actor_id, report.status, transition.target, amount=amount, note=note
    )
    await history.append(tx, entry, now)
    return after


async def returned_to(tx: Tx, member_id: int) -> list[Report]:
    """Reports that wait for this member's answer, oldest first."""
    return await find(tx, t.reports.c.reporter_id == member_id, t.reports.c.status == Status.RETURNED)


async def concerning(tx: Tx, member_id: int) -> list[Report]:
    """Numbered reports that this member made or is the subject of, newest first."""
    found = await find(
        tx,
        or_(t.reports.c.reporter_id == member_id, t.reports.c.subject_id == member_id),
        t.reports.c.number.is_not(None),
    )
    return found[::-1]


async def next_number(tx: Tx, year: int) -> str:
    """`2026-0007`: unique in the installation and without gaps, for it is drawn in the submitting transaction."""
    counter = tx.insert(t.counters).values(name=f"report-{year}", value=1)
    drawn = counter.on_conflict_do_update(index_elements=["name"], set_={"value": t.counters.c.value + 1})
    return f"{year}-{await tx.value(drawn.returning(t.counters.c.value)):04d}"


async def trail(tx: Tx, report_id: int) -> Sequence[RowMapping]:
    """The report's history, oldest first, with the actors' names; notes are still sealed."""
    return await tx.all(
        select(t.history, t.members.c.name.label("actor"))
        .outerjoin(t.members, t.members.c.id == t.history.c.actor_id)
        .where(t.history.c.entity == "report", t.history.c.entity_id == report_id)
        .order_by(t.history.c.id)
    )
