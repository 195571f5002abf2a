"""Whoever refuses, mourns or has left is spared; so is everybody's night, and there is an end to a day's broadcasts."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, update

from bot.broadcasts import audience, feeding
from bot.broadcasts.feeding import AHEAD, feed_due
from bot.broadcasts.rules import Outcome, State
from bot.core.errors import NotAllowed
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from tests.broadcasts import play
from tests.support import NOON, TestClock, outbox

Roster = dict[str, Member]
NIGHT = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)  # 21:30 in Wenzhou


async def test_who_refuses_is_counted_and_spared_but_not_from_essential_ones(
    deps: Deps, roster: Roster, ours: int
) -> None:
    for _ in range(2):
        await audience.set_refusal(deps, await play.heard(deps), 101, refuse=True)
    made = await play.sent(deps, 103, ours, targets=[ours])
    assert await play.outcome_of(deps, made, roster["A001"].id) == "refused"
    made = await play.sent(deps, 103, ours, targets=[ours], purpose="essential")
    assert await play.outcome_of(deps, made, roster["A001"].id) == "queued"
    await audience.set_refusal(deps, await play.heard(deps), 101, refuse=False)
    made = await play.sent(deps, 103, ours, targets=[ours])
    assert await play.outcome_of(deps, made, roster["A001"].id) == "queued"


async def test_joy_is_not_sent_into_a_house_of_mourning(deps: Deps, roster: Roster, ours: int) -> None:
    async with deps.store.begin() as tx:
        values = {"kind": "bereavement", "branch_id": ours, "subject_id": roster["A002"].id, "facts": "x"}
        values |= {"reporter_id": roster["A002"].id, "status": "approved", "event_date": NOON.date()}
        await tx.run(insert(t.reports).values(values | {"created_at": NOON, "updated_at": NOON}))
    made = await play.sent(deps, 103, ours, targets=[ours], purpose="joyful")
    assert await play.outcome_of(deps, made, roster["A002"].id) == "mourning"
    made = await play.sent(deps, 103, ours, targets=[ours])
    assert await play.outcome_of(deps, made, roster["A002"].id) == "queued"


async def test_who_leaves_while_it_is_under_way_gets_nothing(deps: Deps, roster: Roster, ours: int) -> None:
    await play.more_members(deps, ours, 2 * AHEAD)
    made = await play.sent(deps, 103, ours, targets=[ours])
    assert len(await play.copies(deps)) == AHEAD
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.telegram_id >= 1_000_150).values(status="deceased"))
    while await feed_due(deps):
        await play.end_sending(deps)
    found = await play.newest(deps)
    assert (found.tally["left"], found.tally["sent"]) == (50, 156)
    assert len({row["lane"] for row in await play.copies(deps)}) == 156
    assert made.total == 207


async def test_quiet_hours_are_waited_for(deps: Deps, clock: TestClock, roster: Roster, ours: int) -> None:
    clock.moment = NIGHT
    made = await play.sent(deps, 103, ours, targets=[ours])
    assert made.state is State.WAITING
    assert await play.copies(deps) == []
    assert "休息时间，11月24日 8:00自动接着发" in (await outbox(deps.store, 103))[-1]["text"]
    said = len(await outbox(deps.store, 103))
    clock.forward(hours=10, minutes=29)  # 7:59
    assert await feed_due(deps) == 0
    assert len(await outbox(deps.store, 103)) == said, "nobody is told of it all night"
    clock.forward(minutes=1)
    await feed_due(deps)
    assert len(await play.copies(deps)) == 6


async def test_what_has_not_left_by_nightfall_is_taken_back(
    deps: Deps, clock: TestClock, roster: Roster, ours: int
) -> None:
    clock.moment = datetime(2026, 11, 23, 12, 59, tzinfo=UTC)
    made = await play.sent(deps, 103, ours, targets=[ours])
    await play.end_sending(deps, lanes=[101])
    clock.forward(minutes=2)
    await feed_due(deps)
    assert await play.outcomes(deps, made) == {Outcome.SENT: 1, Outcome.PENDING: 5, Outcome.UNBOUND: 1}
    assert [row["lane"] for row in await play.copies(deps)] == [101]
    clock.forward(hours=12)
    await feed_due(deps)
    assert sorted(row["lane"] for row in await play.copies(deps)) == [101, 102, 103, 104, 105, 106]


async def test_a_branch_has_so_many_a_day(deps: Deps, clock: TestClock, roster: Roster, ours: int) -> None:
    for _ in range(3):
        await play.sent(deps, 103, ours, targets=[ours])
    with pytest.raises(NotAllowed, match="每天最多 3 次"):
        await play.sent(deps, 104, ours, targets=[ours])
    waiting = await play.newest(deps)
    assert waiting.state is State.DRAFT, "the draft is kept"
    theirs = roster["B001"].branch_id
    await play.sent(deps, 203, theirs, targets=[theirs])
    clock.forward(hours=22)
    await feeding.confirm(deps, await play.heard(deps), 104, waiting.id, waiting.version)
