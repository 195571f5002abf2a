"""Imports of the roster: what was previewed, applied, undone, and what each one did to each member."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, insert, select, update

from bot.core.messages import JsonObject
from bot.members.rules.roster_plan import Plan, What
from bot.store.chunks import chunks
from bot.store.engine import Tx
from bot.store.tables_members import import_changes, imports


async def add(tx: Tx, source: str, digest: str, by: int | None, now: datetime, rows: Any = None) -> int:  # noqa: ANN401
    """Notes an import as previewed; `rows` (JSON) are sealed until it is applied. Returns its id."""
    values = {"source": source[:200], "digest": digest, "state": "previewed", "by": by, "created_at": now}
    sealed = None if rows is None else tx.vault.seal(rows)
    return int(await tx.value(insert(imports).values(rows=sealed, **values).returning(imports.c.id)))


async def rows_of(tx: Tx, import_id: int) -> Any:  # noqa: ANN401 - the JSON that `add` was given
    """What a previewed import holds; None when it is applied, dropped or unknown."""
    query = select(imports.c.rows).where(imports.c.id == import_id, imports.c.state == "previewed")
    sealed = await tx.value(query)
    return None if sealed is None else tx.vault.open(sealed)


async def applied(tx: Tx, import_id: int, plan: Plan, now: datetime) -> None:
    counts = {what.value: len(plan.of(what)) for what in What}
    values = {"state": "applied", "applied_at": now, "rows": None, "wrong": len(plan.wrong)}
    await tx.run(update(imports).where(imports.c.id == import_id).values(**values, **counts))


async def drop(tx: Tx, import_id: int) -> bool:
    """Forgets a preview that is not wanted."""
    guard = (imports.c.id == import_id, imports.c.state == "previewed")
    return bool(await tx.run(update(imports).where(*guard).values(state="dropped", rows=None)))


async def undone(tx: Tx, import_id: int, now: datetime) -> bool:
    guard = (imports.c.id == import_id, imports.c.state == "applied")
    return bool(await tx.run(update(imports).where(*guard).values(state="undone", undone_at=now)))


async def latest(tx: Tx) -> RowMapping | None:
    """The newest import that is in effect."""
    return await tx.one(select(imports).where(imports.c.state == "applied").order_by(imports.c.id.desc()).limit(1))


async def recent(tx: Tx, limit: int = 10) -> Sequence[RowMapping]:
    return await tx.all(select(imports).where(imports.c.state != "dropped").order_by(imports.c.id.desc()).limit(limit))


async def remember(tx: Tx, changes: Sequence[JsonObject]) -> None:
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
