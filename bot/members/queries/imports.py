"""Imports of the roster: previewed, applied, taken back; and rows that must follow when somebody leaves."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Table, delete, insert, select, update

from bot.core.messages import Dropped, JsonObject, OutboxState
from bot.members.rules.roster_plan import ImportState, Plan, What
from bot.reports.rules.transitions import OPEN, Status
from bot.store import tables as t
from bot.store.batches import chunks
from bot.store.engine import Tx
from bot.store.tables_activities import activities, activity_drafts, signups
from bot.store.tables_members import arrangements, companions, erasures, gifts, import_changes, imports

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


async def add_import(tx: Tx, source: str, digest: str, by: int | None, now: datetime, rows: Any = None) -> int:  # noqa: ANN401
    """Notes an import as previewed; `rows` (JSON) are sealed until it is applied. Returns its id."""
    values = {"source": source[:200], "digest": digest, "state": ImportState.PREVIEWED, "by": by, "created_at": now}
    sealed = None if rows is None else tx.vault.seal(rows)
    return int(await tx.value(insert(imports).values(rows=sealed, **values).returning(imports.c.id)))


async def rows_of(tx: Tx, import_id: int) -> Any:  # noqa: ANN401 - the JSON that `add` was given
    """What a previewed import holds; None when it is applied, dropped or unknown."""
    query = select(imports.c.rows).where(imports.c.id == import_id, imports.c.state == ImportState.PREVIEWED)
    sealed = await tx.value(query)
    return None if sealed is None else tx.vault.open(sealed)


async def applied(tx: Tx, import_id: int, plan: Plan, now: datetime) -> None:
    counts = {what.value: len(plan.of(what)) for what in What}
    values = {"state": ImportState.APPLIED, "applied_at": now, "rows": None, "wrong": len(plan.wrong)}
    await tx.run(update(imports).where(imports.c.id == import_id).values(**values, **counts))


async def drop_import(tx: Tx, import_id: int) -> bool:
    """Forgets a preview that is not wanted."""
    guard = (imports.c.id == import_id, imports.c.state == ImportState.PREVIEWED)
    return bool(await tx.run(update(imports).where(*guard).values(state=ImportState.DROPPED, rows=None)))


async def undone(tx: Tx, import_id: int, now: datetime) -> bool:
    guard = (imports.c.id == import_id, imports.c.state == ImportState.APPLIED)
    return bool(await tx.run(update(imports).where(*guard).values(state=ImportState.UNDONE, undone_at=now)))


async def latest_import(tx: Tx) -> RowMapping | None:
    """The newest import that is in effect."""
    return await tx.one(
        select(imports).where(imports.c.state == ImportState.APPLIED).order_by(imports.c.id.desc()).limit(1)
    )


async def remember_changes(tx: Tx, changes: Sequence[JsonObject]) -> None:
    """Keeps what was done: import_id, member_id, action, before and after (JSON, sealed)."""
    nothing = tx.vault.seal({})  # of the many that an import adds, there is nothing to restore
    rows = [
        change | {side: tx.vault.seal(change[side]) if change[side] else nothing for side in ("before", "after")}
        for change in changes
    ]
    for part in chunks(rows, 1000):
        await tx.run(insert(import_changes), list(part))


async def changes(tx: Tx, import_id: int) -> list[JsonObject]:
    """What an import did, opened."""
    query = select(import_changes).where(import_changes.c.import_id == import_id)
    return [
        {
            "member_id": row["member_id"],
            "action": row["action"],
            "before": tx.vault.open(row["before"]),
            "after": tx.vault.open(row["after"]),
        }
        for row in await tx.all(query)
    ]


async def silence_leaver(tx: Tx, accounts: Sequence[int], now: datetime) -> None:
    """Takes what these accounts could still press or be asked, and greetings that have not left yet."""
    for part in chunks(accounts):
        await tx.run(delete(t.buttons).where(t.buttons.c.chat_id.in_(part)))
        await tx.run(delete(t.prompts).where(t.prompts.c.telegram_id.in_(part)))
        waiting = (t.outbox.c.state == OutboxState.PENDING, t.outbox.c.delivery == "once", t.outbox.c.lane.in_(part))
        await tx.run(
            update(t.outbox)
            .where(*waiting)
            .values(state=OutboxState.DEAD, payload=None, error=Dropped.LEFT, done_at=now)
        )


async def move_reports(tx: Tx, moved: Mapping[int, int], now: datetime) -> list[int]:
    """Gives the reports that are still open to the branches that these members belong to now; returns their ids."""
    ids: list[int] = []
    for part in chunks(list(moved)):
        states = [*OPEN, Status.DRAFT]
        query = select(t.reports.c.id, t.reports.c.subject_id).where(
            t.reports.c.subject_id.in_(part), t.reports.c.status.in_(states)
        )
        for row in await tx.all(query):
            branch = moved[row["subject_id"]]
            await tx.run(update(t.reports).where(t.reports.c.id == row["id"]).values(branch_id=branch, updated_at=now))
            ids.append(row["id"])
    return ids


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


async def remove_members(tx: Tx, member_ids: Sequence[int]) -> None:
    """Takes members out with what the import itself made of them."""
    for part in chunks(member_ids):
        for table in (t.offices, t.invitations, import_changes):
            await tx.run(delete(table).where(table.c.member_id.in_(part)))
        await tx.run(delete(t.members).where(t.members.c.id.in_(part)))
