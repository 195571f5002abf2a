"""What is kept no longer than it is needed: found and erased, set by set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, Select, delete, or_, select, text, update

from bot.broadcasts.rules import State
from bot.core.messages import OutboxState
from bot.reports.queries import cards
from bot.reports.rules.transitions import OPEN, Status
from bot.store import history
from bot.store import tables as t
from bot.store.engine import Store, Tx
from bot.store.purging import Stale
from bot.store.tables_activities import activity_drafts
from bot.store.tables_broadcasts import broadcast_recipients, broadcasts
from bot.store.tables_members import erasures, import_changes, imports

_OVER = (OutboxState.SENT, OutboxState.DEAD, OutboxState.UNKNOWN)  # of a message: nothing more becomes of it
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
    await cards.forget_news(tx, report_ids)
    bare = {"facts": tx.vault.seal({}), "question": None, "purged_at": now}
    await tx.run(update(t.reports).where(t.reports.c.id.in_(report_ids)).values(bare))
    await history.erase_notes(tx, "report", report_ids)


async def drop_drafts(tx: Tx, before: datetime, limit: int) -> int:
    """Forms that nobody has touched since then, with what was sent for them; returns how many rows went."""
    r = t.reports.c
    stale = select(r.id).where(r.status == Status.DRAFT, r.updated_at < before).limit(limit)
    ids = [row["id"] for row in await tx.all(stale)]
    files = await tx.run(delete(t.evidence).where(t.evidence.c.report_id.in_(ids)))
    return files + await tx.run(delete(t.reports).where(r.id.in_(ids)))


def stale(limits: Limits) -> Sequence[Stale]:
    """What is too old by the limits, set by set."""
    return (*_gone(limits), *_bared(limits))


def _gone(limits: Limits) -> Sequence[Stale]:
    b, o = broadcasts.c, t.outbox.c
    old_imports = select(imports.c.id).where(imports.c.applied_at < limits.traffic)
    return (
        Stale(broadcasts, (b.state == State.DRAFT, b.created_at < limits.drafts)),
        Stale(broadcast_recipients, (broadcast_recipients.c.broadcast_id.in_(_old_broadcasts(limits)),)),
        Stale(t.buttons, (t.buttons.c.created_at < limits.buttons,)),
        Stale(t.prompts, (t.prompts.c.created_at < limits.prompts,)),
        Stale(activity_drafts, (activity_drafts.c.updated_at < limits.drafts,)),
        Stale(t.outbox, (o.state.in_(_OVER), o.done_at < limits.traffic)),
        Stale(t.invitations, (t.invitations.c.expires_at < limits.invitations,)),
        Stale(t.claims, (t.claims.c.created_at < limits.traffic,)),
        Stale(import_changes, (import_changes.c.import_id.in_(old_imports),)),
    )


def _bared(limits: Limits) -> Sequence[Stale]:
    """Rows that stay, without what was said."""
    a, q, b, o = t.lessons.c, t.questions.c, broadcasts.c, t.outbox.c
    previewed = (imports.c.state == "previewed", imports.c.created_at < limits.previews)
    over = (b.id.in_(_old_broadcasts(limits)), b.content.is_not(None))
    return (
        Stale(t.lessons, (a.undone_at < limits.questions, a.phrasings.is_not(None)), {"phrasings": None}),
        Stale(t.questions, (q.at < limits.questions, q.text.is_not(None)), {"text": None}),
        Stale(imports, previewed, {"state": "dropped", "rows": None}),
        Stale(broadcasts, over, {"content": None}),
        Stale(t.outbox, (o.state.in_(_OVER), o.payload.is_not(None)), {"payload": None}),
    )


def _old_broadcasts(limits: Limits) -> Select[tuple[int]]:
    return select(broadcasts.c.id).where(broadcasts.c.ended_at < limits.details)


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
