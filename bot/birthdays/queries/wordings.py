"""Wordings that the committee has entered, and those of the program that it has taken out of use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from bot.store.engine import Tx
from bot.store.tables_members import retired_wordings, wordings


@dataclass(frozen=True)
class Own:
    """One of the committee's. `replaces`: the wording, by its id in use, of which this is a later version."""

    id: int
    place: str
    text: str
    replaces: int | None
    retired: bool


async def own(tx: Tx) -> list[Own]:
    """All that were ever entered, oldest first."""
    rows = await tx.all(select(wordings).order_by(wordings.c.id))
    return [Own(row["id"], row["place"], row["text"], row["replaces"], row["retired_at"] is not None) for row in rows]


async def retired(tx: Tx) -> set[int]:
    """Ids of the program's wordings that are out of use."""
    return {row["id"] for row in await tx.all(select(retired_wordings.c.id))}


async def add(tx: Tx, place: str, text: str, replaces: int | None, by: int, now: datetime) -> int:
    values = {"place": place, "text": text, "replaces": replaces, "entered_by": by, "entered_at": now}
    return int(await tx.value(wordings.insert().values(values).returning(wordings.c.id)))


async def retire(tx: Tx, ids: Sequence[int], now: datetime) -> int:
    """Takes own ones out of use; returns how many were in use."""
    live = (wordings.c.id.in_(ids), wordings.c.retired_at.is_(None))
    return await tx.run(update(wordings).where(*live).values(retired_at=now))


async def retire_built_in(tx: Tx, wording_id: int, by: int, now: datetime) -> bool:
    """False when it is out of use already."""
    statement = tx.insert(retired_wordings).values(id=wording_id, retired_by=by, retired_at=now)
    taken = statement.on_conflict_do_nothing(index_elements=["id"]).returning(retired_wordings.c.id)
    return await tx.value(taken) is not None


async def restore(tx: Tx, ids: Sequence[int]) -> int:
    """Brings those of the program back into use; returns how many were not."""
    return await tx.run(delete(retired_wordings).where(retired_wordings.c.id.in_(ids)))
