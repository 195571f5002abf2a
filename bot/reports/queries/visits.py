"""Who is to visit (one leads, others go along) and who really went."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from bot.core.queries import members
from bot.reports.queries.reports import Report
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_desk import companions


async def party(tx: Tx, report: Report) -> list[int]:
    """Members who are to visit, the one who leads first; empty where nothing is arranged."""
    if report.visitor_id is None:
        return []
    query = select(companions.c.member_id).where(companions.c.report_id == report.id).order_by(companions.c.member_id)
    return [report.visitor_id, *(row["member_id"] for row in await tx.all(query))]


async def arrange(tx: Tx, report_id: int, others: Sequence[int]) -> None:
    """`others` go along, instead of whoever was to before. The leader is a column of the report itself."""
    await part(tx, report_id)
    if others:
        await tx.run(companions.insert(), [{"report_id": report_id, "member_id": each} for each in others])


async def part(tx: Tx, report_id: int) -> None:
    """Nobody goes along any more."""
    await tx.run(delete(companions).where(companions.c.report_id == report_id))


async def names(tx: Tx, report: Report) -> list[str]:
    """Of those who are to visit."""
    return [await members.name_of(tx, each) for each in await party(tx, report)]


async def note(tx: Tx, report_id: int, went: Sequence[str]) -> None:
    """Who really went, by name."""
    sealed = tx.vault.seal(list(went))
    await tx.run(update(t.reports).where(t.reports.c.id == report_id).values(visited_by=sealed))
