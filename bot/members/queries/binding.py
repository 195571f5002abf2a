"""Invitations, claims and the tie between a member and a Telegram account. Tokens are kept as digests only."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select, update

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
