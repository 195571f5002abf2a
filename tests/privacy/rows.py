"""Rows as the tests of privacy write and read them."""

from decimal import Decimal
from typing import Any

from sqlalchemy import func, insert, select

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.members.queries import binding
from bot.store import history
from bot.store import tables as t
from bot.store.tables_activities import broadcast_recipients, broadcasts
from tests.support import NOON

Roster = dict[str, Member]

SECRET, NOTE = "骨科三床的林静", "林静的家人来电"


async def heard(deps: Deps, update_id: int, lane: int = 101, **columns: Any) -> int:  # noqa: ANN401
    async with deps.store.begin() as tx:
        values = {"update_id": update_id, "lane": lane, "raw": b"{}", "received_at": deps.clock.now()}
        await tx.run(insert(t.inbox).values(values | columns))
    return update_id


async def report(deps: Deps, subject: Member, status: str = "settled", **columns: Any) -> int:  # noqa: ANN401
    seal = deps.store.vault.seal
    values = {"kind": "hospitalization", "branch_id": subject.branch_id, "subject_id": subject.id}
    values |= {"reporter_id": subject.id, "status": status, "facts": seal({"hospital": SECRET}), "number": "2026-0001"}
    values |= {"created_at": NOON, "updated_at": NOON, "approved": Decimal(800), "question": seal(SECRET)}
    async with deps.store.begin() as tx:
        found = int(await tx.value(insert(t.reports).values(values | columns).returning(t.reports.c.id)))
        file = seal({"name": f"{SECRET}.jpg"})
        await tx.run(insert(t.evidence).values(report_id=found, file=file, unique_id="u", added_at=NOON))
        await history.append(tx, history.Entry("report", found, "submit", subject.id, note=NOTE), NOON)
        await history.append(tx, history.Entry("report", found, "settle", 1, before="a", after=status), NOON)
    return found


async def one(deps: Deps, query: Any) -> Any:  # noqa: ANN401
    async with deps.store.read() as tx:
        return await tx.one(query)


async def value(deps: Deps, query: Any) -> Any:  # noqa: ANN401
    async with deps.store.read() as tx:
        return await tx.value(query)


async def count(deps: Deps, table: Any) -> int:  # noqa: ANN401
    async with deps.store.read() as tx:
        return int(await tx.value(select(func.count()).select_from(table)))


async def written_of(deps: Deps, member: Member) -> None:
    """A broadcast that names the member, one that the member wrote, and wrong guesses of the account."""
    common = {"branch_id": member.branch_id, "state": "done", "purpose": "general", "audience": "all", "targets": []}
    common |= {"created_at": NOON, "ended_at": NOON}
    async with deps.store.begin() as tx:
        for author, html in ((member.id, "我请大家来"), (member.id + 2, f"祝贺{member.name}获奖")):
            content = tx.vault.seal({"html": html, "photo": None, "document": None})
            made = (
                insert(broadcasts).values(common | {"author_id": author, "content": content}).returning(broadcasts.c.id)
            )
            values = {"broadcast_id": await tx.value(made), "member_id": member.id, "outcome": "sent"}
            await tx.run(insert(broadcast_recipients).values(values))
        await binding.guess(tx, member.telegram_id or 0, "2026-11-23")
