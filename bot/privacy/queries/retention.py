"""What is kept no longer than it is needed: found and erased, set by set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, or_, select, text, update

from bot.broadcasts.rules import State
from bot.reports.queries import notifications
from bot.reports.rules.transitions import OPEN, Status
from bot.store import history
from bot.store import tables as t
from bot.store.engine import Store, Tx
from bot.store.tables_activities import activity_drafts
from bot.store.tables_broadcasts import broadcast_recipients, broadcasts
from bot.store.tables_members import erasures, import_changes, imports

_CLOSED = [status for status in Status if status not in OPEN and status is not Status.DRAFT]


@dataclass(frozen=True)
class Limits:
    """Moments before which each sort of thing is too old to be kept; named as in `bot.core.keeping.Periods`."""

    details: datetime
    buttons: datetime
    prompts: datetime
    drafts: datetime
    questions: datetime
    previews: datetime
    traffic: datetime
    invitations: datetime


async def closed_reports(tx: Tx, before: datetime, limit: int) -> list[int]:
    """Reports closed before then whose details are still there."""
    r = t.reports.c
    query = select(r.id).where(r.status.in_(_CLOSED), r.purged_at.is_(None), r.updated_at < before)
    return [row["id"] for row in await tx.all(query.order_by(r.id).limit(limit))]


async def strip_reports(tx: Tx, report_ids: Sequence[int], now: datetime) -> None:
    """Erases facts, evidence, questions and notes; number, kind, states, dates and amounts stay for the accounts."""
    await tx.run(delete(t.evidence).where(t.evidence.c.report_id.in_(report_ids)))
    await notifications.forget(tx, report_ids)
    bare = {"facts": tx.vault.seal({}), "question": None, "purged_at": now}
    await tx.run(update(t.reports).where(t.reports.c.id.in_(report_ids)).values(bare))
    await history.erase_notes(tx, "report", report_ids)


async def sweep(tx: Tx, limits: Limits) -> int:
    """Deletes what is too old by the limits; returns how many rows went."""
    stale = select(t.reports.c.id).where(t.reports.c.status == Status.DRAFT, t.reports.c.updated_at < limits.drafts)
    over = t.outbox.c.state.in_(["sent", "dead", "unknown"])
    old_imports = select(imports.c.id).where(imports.c.applied_at < limits.traffic)
    old_broadcasts = select(broadcasts.c.id).where(broadcasts.c.ended_at < limits.details)
    gone = [
        delete(broadcasts).where(broadcasts.c.state == State.DRAFT, broadcasts.c.created_at < limits.drafts),
        delete(broadcast_recipients).where(broadcast_recipients.c.broadcast_id.in_(old_broadcasts)),
        delete(t.buttons).where(t.buttons.c.created_at < limits.buttons),
        delete(t.prompts).where(t.prompts.c.created_at < limits.prompts),
        delete(t.evidence).where(t.evidence.c.report_id.in_(stale)),
        delete(t.reports).where(t.reports.c.id.in_(stale)),
        delete(activity_drafts).where(activity_drafts.c.updated_at < limits.drafts),
        delete(t.outbox).where(over, t.outbox.c.done_at < limits.traffic),
        delete(t.invitations).where(t.invitations.c.expires_at < limits.invitations),
        delete(t.claims).where(t.claims.c.created_at < limits.traffic),
        delete(import_changes).where(import_changes.c.import_id.in_(old_imports)),
    ]
    bared = [
        update(t.lessons)
        .where(t.lessons.c.undone_at < limits.questions, t.lessons.c.phrasings.is_not(None))
        .values(phrasings=None),
        update(t.questions)
        .where(t.questions.c.at < limits.questions, t.questions.c.text.is_not(None))
        .values(text=None),
        update(imports)
        .where(imports.c.state == "previewed", imports.c.created_at < limits.previews)
        .values(state="dropped", rows=None),
        update(broadcasts)
        .where(broadcasts.c.id.in_(old_broadcasts), broadcasts.c.content.is_not(None))
        .values(content=None),
        update(t.outbox).where(over, t.outbox.c.payload.is_not(None)).values(payload=None),
    ]
    return sum([await tx.run(statement) for statement in (*gone, *bared)])


async def due_erasures(tx: Tx, now: datetime) -> Sequence[RowMapping]:
    """Requests for deletion whose cooling-off time is over."""
    e = erasures.c
    query = select(e.id, e.member_id).where(e.done_at.is_(None), e.cancelled_at.is_(None), e.due_at <= now)
    return await tx.all(query)


async def has_open_reports(tx: Tx, member_id: int) -> bool:
    """Whether a report that he made, or that is about him, is still being dealt with."""
    r = t.reports.c
    mine = or_(r.subject_id == member_id, r.reporter_id == member_id)
    return await tx.value(select(r.id).where(mine, r.status.in_(list(OPEN))).limit(1)) is not None


async def checkpoint(store: Store) -> None:
    """SQLite: writes the log back and empties it, so that nothing erased lingers there."""
    if not store.sqlite:
        return
    async with store.engine.connect() as connection:
        await connection.exec_driver_sql("COMMIT")
        await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        await connection.exec_driver_sql("BEGIN")
