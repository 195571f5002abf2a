"""Who is greeted, when, where, and what officers are told instead."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select, update

from bot.birthdays.greeting import greet_due
from bot.birthdays.rules import Birthday
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from tests.birthdays.people import at, born, greeting_rows, outcomes, swept_yesterday
from tests.support import GROUPS, TestClock, labels, outbox

DAY = date(2026, 11, 23)
NOV23 = Birthday(11, 23)
Roster = dict[str, Member]


async def test_greets_in_private_at_the_branch_hour_and_once(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await born(deps, roster["A001"], NOV23)
    clock.moment = at(DAY, 8, 59)
    assert await greet_due(deps) == 0
    clock.moment = at(DAY, 9, 0)
    assert await greet_due(deps) == 1
    assert await greet_due(deps) == 0
    [greeting] = await outbox(deps.store, 101)
    assert "林静" in greeting["text"]
    assert "春风机关工会" in greeting["text"]
    assert (greeting["method"], greeting["delivery"]) == ("sendMessage", "once")


async def test_the_row_knows_its_message_and_its_wording(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await born(deps, roster["A001"], NOV23)
    clock.moment = at(DAY)
    await greet_due(deps)
    [row] = await greeting_rows(deps)
    async with deps.store.read() as tx:
        sent = await tx.one(select(t.outbox).where(t.outbox.c.id == row["outbox_id"]))
    assert sent is not None
    assert sent["dedupe"] == f"greeting:{roster['A001'].id}:2026"
    assert (row["outcome"], row["day"], sent["priority"]) == ("queued", DAY, "9")


async def test_a_branch_has_its_own_hour(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await born(deps, roster["A001"], NOV23)
    await born(deps, roster["B001"], NOV23)
    async with deps.store.begin() as tx:
        branch = roster["B001"].branch_id
        await tx.run(update(t.branches).where(t.branches.c.id == branch).values(greeting_hour=20))
    clock.moment = at(DAY, 19, 59)
    await greet_due(deps)
    assert list(await outcomes(deps)) == [(roster["A001"].id, 2026)]
    clock.moment = at(DAY, 20, 0)
    await greet_due(deps)
    assert (roster["B001"].id, 2026) in await outcomes(deps)


async def test_an_outage_is_caught_up_the_same_day_and_the_next(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await swept_yesterday(deps, DAY)
    await born(deps, roster["A001"], NOV23)
    await born(deps, roster["A002"], Birthday(11, 24))
    clock.moment = at(DAY + timedelta(days=1), 8)
    await greet_due(deps)
    assert await outcomes(deps) == {}, "not in the night"
    clock.moment = at(DAY + timedelta(days=1), 23)
    await greet_due(deps)
    [late] = await outbox(deps.store, 101)
    [same_day] = await outbox(deps.store, 102)
    assert "昨天" in late["text"] or "迟到" in late["text"]
    assert "昨天" not in same_day["text"]


async def test_a_longer_outage_greets_nobody_late_and_tells_officers(
    deps: Deps, clock: TestClock, roster: Roster
) -> None:
    await swept_yesterday(deps, DAY)
    await born(deps, roster["A001"], NOV23)
    clock.moment = at(DAY + timedelta(days=2))
    await greet_due(deps)
    await greet_due(deps)
    assert await outcomes(deps) == {(roster["A001"].id, 2026): "missed"}
    assert await outbox(deps.store, 101) == []
    [told] = await outbox(deps.store, GROUPS["春风"])
    assert "11月23日 林静" in told["text"]
    assert labels(told) == ["补发祝福（1 人）", "都已当面问候"]


async def test_a_first_start_owes_nothing_for_the_day_before(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await born(deps, roster["A001"], Birthday(11, 22))
    clock.moment = at(DAY)
    assert await greet_due(deps) == 0


async def test_a_clock_that_runs_ahead_and_comes_back_loses_nobody(
    deps: Deps, clock: TestClock, roster: Roster
) -> None:
    await swept_yesterday(deps, DAY)
    await born(deps, roster["A001"], Birthday(11, 25))
    clock.moment = at(DAY + timedelta(days=8))
    await greet_due(deps)
    assert await outcomes(deps) == {(roster["A001"].id, 2026): "missed"}
    clock.moment = at(DAY + timedelta(days=2))
    await greet_due(deps)
    assert await outcomes(deps) == {(roster["A001"].id, 2026): "queued"}
    assert len(await outbox(deps.store, 101)) == 1


async def test_the_group_sees_the_name_and_no_age(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await born(deps, roster["A001"], Birthday(11, 23, year=1985), greeting="group")
    async with deps.store.begin() as tx:
        branch = roster["A001"].branch_id
        await tx.run(update(t.branches).where(t.branches.c.id == branch).values(members_chat_id=-5001))
    clock.moment = at(DAY)
    await greet_due(deps)
    [said] = await outbox(deps.store, -5001)
    assert "林静" in said["text"]
    assert not any(word in said["text"] for word in ("岁生日", "41", "1985"))
    assert await outbox(deps.store, 101) == []


async def test_who_chose_the_group_is_greeted_in_private_where_there_is_none(
    deps: Deps, clock: TestClock, roster: Roster
) -> None:
    await born(deps, roster["A001"], NOV23, greeting="group")
    clock.moment = at(DAY)
    await greet_due(deps)
    assert len(await outbox(deps.store, 101)) == 1


async def test_who_opted_out_hears_nothing(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await born(deps, roster["A001"], NOV23, greeting="none")
    clock.moment = at(DAY)
    await greet_due(deps)
    assert await outcomes(deps) == {(roster["A001"].id, 2026): "opted_out"}
    assert await outbox(deps.store) == []


async def test_the_unbound_are_listed_for_officers_and_greeted_once_bound(
    deps: Deps, clock: TestClock, roster: Roster
) -> None:
    await born(deps, roster["A007"], NOV23)
    clock.moment = at(DAY)
    await greet_due(deps)
    await greet_due(deps)
    [told] = await outbox(deps.store, GROUPS["春风"])
    assert "未绑定" in told["text"]
    await born(deps, roster["A007"], NOV23, telegram_id=107)
    await greet_due(deps)
    assert len(await outbox(deps.store, 107)) == 1
    assert await outcomes(deps) == {(roster["A007"].id, 2026): "queued"}


@pytest.mark.parametrize("status", ["left", "retired", "deceased"])
async def test_whoever_left_is_not_greeted(deps: Deps, clock: TestClock, roster: Roster, status: str) -> None:
    await born(deps, roster["A001"], NOV23, status=status)
    clock.moment = at(DAY)
    assert await greet_due(deps) == 0


@pytest.mark.parametrize(("state", "outcome"), [("unknown", "unknown"), ("dead", "failed")])
async def test_a_greeting_that_may_not_have_arrived_is_listed_and_not_resent(
    deps: Deps, clock: TestClock, roster: Roster, state: str, outcome: str
) -> None:
    await born(deps, roster["A001"], NOV23)
    clock.moment = at(DAY)
    await greet_due(deps)
    async with deps.store.begin() as tx:
        await tx.run(update(t.outbox).values(state=state))
    clock.forward(minutes=1)
    await greet_due(deps)
    await greet_due(deps)
    assert await outcomes(deps) == {(roster["A001"].id, 2026): outcome}
    [told] = await outbox(deps.store, GROUPS["春风"])
    assert "林静" in told["text"]
    assert len(await outbox(deps.store, 101)) == 1


async def test_a_greeting_that_has_waited_for_days_is_taken_back(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await born(deps, roster["A001"], NOV23)
    clock.moment = at(DAY)
    await greet_due(deps)
    clock.forward(days=2)
    await greet_due(deps)
    assert await outcomes(deps) == {(roster["A001"].id, 2026): "missed"}
    async with deps.store.read() as tx:
        states = await tx.all(select(t.outbox.c.state).where(t.outbox.c.delivery == "once"))
    assert [row["state"] for row in states] == ["dead"]


async def test_nobody_reads_the_same_wording_two_years_running(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await born(deps, roster["A001"], NOV23)
    for year in range(2026, 2036):
        clock.moment = at(DAY.replace(year=year))
        await greet_due(deps)
    worded = [row["wording"] for row in await greeting_rows(deps)]
    assert len(worded) == 10
    assert all(one != other for one, other in pairwise(worded))
    assert len(set(worded)) > 3


async def test_the_operator_hears_of_days_without_a_sweep(deps: Deps, clock: TestClock, roster: Roster) -> None:
    watched = replace(deps, settings=deps.settings.model_copy(update={"operator_chat_id": 9}))
    clock.moment = at(DAY)
    await greet_due(watched)
    clock.forward(days=1)
    await greet_due(watched)
    assert await outbox(deps.store, 9) == []
    clock.forward(days=3)
    await greet_due(watched)
    await greet_due(watched)
    [told] = await outbox(deps.store, 9)
    assert "2026-11-24" in told["text"]
