"""Deletes what is past its period, table by table, and takes a member out of the records.

Of him remains a row without a person, on which the accounts can stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, delete, insert, or_, select, text, update

from bot.birthdays.queries.greetings import birthday_columns
from bot.broadcasts.rules import State
from bot.core.messages import Dropped, InboxState, OutboxState
from bot.core.people import MemberStatus
from bot.core.queries import dialogue
from bot.members.queries import binding
from bot.members.rules.roster_plan import ImportState
from bot.reports.queries import cards
from bot.reports.rules.transitions import OPEN, Status
from bot.store import history
from bot.store import tables as t
from bot.store.batches import Stale
from bot.store.engine import Store, Tx
from bot.store.tables_activities import activity_drafts, broadcast_recipients, broadcast_refusals, broadcasts, signups
from bot.store.tables_members import companions, erasures, import_changes, imports, tidings

_OVER = (OutboxState.SENT, OutboxState.DEAD, OutboxState.UNKNOWN)  # of a message: nothing more becomes of it
_CLOSED = [status for status in Status if status not in OPEN and status is not Status.DRAFT]
NOBODY = "已删除会员"
_HIS_OWN = (
    *(t.greetings, t.invitations, t.claims, tidings, companions, import_changes),
    *(signups, activity_drafts, broadcast_recipients, broadcast_refusals),
)


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
    previewed = (imports.c.state == ImportState.PREVIEWED, imports.c.created_at < limits.previews)
    over = (b.id.in_(_old_broadcasts(limits)), b.content.is_not(None))
    return (
        Stale(t.lessons, (a.undone_at < limits.questions, a.phrasings.is_not(None)), {"phrasings": None}),
        Stale(t.questions, (q.at < limits.questions, q.text.is_not(None)), {"text": None}),
        Stale(imports, previewed, {"state": ImportState.DROPPED, "rows": None}),
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


async def pending(tx: Tx, member_id: int) -> RowMapping | None:
    """His request that still waits, if any."""
    e = erasures.c
    return await tx.one(select(erasures).where(e.member_id == member_id, e.done_at.is_(None), e.cancelled_at.is_(None)))


async def request(tx: Tx, member_id: int, now: datetime, due_at: datetime) -> None:
    await tx.run(insert(erasures).values(member_id=member_id, requested_at=now, due_at=due_at))


async def cancel(tx: Tx, member_id: int, now: datetime) -> bool:
    e = erasures.c
    waiting = (e.member_id == member_id, e.done_at.is_(None), e.cancelled_at.is_(None))
    return bool(await tx.run(update(erasures).where(*waiting).values(cancelled_at=now)))


async def done(tx: Tx, erasure_id: int, now: datetime) -> None:
    await tx.run(update(erasures).where(erasures.c.id == erasure_id).values(done_at=now))


async def erase(tx: Tx, member_id: int, now: datetime) -> None:
    """Erases the person everywhere. The caller has made sure that no report of his is open."""
    account = await tx.value(select(t.members.c.telegram_id).where(t.members.c.id == member_id))
    if account is not None:
        await _forget_account(tx, account, now)
    await _strip_reports(tx, member_id, now)
    for table in _HIS_OWN:
        await tx.run(delete(table).where(table.c.member_id == member_id))
    await _forget_broadcasts(tx, member_id)
    await tx.run(
        update(imports).where(imports.c.state == ImportState.PREVIEWED).values(state=ImportState.DROPPED, rows=None)
    )
    await tx.run(delete(t.offices).where(t.offices.c.member_id == member_id))
    await history.erase_notes(tx, "member", [member_id])
    bare: dict[str, Any] = {
        "name": NOBODY,
        "staff_no": f"erased-{member_id}",
        "status": MemberStatus.LEFT,
        "phone_tail": None,
    }
    bare |= {"telegram_id": None, "bound_at": None, "blocked_at": None, "greeting": "none", "updated_at": now}
    await tx.run(update(t.members).where(t.members.c.id == member_id).values(bare | birthday_columns(None)))


async def _strip_reports(tx: Tx, member_id: int, now: datetime) -> None:
    r = t.reports.c
    mine = or_(r.subject_id == member_id, (r.reporter_id == member_id) & r.subject_id.is_(None))
    drafts = await _ids(tx, select(r.id).where(r.reporter_id == member_id, r.status == Status.DRAFT))
    await tx.run(delete(t.evidence).where(t.evidence.c.report_id.in_(drafts)))
    await tx.run(delete(t.reports).where(r.id.in_(drafts)))
    ids = await _ids(tx, select(r.id).where(mine))
    await strip_reports(tx, ids, now)
    await tx.run(update(t.reports).where(r.id.in_(ids)).values(signature=None, visited_by=None))


async def _forget_broadcasts(tx: Tx, member_id: int) -> None:
    """His drafts, what he wrote to others, and what was written of him: the words go, the counts stay."""
    who = await tx.one(select(t.members.c.name, t.members.c.staff_no).where(t.members.c.id == member_id))
    b = broadcasts.c
    await tx.run(delete(broadcasts).where(b.author_id == member_id, b.state == State.DRAFT))
    over = (b.content.is_not(None), b.ended_at.is_not(None))
    for row in await tx.all(select(b.id, b.author_id, b.content).where(*over)):
        words = str(tx.vault.open(row["content"])["html"])
        named = who is not None and (who["name"] in words or who["staff_no"] in words)
        if named or row["author_id"] == member_id:
            await tx.run(update(broadcasts).where(b.id == row["id"]).values(content=None))


async def _ids(tx: Tx, query: object) -> Sequence[int]:
    return [row["id"] for row in await tx.all(query)]  # type: ignore[arg-type]  # any select of ids


async def _forget_account(tx: Tx, account: int, now: datetime) -> None:
    """What is on its way to or from the account, and what it could still press."""
    waiting = (t.outbox.c.lane == account, t.outbox.c.state == OutboxState.PENDING)
    await tx.run(update(t.outbox).where(*waiting).values(state=OutboxState.DEAD, error=Dropped.ERASED, done_at=now))
    await tx.run(update(t.outbox).where(t.outbox.c.lane == account).values(payload=None))
    await tx.run(delete(t.outbox).where(t.outbox.c.lane == account, t.outbox.c.state != OutboxState.CLAIMED))
    await tx.run(delete(t.inbox).where(t.inbox.c.lane == account, t.inbox.c.state == InboxState.QUARANTINED))
    await tx.run(delete(t.buttons).where(t.buttons.c.chat_id == account))
    await tx.run(delete(t.prompts).where(t.prompts.c.telegram_id == account))
    await dialogue.leave_care(tx, account)
    await binding.forget_account(tx, account)
