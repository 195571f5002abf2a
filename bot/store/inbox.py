"""Raw updates, stored before they are acknowledged and marked done in the transaction of what they caused."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update

from bot.store import tables as t
from bot.store.engine import Tx


async def finish(tx: Tx, update_ids: Sequence[int], now: datetime) -> int:
    """Marks pending updates done and drops what they said; returns how many were still pending."""
    statement = (
        update(t.inbox)
        .where(t.inbox.c.update_id.in_(update_ids), t.inbox.c.state == "pending")
        .values(state="done", done_at=now, raw=None)
    )
    return await tx.run(statement)
