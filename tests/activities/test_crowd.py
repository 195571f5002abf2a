"""Twenty people press at once, on SQLite and on PostgreSQL: no place is given twice, and none is left empty."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.activities import joining
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from bot.store.engine import Store
from tests import support
from tests.activities.stage import listed, plan, publish
from tests.desk.desk import new_update

CROWD = 20
TWICE = 5  # of them press a second time


@pytest.fixture
def deps(any_store: Store, clock: support.TestClock, replies: support.Replies, tmp_path: Path) -> Deps:
    return support.make_deps(any_store, clock, replies, tmp_path)


@pytest.fixture
async def roster(any_store: Store) -> dict[str, Member]:
    return await support.fill_roster(any_store)


async def test_a_crowd_presses_at_once(deps: Deps, any_store: Store, roster: dict[str, Member]) -> None:
    """20 members for 7 places: 7 have one, 13 wait in an order of their own; pressing twice changes nothing."""
    branch = roster["A001"].branch_id
    async with any_store.begin() as tx:
        people = [
            {"staff_no": f"N{n:02}", "name": f"会员{n}", "branch_id": branch, "telegram_id": 9000 + n}
            for n in range(CROWD)
        ]
        await tx.run(insert(t.members), [one | {"updated_at": support.NOON} for one in people])
    activity_id = await publish(deps, roster["C001"], plan(7))
    updates = [await new_update(deps) for _ in range(CROWD + TWICE)]
    presses = [joining.join(deps, update, 9000 + n % CROWD, activity_id) for n, update in enumerate(updates)]
    await asyncio.gather(*presses)
    states = [state for _staff_no, state in await listed(deps, activity_id)]
    assert states == ["joined"] * 7 + ["waiting"] * 13
    leaving = [9000 + int(staff_no[1:]) for staff_no, _state in (await listed(deps, activity_id))[:5]]
    left = [joining.leave(deps, await new_update(deps), account, activity_id) for account in leaving]
    await asyncio.gather(*left)
    after = await listed(deps, activity_id)
    assert [state for _staff_no, state in after] == ["joined"] * 7 + ["waiting"] * 8
    moved_up = [message for message in await support.outbox(any_store) if "有名额了，轮到您" in message["text"]]
    assert len(moved_up) == 5
