"""The history read from end to end, as its chains run."""

from collections.abc import AsyncIterator, Sequence

from sqlalchemy import RowMapping, and_, func, or_, select

from bot.reports.rules.transitions import TRANSITIONS
from bot.store import tables as t
from bot.store.engine import Tx

CHUNK = 1000


async def count(tx: Tx) -> int:
    return int(await tx.value(select(func.count()).select_from(t.history)) or 0)


async def rows(tx: Tx) -> AsyncIterator[Sequence[RowMapping]]:
    """Every row in chunks: entity by entity, oldest first."""
    columns = t.history.c
    last: RowMapping | None = None
    while True:
        query = select(t.history).order_by(columns.entity, columns.entity_id, columns.id).limit(CHUNK)
        if last is not None:
            same_entity = columns.entity == last["entity"]
            query = query.where(
                or_(
                    columns.entity > last["entity"],
                    and_(same_entity, columns.entity_id > last["entity_id"]),
                    and_(same_entity, columns.entity_id == last["entity_id"], columns.id > last["id"]),
                )
            )
        chunk = await tx.all(query)
        if chunk:
            yield chunk
        if len(chunk) < CHUNK:
            return
        last = chunk[-1]


async def misfits(tx: Tx) -> Sequence[RowMapping]:
    """Reports whose state is not what the last step of their history left: (id, number, status, recorded)."""
    newest = (
        select(t.history.c.entity_id, func.max(t.history.c.id).label("id"))
        .where(t.history.c.entity == "report", t.history.c.action.in_(list(TRANSITIONS)))
        .group_by(t.history.c.entity_id)
        .subquery()
    )
    last = t.history.alias("last")
    query = (
        select(t.reports.c.id, t.reports.c.number, t.reports.c.status, last.c.after.label("recorded"))
        .outerjoin(newest, newest.c.entity_id == t.reports.c.id)
        .outerjoin(last, last.c.id == newest.c.id)
        .where(t.reports.c.status != "draft", or_(last.c.after.is_(None), last.c.after != t.reports.c.status))
        .order_by(t.reports.c.id)
    )
    return await tx.all(query)
