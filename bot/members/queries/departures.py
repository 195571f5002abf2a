"""Rows that must follow when somebody leaves or is transferred."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from bot.core.messages import OutboxState
from bot.reports.rules.transitions import OPEN, Status
from bot.store import tables as t
from bot.store.chunks import chunks
from bot.store.engine import Tx


async def silence(tx: Tx, accounts: Sequence[int], now: datetime) -> None:
    """Takes what these accounts could still press or be asked, and greetings that have not left yet."""
    for part in chunks(accounts):
        await tx.run(delete(t.buttons).where(t.buttons.c.chat_id.in_(part)))
        await tx.run(delete(t.prompts).where(t.prompts.c.telegram_id.in_(part)))
        waiting = (t.outbox.c.state == OutboxState.PENDING, t.outbox.c.delivery == "once", t.outbox.c.lane.in_(part))
        await tx.run(
            update(t.outbox)
            .where(*waiting)
            .values(state=OutboxState.DEAD, payload=None, error="会员已离开", done_at=now)
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
