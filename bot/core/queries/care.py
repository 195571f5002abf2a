"""Whose talk is about a danger to life, and until when; nothing of what was said."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update

from bot.store.engine import Tx
from bot.store.tables_traffic import care


@dataclass(frozen=True)
class Care:
    """`danger` as in `knowledge.reading.model.Danger`; `turns` counts the messages since it was first heard."""

    danger: str
    turns: int
    until: datetime

    def holds(self, now: datetime) -> bool:
        """Whether the talk is still in care."""
        return self.until > now


async def enter(tx: Tx, telegram_id: int, danger: str, until: datetime) -> None:
    """From now on the talk is in care; where it was already, its turns go on."""
    values = {"danger": danger, "until": until}
    statement = tx.insert(care).values(telegram_id=telegram_id, turns=1, **values)
    counted = values | {"turns": care.c.turns + 1}
    await tx.run(statement.on_conflict_do_update(index_elements=["telegram_id"], set_=counted))


async def count(tx: Tx, telegram_id: int) -> None:
    """One more message in care."""
    await tx.run(update(care).where(care.c.telegram_id == telegram_id).values(turns=care.c.turns + 1))


async def leave(tx: Tx, telegram_id: int) -> None:
    await tx.run(delete(care).where(care.c.telegram_id == telegram_id))


async def sweep(tx: Tx, now: datetime) -> int:
    """Forgets the talks whose time is over; returns how many."""
    return await tx.run(delete(care).where(care.c.until < now))
