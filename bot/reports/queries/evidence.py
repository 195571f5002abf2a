"""Photos and files that belong to a report, by Telegram's ids; everything about them is sealed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, select

from bot.core.messages import JsonObject
from bot.store import tables as t
from bot.store.engine import Tx


class Purpose(StrEnum):
    EVIDENCE = "evidence"  # 材料: what the member sent
    VISIT = "visit"  # 慰问照片: what an officer took when it was handed over


@dataclass(frozen=True)
class Evidence:
    """`file`: kind (photo | document), file_id, name, mime, size in bytes, caption."""

    id: int
    file: JsonObject
    added_at: datetime
    purpose: Purpose = Purpose.EVIDENCE


async def add(
    tx: Tx, report_id: int, unique_id: str, file: JsonObject, now: datetime, purpose: Purpose = Purpose.EVIDENCE
) -> bool:
    """Whether it was new: the same file sent twice is kept once."""
    statement = tx.insert(t.evidence).values(
        report_id=report_id, unique_id=unique_id, file=tx.vault.seal(file), added_at=now, purpose=purpose
    )
    return bool(await tx.run(statement.on_conflict_do_nothing(index_elements=["report_id", "unique_id"])))


async def of_report(tx: Tx, report_id: int) -> list[Evidence]:
    """In the order in which they came."""
    rows = await tx.all(select(t.evidence).where(t.evidence.c.report_id == report_id).order_by(t.evidence.c.id))
    return [Evidence(row["id"], tx.vault.open(row["file"]), row["added_at"], Purpose(row["purpose"])) for row in rows]


async def holds(tx: Tx, report_id: int, unique_id: str) -> bool:
    found = select(t.evidence.c.id).where(t.evidence.c.report_id == report_id, t.evidence.c.unique_id == unique_id)
    return await tx.value(found) is not None


async def count(tx: Tx, report_id: int) -> int:
    """Of the member's own; an officer's photo is none of them."""
    own = (t.evidence.c.report_id == report_id, t.evidence.c.purpose == Purpose.EVIDENCE)
    return int(await tx.value(select(func.count()).where(*own)) or 0)


async def newest(tx: Tx, report_id: int) -> datetime | None:
    """When the latest one came."""
    query = select(t.evidence.c.added_at).where(t.evidence.c.report_id == report_id)
    found: datetime | None = await tx.value(query.order_by(t.evidence.c.id.desc()).limit(1))
    return found


async def erase(tx: Tx, report_id: int) -> None:
    await tx.run(delete(t.evidence).where(t.evidence.c.report_id == report_id))
