"""Places, turns and who gets them: who may sign up, when, and what happens to the place of whoever goes."""

import pytest

from bot.activities import due, joining
from bot.core.errors import NotAllowed, Stale
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.privacy.queries import erasing
from bot.privacy.retention import purge_due
from bot.store.engine import Store
from bot.store.tables_activities import activities as rows
from tests import support
from tests.activities.stage import at, change_member, listed, of, plan, publish
from tests.desk.desk import new_update


async def _join(deps: Deps, account: int, activity_id: int) -> None:
    await joining.join(deps, await new_update(deps), account, activity_id)


async def _leave(deps: Deps, account: int, activity_id: int) -> None:
    await joining.leave(deps, await new_update(deps), account, activity_id)


async def test_the_first_who_waits_moves_up_and_is_told(deps: Deps, store: Store, roster: dict[str, Member]) -> None:
    activity_id = await publish(deps, roster["C001"], plan(1))
    for account in (101, 201, 104):
        await _join(deps, account, activity_id)
    assert "候补第 2 位" in (await support.outbox(store, 104))[-1]["text"]
    await _leave(deps, 101, activity_id)
    assert await listed(deps, activity_id) == [("B001", "joined"), ("A004", "waiting")]
    assert "有名额了" in (await support.outbox(store, 201))[-1]["text"]
    await _join(deps, 101, activity_id)  # behind those who wait
    assert await listed(deps, activity_id) == [("B001", "joined"), ("A004", "waiting"), ("A001", "waiting")]
    with pytest.raises(Stale, match="没有报这个名"):
        await _leave(deps, 102, activity_id)


async def test_who_may_not(deps: Deps, roster: dict[str, Member]) -> None:
    ours = await publish(deps, roster["A003"], plan())
    with pytest.raises(NotAllowed, match="别的单位"):
        await _join(deps, 201, ours)
    with pytest.raises(NotAllowed, match="绑定"):
        await _join(deps, 9999, ours)
    await _join(deps, 101, ours)


@pytest.mark.parametrize(
    ("facts", "now", "why"),
    [
        (plan(None), support.NOON, "还没有开始"),
        (plan(day=None), support.NOON, "还没有开始"),
        (plan(deadline=at(12, 5, 17)), at(12, 5, 17, 1), "已经截止"),
        (plan(), at(12, 12, 9), "已经开始"),
        (plan(), at(12, 13, 1), "已经结束"),
    ],
)
async def test_when_one_may_not(
    deps: Deps, clock: support.TestClock, roster: dict[str, Member], facts: object, now: object, why: str
) -> None:
    activity_id = await publish(deps, roster["C001"], facts)  # type: ignore[arg-type]
    clock.moment = now  # type: ignore[assignment]
    with pytest.raises(Stale, match=why):
        await _join(deps, 101, activity_id)
    assert await listed(deps, activity_id) == []


async def test_nothing_is_given_back_once_it_has_begun(
    deps: Deps, clock: support.TestClock, roster: dict[str, Member]
) -> None:
    activity_id = await publish(deps, roster["C001"], plan())
    await _join(deps, 101, activity_id)
    clock.moment = at(12, 12, 9)
    with pytest.raises(Stale, match="已经开始"):
        await _leave(deps, 101, activity_id)


async def test_leavers_drop_out_and_the_next_moves_up(deps: Deps, store: Store, roster: dict[str, Member]) -> None:
    activity_id = await publish(deps, roster["C001"], plan(1))
    branchs_own = await publish(deps, roster["A003"], plan(title="读书会"))
    for account in (101, 201):
        await _join(deps, account, activity_id)
    await _join(deps, 102, branchs_own)
    await change_member(deps, roster["A001"], status="left")
    await change_member(deps, roster["A002"], branch_id=roster["B001"].branch_id)
    assert await due.tend_due(deps) == 2
    assert await listed(deps, activity_id) == [("B001", "joined")]
    assert await listed(deps, branchs_own) == []
    assert "您已经不在这个单位" in (await support.outbox(store, 102))[-1]["text"]
    said = [message["text"] for message in await support.outbox(store, 101)]
    assert len(said) == 1, "who has left hears nothing more"
    assert await due.tend_due(deps) == 0


async def test_the_place_of_somebody_erased_is_filled(deps: Deps, roster: dict[str, Member]) -> None:
    activity_id = await publish(deps, roster["C001"], plan(1))
    for account in (101, 201):
        await _join(deps, account, activity_id)
    async with unit(deps) as u:
        await erasing.erase(u.tx, roster["A001"].id, u.now)
    assert await due.tend_due(deps) == 1
    assert await listed(deps, activity_id) == [("B001", "joined")]


async def test_names_are_erased_in_time_and_the_number_stays(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member]
) -> None:
    activity_id = await publish(deps, roster["C001"], plan(1, note="联系王某"))
    for account in (101, 201):
        await _join(deps, account, activity_id)
    clock.moment = at(12, 13, 12)
    clock.forward(days=deps.settings.retention_days - 2)
    await purge_due(deps)
    assert len(await listed(deps, activity_id)) == 2
    clock.forward(days=4)
    await purge_due(deps)
    assert await listed(deps, activity_id) == []
    assert (await of(deps, activity_id)).plan.note is None
    async with store.read() as tx:
        assert await tx.value(rows.select().with_only_columns(rows.c.headcount)) == 1
