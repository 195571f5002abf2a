"""慰问品 of birthdays: one row a member a year; each step happens once."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.store.engine import Tx
from bot.store.tables_members import gifts


async def prepare(tx: Tx, member_id: int, year: int, day: date, by: int, now: datetime) -> bool:
    """False when it is prepared or given already."""
    values = {"prepared_at": now, "prepared_by": by}
    return await _step(tx, member_id, year, day, values, gifts.c.prepared_at.is_(None) & gifts.c.given_at.is_(None))


async def give(
    tx: Tx, member_id: int, year: int, day: date, by: int, now: datetime, amount: Decimal | None, rule: str
) -> bool:
    """False when it is given already."""
    values = {"given_at": now, "given_by": by, "amount": amount, "rule": rule[:120]}
    return await _step(tx, member_id, year, day, values, gifts.c.given_at.is_(None))


async def _step(tx: Tx, member_id: int, year: int, day: date, values: dict[str, Any], open_: Any) -> bool:  # noqa: ANN401
    statement = tx.insert(gifts).values(member_id=member_id, year=year, day=day, **values)
    taken = statement.on_conflict_do_update(index_elements=["member_id", "year"], set_=values, where=open_)
    return await tx.value(taken.returning(gifts.c.member_id)) is not None
