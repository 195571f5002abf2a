"""Claims (“I am so-and-so”): accounts that wait for an officer to say whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, distinct, func, or_, select, update

from bot.store import tables as t
from bot.store.engine import Tx

OPEN, CONFIRMED, REFUSED = "open", "confirmed", "refused"
LAPSED, TURNED_AWAY = "lapsed", "turned"  # nobody decided in time, or it no longer matters; too many for one member


@dataclass(frozen=True)
class Claim:
    """`account`: what the account called itself then; None where it was not kept."""

    id: int
    telegram_id: int
    member_id: int
    status: str
    account: str | None
    created_at: datetime


async def lock(tx: Tx, member_id: int) -> None:
    """Whoever else claims to be this member waits (SQLite has one writer anyway)."""
    await tx.hold(select(t.members.c.id).where(t.members.c.id == member_id))


async def of_account(tx: Tx, telegram_id: int) -> Claim | None:
    """The claim of this account that officers have not decided yet."""
    return next(iter(await _open(tx, t.claims.c.telegram_id == telegram_id)), None)


async def of_member(tx: Tx, member_id: int) -> list[Claim]:
    """The undecided ones to be this member, oldest first."""
    return await _open(tx, t.claims.c.member_id == member_id)


async def touching(tx: Tx, member_id: int, telegram_id: int) -> list[Claim]:
    """The undecided ones to be this member, or by this account to be anybody."""
    return await _open(tx, or_(t.claims.c.member_id == member_id, t.claims.c.telegram_id == telegram_id))


async def by_id(tx: Tx, claim_id: int) -> Claim | None:
    row = await tx.one(select(t.claims).where(t.claims.c.id == claim_id))
    return _read(tx, row) if row else None


async def add(tx: Tx, telegram_id: int, member_id: int, account: str, now: datetime) -> int | None:
    """A new one; None where the account has one open already."""
    values = {"telegram_id": telegram_id, "member_id": member_id, "status": OPEN, "created_at": now}
    row = tx.insert(t.claims).values(account=tx.vault.seal(account), **values).on_conflict_do_nothing()
    claim_id = await tx.value(row.returning(t.claims.c.id))
    return None if claim_id is None else int(claim_id)


async def turn_away(tx: Tx, telegram_id: int, member_id: int, now: datetime) -> None:
    """Notes an attempt that came when enough others waited already."""
    values = {"telegram_id": telegram_id, "member_id": member_id, "status": TURNED_AWAY, "created_at": now}
    await tx.run(t.claims.insert().values(decided_at=now, **values))


async def turned_away(tx: Tx, member_id: int, since: datetime) -> int:
    """How many accounts were turned away since."""
    c = t.claims.c
    found = (c.member_id == member_id, c.status == TURNED_AWAY, c.created_at >= since)
    return int(await tx.value(select(func.count(distinct(c.telegram_id))).where(*found)) or 0)


async def decide(tx: Tx, claim_id: int, status: str, by: int | None, now: datetime) -> bool:
    """Whether this decision was the first."""
    still = (t.claims.c.id == claim_id, t.claims.c.status == OPEN)
    return bool(await tx.run(update(t.claims).where(*still).values(status=status, decided_at=now, decided_by=by)))


async def lapse(tx: Tx, before: datetime, now: datetime) -> None:
    """Claims that nobody has decided by then stand in nobody's way any more."""
    old = (t.claims.c.status == OPEN, t.claims.c.created_at < before)
    await tx.run(update(t.claims).where(*old).values(status=LAPSED, decided_at=now))


async def _open(tx: Tx, condition: ColumnElement[bool]) -> list[Claim]:
    rows: Sequence[RowMapping] = await tx.all(
        select(t.claims).where(t.claims.c.status == OPEN, condition).order_by(t.claims.c.id)
    )
    return [_read(tx, row) for row in rows]


def _read(tx: Tx, row: RowMapping) -> Claim:
    account = None if row["account"] is None else str(tx.vault.open(row["account"]))
    return Claim(row["id"], row["telegram_id"], row["member_id"], row["status"], account, row["created_at"])
