"""The history is whole, or the first broken row is named."""

from collections.abc import Awaitable, Callable
from decimal import Decimal

import pytest
from sqlalchemy import delete, select, update

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.ops.audit import verify
from bot.store import tables as t
from bot.store.engine import Tx
from tests.desk.desk import approved

Harm = Callable[[Tx, int], Awaitable[object]]


async def ids(deps: Deps, report_id: int) -> list[int]:
    query = select(t.history.c.id).where(t.history.c.entity == "report", t.history.c.entity_id == report_id)
    async with deps.store.read() as tx:
        return [row["id"] for row in await tx.all(query.order_by(t.history.c.id))]


def changed(**values: object) -> Harm:
    return lambda tx, row: tx.run(update(t.history).where(t.history.c.id == row).values(**values))


async def test_what_the_desk_wrote_is_whole(deps: Deps, roster: dict[str, Member]) -> None:
    for _ in range(3):
        await approved(deps, roster)
    verdict = await verify(deps)
    assert verdict.broken is None
    assert verdict.rows == 6


@pytest.mark.parametrize(
    "harm",
    [
        changed(amount=Decimal("80000")),
        changed(actor_id=4),
        changed(action="reject"),
        changed(note=None, amount=None),
        lambda tx, row: tx.run(delete(t.history).where(t.history.c.id == row - 1)),
    ],
)
async def test_a_changed_or_missing_row_is_named(deps: Deps, roster: dict[str, Member], harm: Harm) -> None:
    await approved(deps, roster)
    report = await approved(deps, roster)
    row = (await ids(deps, report.id))[-1]
    async with deps.store.begin() as tx:
        await harm(tx, row)
    verdict = await verify(deps)
    assert verdict.broken is not None
    assert verdict.broken.row_id == row
    assert f"第 {row} 条记录" in verdict.broken.text


async def test_a_note_that_was_exchanged_is_noticed(deps: Deps, roster: dict[str, Member]) -> None:
    from bot.desk import use_cases as desk
    from tests.desk.desk import CHAIR, new_update

    report = await approved(deps, roster)
    await desk.revoke(deps, await new_update(deps), CHAIR, report.id, "写错了")
    row = (await ids(deps, report.id))[-1]
    for note in (deps.store.vault.seal("另一个理由"), "not sealed at all"):
        async with deps.store.begin() as tx:
            await changed(note=note)(tx, row)
        verdict = await verify(deps)
        assert verdict.broken is not None
        assert verdict.broken.row_id == row


async def test_the_last_row_cannot_be_cut_off_unnoticed(deps: Deps, roster: dict[str, Member]) -> None:
    report = await approved(deps, roster)
    async with deps.store.begin() as tx:
        await tx.run(delete(t.history).where(t.history.c.id == (await ids(deps, report.id))[-1]))
    verdict = await verify(deps)
    assert verdict.broken is not None
    assert "末尾的记录被删除" in verdict.broken.text
    assert str(report.number) in verdict.broken.text


async def test_a_state_changed_behind_the_rules_is_noticed(deps: Deps, roster: dict[str, Member]) -> None:
    report = await approved(deps, roster)
    async with deps.store.begin() as tx:
        await tx.run(update(t.reports).where(t.reports.c.id == report.id).values(status="settled"))
    verdict = await verify(deps)
    assert verdict.broken is not None
    assert "settled" in verdict.broken.text
