"""Reminders on the day before, the count after the deadline: once each, whatever restarts or replicas there are."""

import asyncio

from bot.activities import due, joining
from bot.activities.queries import activities
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.store.engine import Store
from tests import support
from tests.activities.stage import at, plan, publish
from tests.desk.desk import new_update


async def _signed_up(deps: Deps, roster: dict[str, Member], *accounts: int, places: int = 2, **facts: object) -> int:
    activity_id = await publish(deps, roster["C001"], plan(places, **facts))
    for account in accounts:
        await joining.join(deps, await new_update(deps), account, activity_id)
    return activity_id


async def _said(store: Store, words: str) -> list[int]:
    return [one["chat_id"] for one in await support.outbox(store) if words in one["text"]]


async def test_everybody_with_a_place_is_reminded_once(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member]
) -> None:
    await _signed_up(deps, roster, 101, 201, 104)
    clock.moment = at(12, 11, 8, 59)
    await due.tend_due(deps)
    assert await _said(store, "明天有您报的") == []
    clock.moment = at(12, 11, 9)
    await asyncio.gather(*(due.tend_due(deps) for _ in range(3)))
    await due.tend_due(deps)
    assert sorted(await _said(store, "明天有您报的")) == [101, 201]
    reminder = next(one for one in await support.outbox(store) if "明天有您报的" in one["text"])
    assert reminder["delivery"] == "sure"


async def test_a_reminder_cut_short_goes_on_where_it_was(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member]
) -> None:
    """The process ends after the first batch: the next one writes only what is missing."""
    activity_id = await _signed_up(deps, roster, 101, 201)
    clock.moment = at(12, 11, 9)
    async with unit(deps) as u:
        await due.remind_some(u, await activities.locked(u.tx, activity_id), frozenset([roster["A001"].id]))
    await due.tend_due(deps)
    assert sorted(await _said(store, "明天有您报的")) == [101, 201]


async def test_after_an_outage_the_reminder_comes_in_the_morning(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member]
) -> None:
    await _signed_up(deps, roster, 101)
    clock.moment = at(12, 12, 7)
    await due.tend_due(deps)
    assert await _said(store, "今天有您报的") == [101]
    clock.moment = at(12, 12, 9)
    await due.tend_due(deps)
    assert len(await _said(store, "有您报的")) == 1


async def test_the_officers_hear_the_count_after_the_deadline_in_daytime(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member]
) -> None:
    await _signed_up(deps, roster, 101, 201, 104, deadline=at(12, 5, 23, 59))
    for moment, told in ((at(12, 5, 23, 59), 0), (at(12, 6, 3), 0), (at(12, 6, 9), 1), (at(12, 7, 9), 1)):
        clock.moment = moment
        await due.tend_due(deps)
        assert len(await _said(store, "报名截止")) == told, moment
    summed = (await support.outbox(store, support.GROUPS["工委"]))[-1]["text"]
    assert "报上 2 人，候补 1 人" in summed and "林静" not in summed
