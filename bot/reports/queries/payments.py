"""What was paid for a report, as its row has it, and the corrections that its history holds."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping, select

from bot.reports.rules.payments import Payment, Signature
from bot.reports.rules.transitions import Action
from bot.store import history
from bot.store import tables as t
from bot.store.engine import Tx


@dataclass(frozen=True)
class Correction:
    """`amount`: what it was corrected to; `note`: what it was before and why, until the details are erased."""

    at: datetime
    actor: str
    amount: Decimal
    note: str


def columns(tx: Tx, payment: Payment) -> dict[str, Any]:
    """The columns of the report's row; the signature is sealed, for it may name a relative."""
    return {"paid": payment.amount, "signature": tx.vault.seal(payment.signature.as_json())}


async def of_report(tx: Tx, report_id: int) -> Payment | None:
    """None where nothing is paid (yet)."""
    row = await tx.one(select(t.reports.c.paid, t.reports.c.signature).where(t.reports.c.id == report_id))
    if row is None or row["paid"] is None:
        return None
    return Payment(row["paid"], signature(tx, row) or Signature())


def signature(tx: Tx, row: RowMapping) -> Signature | None:
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
