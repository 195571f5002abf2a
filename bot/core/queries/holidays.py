"""Years' arrangements of holidays, as they were entered and taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, insert, select, update

from bot.core.worktime import Arranged, Arrangement
from bot.store.engine import Tx
from bot.store.tables_members import arrangements


@dataclass(frozen=True)
class Entered:
    """An arrangement with its row and the moment at which it was entered."""

    id: int
    arrangement: Arrangement
    at: datetime


async def in_force(tx: Tx) -> Arranged:
    """By year: what counts at this moment, on every replica alike."""
    return {year: one.arrangement for year, one in (await entered(tx)).items()}


async def entered(tx: Tx) -> dict[int, Entered]:
    """The same with the rows."""
    a = arrangements.c
    rows = await tx.all(select(arrangements).where(a.revoked_at.is_(None)).order_by(a.id))
    return {row["year"]: _read(row) for row in rows}


async def add(tx: Tx, found: Arrangement, by: int | None, now: datetime) -> int:
    values = {
        "year": found.year,
        "off": [day.isoformat() for day in sorted(found.off)],
        "worked": [day.isoformat() for day in sorted(found.worked)],
        "document": found.document,
    }
    row = insert(arrangements).values(entered_by=by, entered_at=now, **values)
    return int(await tx.value(row.returning(arrangements.c.id)))


async def revoke(tx: Tx, arrangement_id: int, by: int | None, now: datetime) -> bool:
    """Whether it was still in force."""
    still = (arrangements.c.id == arrangement_id, arrangements.c.revoked_at.is_(None))
    return bool(await tx.run(update(arrangements).where(*still).values(revoked_at=now, revoked_by=by)))


def _read(row: RowMapping) -> Entered:
    off, worked = (frozenset(map(date.fromisoformat, row[name])) for name in ("off", "worked"))
    return Entered(row["id"], Arrangement(row["year"], off, worked, row["document"]), row["entered_at"])
