"""Statements that take an import back."""

from collections.abc import Sequence

from sqlalchemy import Table, delete, select, update

from bot.store import tables as t
from bot.store.chunks import chunks
from bot.store.engine import Tx
from bot.store.tables_activities import activities, activity_drafts, signups
from bot.store.tables_desk import arrangements, companions
from bot.store.tables_members import erasures, gifts, import_changes

#: Where a member may have left a trace that must not be lost; the columns that point at him.
_TRACES: tuple[tuple[Table, str], ...] = (
    *((t.reports, name) for name in ("subject_id", "reporter_id", "decided_by", "seconded_by", "visitor_id")),
    (companions, "member_id"),
    (t.greetings, "member_id"),
    (t.claims, "member_id"),
    (t.claims, "decided_by"),
    (t.rules, "entered_by"),
    (arrangements, "entered_by"),
    (arrangements, "revoked_by"),
    (gifts, "member_id"),
    (erasures, "member_id"),
    (signups, "member_id"),
    (activity_drafts, "member_id"),
    (activities, "created_by"),
)


async def in_use(tx: Tx, member_ids: Sequence[int], import_id: int) -> set[int]:
    """Those who have left a trace since: bound an account, reported, been greeted, or changed by a later import."""
    found: set[int] = set()
    for part in chunks(member_ids):
        bound = select(t.members.c.id).where(t.members.c.id.in_(part), t.members.c.telegram_id.is_not(None))
        later = select(import_changes.c.member_id).where(
            import_changes.c.member_id.in_(part), import_changes.c.import_id != import_id
        )
        queries = [
            bound,
            later,
            *(select(table.c[column]).where(table.c[column].in_(part)) for table, column in _TRACES),
        ]
        for query in queries:
            found |= {next(iter(row.values())) for row in await tx.all(query)}
    return found


async def accounts(tx: Tx) -> set[int]:
    """Every account that is bound to somebody."""
    rows = await tx.all(select(t.members.c.telegram_id).where(t.members.c.telegram_id.is_not(None)))
    return {row["telegram_id"] for row in rows}


async def reopen_offices(tx: Tx, office_ids: Sequence[int]) -> None:
    """Offices that the import ended are held again, without an end."""
    for part in chunks(office_ids):
        await tx.run(update(t.offices).where(t.offices.c.id.in_(part)).values(until=None))


async def remove(tx: Tx, member_ids: Sequence[int]) -> None:
    """Takes members out with what the import itself made of them."""
    for part in chunks(member_ids):
        for table in (t.offices, t.invitations, import_changes):
            await tx.run(delete(table).where(table.c.member_id.in_(part)))
        await tx.run(delete(t.members).where(t.members.c.id.in_(part)))
