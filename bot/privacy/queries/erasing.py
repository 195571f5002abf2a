"""A member taken out of the records: what remains is a row without a person, on which the accounts can stand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, delete, insert, or_, select, update

from bot.birthdays.queries.greetings import birthday_columns
from bot.broadcasts.rules import State
from bot.core.messages import InboxState, OutboxState
from bot.core.people import MemberStatus
from bot.core.queries import care
from bot.members.queries import binding
from bot.privacy.queries import retention
from bot.reports.rules.transitions import Status
from bot.store import history
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_activities import activity_drafts, signups
from bot.store.tables_broadcasts import broadcast_recipients, broadcast_refusals, broadcasts
from bot.store.tables_desk import companions, tidings
from bot.store.tables_members import erasures, import_changes, imports

NOBODY = "已删除会员"
_HIS_OWN = (
    *(t.greetings, t.invitations, t.claims, tidings, companions, import_changes),
    *(signups, activity_drafts, broadcast_recipients, broadcast_refusals),
)


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
    await tx.run(update(imports).where(imports.c.state == "previewed").values(state="dropped", rows=None))
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
    await retention.strip_reports(tx, ids, now)
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
    await tx.run(update(t.outbox).where(*waiting).values(state=OutboxState.DEAD, error="会员已删除", done_at=now))
    await tx.run(update(t.outbox).where(t.outbox.c.lane == account).values(payload=None))
    await tx.run(delete(t.outbox).where(t.outbox.c.lane == account, t.outbox.c.state != OutboxState.CLAIMED))
    await tx.run(delete(t.inbox).where(t.inbox.c.lane == account, t.inbox.c.state == InboxState.QUARANTINED))
    await tx.run(delete(t.buttons).where(t.buttons.c.chat_id == account))
    await tx.run(delete(t.prompts).where(t.prompts.c.telegram_id == account))
    await care.leave(tx, account)
    await binding.forget_account(tx, account)
