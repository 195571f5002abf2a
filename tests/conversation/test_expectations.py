"""Many people's standings in one look-up."""

import asyncio

from sqlalchemy import insert

from bot.conversation import expectations
from bot.conversation.expectations import Expectation, Expectations
from bot.conversation.queries import expectations_of
from bot.core.messages import Act
from bot.core.people import Member
from bot.core.queries import dialogue
from bot.core.work.unit import Deps, unit
from bot.store import tables as t
from bot.store.engine import Store
from tests.support import NOON, fill_roster


async def open_report(store: Store, reporter: Member, status: str) -> None:
    async with store.begin() as tx:
        values = {"kind": "marriage", "branch_id": reporter.branch_id, "reporter_id": reporter.id, "status": status}
        await tx.run(insert(t.reports).values(values | {"facts": "", "created_at": NOON, "updated_at": NOON}))


async def test_prompts_and_open_forms_are_found_for_each(any_store: Store) -> None:
    roster = await fill_roster(any_store)
    await open_report(any_store, roster["A001"], "draft")
    await open_report(any_store, roster["A002"], "returned")
    await open_report(any_store, roster["A003"], "submitted")
    async with any_store.begin() as tx:
        await dialogue.expect(tx, -1001, 103, Act("reject.reason", {"report": 7}), NOON)
    people = [(101, 101), (102, 102), (103, 103), (-1001, 103), (999, 999)]
    async with any_store.read() as tx:
        found = await expectations_of(tx, people)
    nothing = Expectation(None, filling=False)
    assert found[101, 101] == found[102, 102] == Expectation(None, filling=True)
    assert found[103, 103] == found[999, 999] == nothing
    assert found[-1001, 103] == Expectation(Act("reject.reason", {"report": 7}), filling=False)


async def test_who_asks_after_a_change_sees_it(deps: Deps) -> None:
    async def change(n: int) -> None:
        async with unit(deps) as u:
            await dialogue.expect(u.tx, n, n, Act("p", {"n": n}), u.now)
        found = await expectations.expected(deps, n, n)
        assert found.prompt == Act("p", {"n": n})

    await asyncio.gather(*(change(n) for n in range(20)))


async def test_a_failed_look_up_is_told_to_those_who_asked_and_not_to_the_next(
    deps: Deps,
) -> None:
    await deps.store.close()
    broken = Store("sqlite+aiosqlite:////nonexistent/x.db?mode=ro&uri=true", deps.store.vault)
    found = await asyncio.gather(
        *(deps.parts.of(Expectations).of(broken, n, n) for n in range(3)), return_exceptions=True
    )
    assert all(isinstance(one, Exception) for one in found)
    assert await deps.parts.of(Expectations).of(deps.store, 1, 1) == Expectation(None, filling=False)
    await broken.close()
