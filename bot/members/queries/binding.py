"""Invitations, claims (“I am so-and-so”) and the tie between a member and a Telegram account.

Tokens are kept as digests only.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, RowMapping, delete, distinct, func, or_, select, update

from bot.core.people import ClaimState
from bot.store import tables as t
from bot.store.engine import Tx


@dataclass(frozen=True)
class Invitation:
    member_id: int
    expires_at: datetime
    used_at: datetime | None


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def invite(tx: Tx, token: str, member_id: int, now: datetime, expires_at: datetime) -> None:
    """A new invitation; those not yet used by the same member stop working."""
    unused = (t.invitations.c.member_id == member_id, t.invitations.c.used_at.is_(None))
    await tx.run(update(t.invitations).where(*unused, t.invitations.c.expires_at > now).values(expires_at=now))
    values = {"member_id": member_id, "created_at": now, "expires_at": expires_at}
    await tx.run(t.invitations.insert().values(token_hash=token_hash(token), **values))


async def invitation(tx: Tx, token: str) -> Invitation | None:
    row = await tx.one(select(t.invitations).where(t.invitations.c.token_hash == token_hash(token)))
    return Invitation(row["member_id"], row["expires_at"], row["used_at"]) if row else None


async def use(tx: Tx, token: str, now: datetime) -> bool:
    """Whether this was its one use."""
    unused = (t.invitations.c.token_hash == token_hash(token), t.invitations.c.used_at.is_(None))
    return bool(await tx.run(update(t.invitations).where(*unused).values(used_at=now)))


async def bind(tx: Tx, member_id: int, telegram_id: int, now: datetime) -> None:
    """Ties the account to the member; a former tie of either is undone."""
    await release_account(tx, telegram_id)
    values = {"telegram_id": telegram_id, "bound_at": now, "blocked_at": None, "updated_at": now}
    await tx.run(update(t.members).where(t.members.c.id == member_id).values(**values))


async def release_account(tx: Tx, telegram_id: int) -> None:
    values = {"telegram_id": None, "bound_at": None, "blocked_at": None}
    await tx.run(update(t.members).where(t.members.c.telegram_id == telegram_id).values(**values))


async def guess(tx: Tx, telegram_id: int, day: str) -> int:
    """Counts one more wrong guess of this account today; returns how many there are."""
    counter = tx.insert(t.counters).values(name=_guesses(telegram_id, day), value=1)
    counted = counter.on_conflict_do_update(index_elements=["name"], set_={"value": t.counters.c.value + 1})
    return int(await tx.value(counted.returning(t.counters.c.value)))


async def guesses(tx: Tx, telegram_id: int, day: str) -> int:
    query = select(t.counters.c.value).where(t.counters.c.name == _guesses(telegram_id, day))
    return int(await tx.value(query) or 0)


async def forget_guesses(tx: Tx, but: Sequence[date]) -> int:
    """Forgets who guessed how often, on any day but these."""
    c = t.counters.c.name
    return await tx.run(delete(t.counters).where(c.like("guess-%"), *(c.not_like(f"guess-%-{day}") for day in but)))


async def forget_account(tx: Tx, telegram_id: int) -> None:
    await tx.run(delete(t.counters).where(t.counters.c.name.like(_guesses(telegram_id, "%"))))


def _guesses(telegram_id: int, day: str) -> str:
    return f"guess-{telegram_id}-{day}"


@dataclass(frozen=True)
class Claim:
    """`account`: what the account called itself then; None where it was not kept."""

    id: int
    telegram_id: int
    member_id: int
    status: str
    account: str | None
    created_at: datetime


async def lock_claim(tx: Tx, member_id: int) -> None:
    """Whoever else claims to be this member waits (SQLite has one writer anyway)."""
    await tx.hold(select(t.members.c.id).where(t.members.c.id == member_id))


async def claim_of_account(tx: Tx, telegram_id: int) -> Claim | None:
    """The claim of this account that officers have not decided yet."""
    return next(iter(await _open(tx, t.claims.c.telegram_id == telegram_id)), None)


async def claim_of_member(tx: Tx, member_id: int) -> list[Claim]:
    """The undecided ones to be this member, oldest first."""
    return await _open(tx, t.claims.c.member_id == member_id)


async def touching(tx: Tx, member_id: int, telegram_id: int) -> list[Claim]:
    """The undecided ones to be this member, or by this account to be anybody."""
    return await _open(tx, or_(t.claims.c.member_id == member_id, t.claims.c.telegram_id == telegram_id))


async def claim_by_id(tx: Tx, claim_id: int) -> Claim | None:
    row = await tx.one(select(t.claims).where(t.claims.c.id == claim_id))
    return _read(tx, row) if row else None


async def add_claim(tx: Tx, telegram_id: int, member_id: int, account: str, now: datetime) -> int | None:
    """A new one; None where the account has one open already."""
    values = {"telegram_id": telegram_id, "member_id": member_id, "status": ClaimState.OPEN, "created_at": now}
    row = tx.insert(t.claims).values(account=tx.vault.seal(account), **values).on_conflict_do_nothing()
    claim_id = await tx.value(row.returning(t.claims.c.id))
    return None if claim_id is None else int(claim_id)


async def turn_away(tx: Tx, telegram_id: int, member_id: int, now: datetime) -> None:
    """Notes an attempt that came when enough others waited already."""
    values = {"telegram_id": telegram_id, "member_id": member_id, "status": ClaimState.TURNED_AWAY, "created_at": now}
    await tx.run(t.claims.insert().values(decided_at=now, **values))


async def turned_away(tx: Tx, member_id: int, since: datetime) -> int:
    """How many accounts were turned away since."""
    c = t.claims.c
    found = (c.member_id == member_id, c.status == ClaimState.TURNED_AWAY, c.created_at >= since)
    return int(await tx.value(select(func.count(distinct(c.telegram_id))).where(*found)) or 0)


async def decide_claim(tx: Tx, claim_id: int, status: str, by: int | None, now: datetime) -> bool:
    """Whether this decision was the first."""
    still = (t.claims.c.id == claim_id, t.claims.c.status == ClaimState.OPEN)
    return bool(await tx.run(update(t.claims).where(*still).values(status=status, decided_at=now, decided_by=by)))


async def lapse_claims(tx: Tx, before: datetime, now: datetime) -> None:
    """Claims that nobody has decided by then stand in nobody's way any more."""
    old = (t.claims.c.status == ClaimState.OPEN, t.claims.c.created_at < before)
    await tx.run(update(t.claims).where(*old).values(status=ClaimState.LAPSED, decided_at=now))


async def _open(tx: Tx, condition: ColumnElement[bool]) -> list[Claim]:
    rows: Sequence[RowMapping] = await tx.all(
        select(t.claims).where(t.claims.c.status == ClaimState.OPEN, condition).order_by(t.claims.c.id)
    )
    return [_read(tx, row) for row in rows]


def _read(tx: Tx, row: RowMapping) -> Claim:
    account = None if row["account"] is None else str(tx.vault.open(row["account"]))
    return Claim(row["id"], row["telegram_id"], row["member_id"], row["status"], account, row["created_at"])
