"""The append-only history: who did what to which report, member or office, each row sealed by the one before it."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import select, update

from bot.store import tables as t
from bot.store.engine import Tx

GENESIS = "0" * 64
#: Stands, with the digest of what it was, where a note has been erased: the chain can still be verified.
ERASED = "（已按保存期限删除）#"
_ERASED_NOTE = re.compile(re.escape(ERASED) + r"([0-9a-f]{64})")


@dataclass(frozen=True)
class Entry:
    """One row to append. `note` is sealed at rest but its digest takes part in the chain."""

    entity: str
    entity_id: int
    action: str
    actor_id: int | None = None
    before: str | None = None
    after: str | None = None
    amount: Decimal | None = None
    note: str | None = None


async def append(tx: Tx, entry: Entry, now: datetime) -> None:
    """Adds the row to its entity's chain, in the caller's transaction."""
    chain = (entry.entity, entry.entity_id)
    previous = await look(tx, *chain)
    own = digest(entry, now, previous)
    await tx.run(
        t.history.insert().values(
            entity=entry.entity,
            entity_id=entry.entity_id,
            at=now,
            actor_id=entry.actor_id,
            action=entry.action,
            before=entry.before,
            after=entry.after,
            amount=entry.amount,
            note=None if entry.note is None else tx.vault.seal(entry.note),
            previous=previous,
            digest=own,
        )
    )
    tx.memo(t.history)[chain] = own  # nobody else can continue this chain before we have committed


async def look(tx: Tx, entity: str, entity_id: int) -> str:
    """The digest with which the entity's chain ends now; read ahead, nothing but the row is left to be written."""
    known, chain = tx.memo(t.history), (entity, entity_id)
    if chain not in known:
        known[chain] = await _head(tx, *chain)
    return str(known[chain])


async def begun(tx: Tx) -> datetime | None:
    """When the first row was written: since then there is something to lose."""
    found: datetime | None = await tx.value(select(t.history.c.at).order_by(t.history.c.id).limit(1))
    return found


def digest(entry: Entry, at: datetime, previous: str) -> str:
    """SHA-256 over the row's content (a note by its own digest, so that it can be erased) and its predecessor's."""
    parts = [
        entry.entity,
        entry.entity_id,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.action,
        entry.before,
        entry.after,
        None if entry.amount is None else f"{entry.amount:.2f}",
        None if entry.note is None else _note_digest(entry.note, previous),
        previous,
    ]
    return _sha256(*parts)


def erased(note: str, previous: str) -> str:
    """What is kept instead of a note. Erasing twice changes nothing."""
    return ERASED + _note_digest(note, previous)


async def erase_notes(tx: Tx, entity: str, ids: Sequence[int]) -> None:
    """Takes the words out of history rows; the chain stays whole (see `erased`)."""
    h = t.history.c
    rows = await tx.all(
        select(h.id, h.note, h.previous).where(h.entity == entity, h.entity_id.in_(ids), h.note.is_not(None))
    )
    for row in rows:
        kept = tx.vault.seal(erased(str(tx.vault.open(row["note"])), row["previous"]))
        await tx.run(update(t.history).where(h.id == row["id"]).values(note=kept))


def shown(note: str) -> str:
    """A note for the eye: an erased one without its digest."""
    return ERASED.rstrip("#") if _ERASED_NOTE.fullmatch(note) else note


def _note_digest(note: str, previous: str) -> str:
    gone = _ERASED_NOTE.fullmatch(note)
    return gone[1] if gone else _sha256(note, previous)


def _sha256(*parts: object) -> str:
    return hashlib.sha256("\x1f".join("" if part is None else str(part) for part in parts).encode()).hexdigest()


async def _head(tx: Tx, entity: str, entity_id: int) -> str:
    newest = (
        select(t.history.c.digest)
        .where(t.history.c.entity == entity, t.history.c.entity_id == entity_id)
        .order_by(t.history.c.id.desc())
        .limit(1)
    )
    return await tx.value(newest) or GENESIS
