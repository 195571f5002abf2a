"""What belongs to a report beside its row: its photos and files, who visits, what was paid and corrected."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import RowMapping, delete, func, select, update

from bot.core.messages import JsonObject
from bot.core.queries import members
from bot.reports.queries.reports import Report
from bot.reports.rules.payments import Payment, Signature
from bot.reports.rules.transitions import Action
from bot.store import history
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_members import companions


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


async def add_evidence(
    tx: Tx, report_id: int, unique_id: str, file: JsonObject, now: datetime, purpose: Purpose = Purpose.EVIDENCE
) -> bool:
    """Whether it was new: the same file sent twice is kept once."""
    statement = tx.insert(t.evidence).values(
        report_id=report_id, unique_id=unique_id, file=tx.vault.seal(file), added_at=now, purpose=purpose
    )
    return bool(await tx.run(statement.on_conflict_do_nothing(index_elements=["report_id", "unique_id"])))


async def evidence_of(tx: Tx, report_id: int) -> list[Evidence]:
    """In the order in which they came."""
    rows = await tx.all(select(t.evidence).where(t.evidence.c.report_id == report_id).order_by(t.evidence.c.id))
    return [Evidence(row["id"], tx.vault.open(row["file"]), row["added_at"], Purpose(row["purpose"])) for row in rows]


async def holds_evidence(tx: Tx, report_id: int, unique_id: str) -> bool:
    found = select(t.evidence.c.id).where(t.evidence.c.report_id == report_id, t.evidence.c.unique_id == unique_id)
    return await tx.value(found) is not None


async def count_evidence(tx: Tx, report_id: int) -> int:
    """Of the member's own; an officer's photo is none of them."""
    own = (t.evidence.c.report_id == report_id, t.evidence.c.purpose == Purpose.EVIDENCE)
    return int(await tx.value(select(func.count()).where(*own)) or 0)


async def newest_evidence(tx: Tx, report_id: int) -> datetime | None:
    """When the latest one came."""
    query = select(t.evidence.c.added_at).where(t.evidence.c.report_id == report_id)
    found: datetime | None = await tx.value(query.order_by(t.evidence.c.id.desc()).limit(1))
    return found


async def erase_evidence(tx: Tx, report_id: int) -> None:
    await tx.run(delete(t.evidence).where(t.evidence.c.report_id == report_id))


async def visit_party(tx: Tx, report: Report) -> list[int]:
    """Members who are to visit, the one who leads first; empty where nothing is arranged."""
    if report.visitor_id is None:
        return []
    query = select(companions.c.member_id).where(companions.c.report_id == report.id).order_by(companions.c.member_id)
    return [report.visitor_id, *(row["member_id"] for row in await tx.all(query))]


async def arrange_visit(tx: Tx, report_id: int, others: Sequence[int]) -> None:
    """`others` go along, instead of whoever was to before. The leader is a column of the report itself."""
    await drop_companions(tx, report_id)
    if others:
        await tx.run(companions.insert(), [{"report_id": report_id, "member_id": each} for each in others])


async def drop_companions(tx: Tx, report_id: int) -> None:
    """Nobody goes along with the leader any more."""
    await tx.run(delete(companions).where(companions.c.report_id == report_id))


async def visitor_names(tx: Tx, report: Report) -> list[str]:
    """Of those who are to visit."""
    return [await members.name_of(tx, each) for each in await visit_party(tx, report)]


async def note_visit(tx: Tx, report_id: int, went: Sequence[str]) -> None:
    """Who really went, by name."""
    sealed = tx.vault.seal(list(went))
    await tx.run(update(t.reports).where(t.reports.c.id == report_id).values(visited_by=sealed))


@dataclass(frozen=True)
class Correction:
    """`amount`: what it was corrected to; `note`: what it was before and why, until the details are erased."""

    at: datetime
    actor: str
    amount: Decimal
    note: str


def payment_columns(tx: Tx, payment: Payment) -> dict[str, Any]:
    """The columns of the report's row; the signature is sealed, for it may name a relative."""
    return {"paid": payment.amount, "signature": tx.vault.seal(payment.signature.as_json())}


async def payment_of(tx: Tx, report_id: int) -> Payment | None:
    """None where nothing is paid (yet)."""
    row = await tx.one(select(t.reports.c.paid, t.reports.c.signature).where(t.reports.c.id == report_id))
    if row is None or row["paid"] is None:
        return None
    return Payment(row["paid"], signature_of(tx, row) or Signature())


def signature_of(tx: Tx, row: RowMapping) -> Signature | None:
    """None of payments noted before signatures had a column of their own: those are in the words of the step."""
    return Signature.read(tx.vault.open(row["signature"])) if row["signature"] else None


async def corrections(tx: Tx, report_ids: Collection[int]) -> Mapping[int, Sequence[Correction]]:
    """By report, oldest first."""
    h = t.history.c
    query = (
        select(h.entity_id, h.at, h.amount, h.note, t.members.c.name)
        .outerjoin(t.members, t.members.c.id == h.actor_id)
        .where(h.entity == "report", h.entity_id.in_(report_ids), h.action == Action.CORRECT)
        .order_by(h.id)
    )
    found: dict[int, list[Correction]] = defaultdict(list)
    for row in await tx.all(query):
        note = history.shown(str(tx.vault.open(row["note"])))
        found[row["entity_id"]].append(Correction(row["at"], row["name"] or "系统", row["amount"], note))
    return found
