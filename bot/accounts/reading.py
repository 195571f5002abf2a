"""Reads the accounts of a period, chunk by chunk: a city's year is long, and others want to be answered meanwhile."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence

from sqlalchemy import RowMapping

from bot.accounts import queries
from bot.accounts.book import Book, Period, Row
from bot.core.clock import local_date
from bot.core.kinds import CONFLICTS, Kind
from bot.core.money import yuan
from bot.core.people import masked
from bot.core.work.unit import Deps
from bot.notices import published
from bot.reports.clauses import filed_under, in_force
from bot.reports.queries import parts
from bot.reports.rules.transitions import Status
from bot.store import history
from bot.store.batches import chunks
from bot.store.engine import Tx

AT_ONCE = 20  # rows, a millisecond of the event loop
PAUSE_SECONDS, PAUSES_SECONDS = 0.01, 10.0  # between them, for everybody else; and in all, for somebody waits
Progress = Callable[[int, int], None]  # rows done, rows in all
Chunks = AsyncGenerator[Sequence[Row], None]


async def opened(deps: Deps, period: Period, owner: str, branch_id: int | None = None) -> Book:
    """The book before anything is entered."""
    await published.informed(deps)
    since = local_date(period.scope().since)
    stated = (in_force(deps, kind, since) for kind in Kind)
    return Book(period, owner, branch_id, tuple(each.title for each in stated if each))


async def rows(deps: Deps, book: Book, progress: Progress | None = None) -> Chunks:
    """Enters everything granted in the period, in the order of the decisions, and yields it.

    A conflict in which nothing was granted is no matter of the accounts; one with an amount is listed as 王*.
    `progress` hears of the rows that whoever takes them has taken.
    """
    scope = book.period.scope(book.branch_id)
    async with deps.store.snapshot() as tx:
        ids = await queries.granted(tx, scope)
        done, pause = 0, min(PAUSE_SECONDS, PAUSES_SECONDS * AT_ONCE / max(1, len(ids)))
        async for found in queries.rows(tx, scope, ids):
            corrected = await parts.corrections(tx, [row["id"] for row in found if row["paid"] is not None])
            for some in chunks(found, AT_ONCE):
                yield _entered(deps, tx, book, some, corrected)
                done += len(some)
                if progress:
                    progress(done, len(ids))
                await asyncio.sleep(pause)


def _entered(
    deps: Deps,
    tx: Tx,
    book: Book,
    found: Sequence[RowMapping],
    corrected: Mapping[int, Sequence[parts.Correction]],
) -> list[Row]:
    entered = []
    for row in found:
        if Kind(row["kind"]) not in CONFLICTS or row["approved"] is not None:
            correction = _corrections(corrected.get(row["id"], ()))
            entered.append(_row(deps, tx, row, book.total.count + 1, correction))
            book.add(entered[-1])
    return entered


def _row(deps: Deps, tx: Tx, row: RowMapping, serial: int, correction: str) -> Row:
    kind = Kind(row["kind"])
    submitted = local_date(row["submitted_at"] or row["decided_at"])
    on = row["event_date"] or submitted
    stated = filed_under(deps, kind, on, submitted, branch=row["branch_id"]).stated
    return Row(
        serial=serial,
        number=row["number"] or "",
        name=masked(row["subject"]) if kind in CONFLICTS else row["subject"],
        branch=row["branch"],
        reason=stated.title,
        event_date=row["event_date"],
        basis=row["rule"] or f"{stated.notice} {stated.citation}",
        form=(stated.form or "").removeprefix("慰问") or "—",
        approved=row["approved"],
        paid=row["paid"],
        doer=f"{_went(tx, row)}{'（附照片）' if row['photos'] else ''}",
        approver="、".join(name for name in (row["decider"], row["seconder"]) if name),
        signature=_signature(tx, row),
        correction=correction,
    )


def _went(tx: Tx, row: RowMapping) -> str:
    """Who visited; of older visits, who noted them."""
    return "、".join(tx.vault.open(row["visited_by"])) if row["visited_by"] else row["doer"] or ""


def _signature(tx: Tx, row: RowMapping) -> str:
    if row["settled_at"] is None:
        return "未签收" if row["status"] == Status.DELIVERED else ""
    words = history.shown(str(tx.vault.open(row["settling"]))) if row["settling"] else ""
    return f"{local_date(row['settled_at']):%Y-%m-%d} {parts.signature_of(tx, row) or words}".strip()


def _corrections(found: Sequence[parts.Correction]) -> str:
    """Each with its day, who made it, and what was there before."""
    return "\n".join(f"{local_date(one.at):%Y-%m-%d} {one.actor}更正为 {yuan(one.amount)}。{one.note}" for one in found)
