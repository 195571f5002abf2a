"""Whether the history is whole: every row sealed by the one before it, and every report where its history left it."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import RowMapping

from bot.core.clock import local
from bot.core.errors import ConfigError
from bot.core.work.unit import Deps
from bot.ops import queries, texts
from bot.store.history import GENESIS, Entry, digest
from bot.store.vault import Vault


@dataclass(frozen=True)
class Finding:
    """The first thing that is wrong, as an operator reads it."""

    row_id: int | None
    text: str


@dataclass(frozen=True)
class Verdict:
    """`rows`: how many were checked; `broken` is None when the history is whole."""

    rows: int
    broken: Finding | None = None


async def verify(deps: Deps, progress: Callable[[int, int], None] | None = None) -> Verdict:
    """Walks all chains and stops at the first broken row."""
    async with deps.store.read() as tx:
        total, done = await queries.history_count(tx), 0
        head: tuple[str, int] | None = None
        previous = GENESIS
        async for chunk in queries.history_rows(tx):
            for row in chunk:
                if (row["entity"], row["entity_id"]) != head:
                    head, previous = (row["entity"], row["entity_id"]), GENESIS
                if found := _broken(tx.vault, row, previous):
                    return Verdict(done, found)
                previous, done = row["digest"], done + 1
            if progress:
                progress(done, total)
        for misfit in await queries.misfits(tx):
            return Verdict(done, _misfit(misfit))
    return Verdict(done)


def _broken(vault: Vault, row: RowMapping, previous: str) -> Finding | None:
    if row["previous"] != previous:
        return Finding(row["id"], texts.chain_broken(_name(row)))
    try:
        note = None if row["note"] is None else str(vault.open(row["note"]))
    except (ConfigError, ValueError):
        return Finding(row["id"], texts.note_unreadable(_name(row)))
    entry = Entry(
        entity=row["entity"],
        entity_id=row["entity_id"],
        action=row["action"],
        actor_id=row["actor_id"],
        before=row["before"],
        after=row["after"],
        amount=row["amount"],
        note=note,
    )
    if digest(entry, row["at"], row["previous"]) != row["digest"]:
        return Finding(row["id"], texts.row_changed(_name(row)))
    return None


def _name(row: RowMapping) -> str:
    what = f"{row['entity']} {row['entity_id']}，{row['action']}，{local(row['at']):%Y-%m-%d %H:%M}"
    return f"第 {row['id']} 条记录（{what}）"


def _misfit(row: RowMapping) -> Finding:
    recorded = row["recorded"] or "没有记录"
    return Finding(
        None,
        texts.state_differs(row["number"] or row["id"], row["status"], recorded),
    )
