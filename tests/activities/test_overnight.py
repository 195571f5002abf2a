"""At night nobody is woken for a place or another day: it waits for the morning, unless the activity begins before."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.activities import due, joining, publishing
from bot.activities.queries import activities
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.store.engine import Store
from tests import support
from tests.activities.stage import at, listed, of, plan, publish
from tests.desk.desk import new_update

NIGHT, DEEP_NIGHT, MORNING = at(12, 1, 23), at(12, 2, 4), at(12, 2, 8)
OTHER_DAY = date(2026, 12, 13)


async def _join(deps: Deps, account: int, activity_id: int) -> None:
    await joining.join(deps, await new_update(deps), account, activity_id)


async def _said(store: Store, words: str) -> list[int]:
    return [one["chat_id"] for one in await support.outbox(store) if words in one["text"]]


async def _change(deps: Deps, activity_id: int, **facts: object) -> joining.Told:
    """What publishing a change does, without the form before it."""
    async with unit(deps) as u:
        before = await activities.locked(u.tx, activity_id)
        await activities.rewrite(u.tx, before, replace(before.plan, **facts), before.version, u.now)  # type: ignore[arg-type]
        return await joining.spread(u, before, await activities.get(u.tx, activity_id))


async def test_a_place_that_falls_free_at_night_is_given_in_the_morning_and_not_overtaken(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member]
) -> None:
    activity_id = await publish(deps, roster["C001"], plan(1))
    for account in (101, 201):
        await _join(deps, account, activity_id)
    clock.moment = NIGHT
    await joining.leave(deps, await new_update(deps), 101, activity_id)
    await _join(deps, 104, activity_id)
    await due.tend_due(deps)
    assert await listed(deps, activity_id) == [("B001", "waiting"), ("A004", "waiting")]
    assert await _said(store, "轮到您：") == []
    clock.moment = MORNING
    await due.tend_due(deps)
    assert await listed(deps, activity_id) == [("B001", "joined"), ("A004", "waiting")]
    assert await _said(store, "轮到您：") == [201]


async def test_a_place_for_an_activity_before_the_morning_is_given_at_once(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member]
) -> None:
    activity_id = await publish(deps, roster["C001"], plan(1, day=date(2026, 12, 2), start="07:30"))
    for account in (101, 201):
        await _join(deps, account, activity_id)
    clock.moment = NIGHT
    await joining.leave(deps, await new_update(deps), 101, activity_id)
    assert await _said(store, "轮到您：") == [201]


async def test_two_changes_of_one_night_are_one_message_in_the_morning(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member]
) -> None:
    activity_id = await publish(deps, roster["C001"], plan())
    await _join(deps, 101, activity_id)
    clock.moment = NIGHT
    assert await _change(deps, activity_id, day=OTHER_DAY) == joining.Told(1, MORNING)
    assert await _change(deps, activity_id, place="图书馆") == joining.Told(1, MORNING)
    clock.moment = DEEP_NIGHT
    await due.tend_due(deps)
    assert await _said(store, "改了") == []
    clock.moment = MORNING
    for _ in range(2):
        await due.tend_due(deps)
    told = [one["text"] for one in await support.outbox(store, 101) if "改了" in one["text"]]
    assert len(told) == 1
    assert "改了日期、地点" in told[0]
    assert "12月13日" in told[0]


async def test_a_change_taken_back_in_the_night_is_no_news(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member]
) -> None:
    activity_id = await publish(deps, roster["C001"], plan())
    await _join(deps, 101, activity_id)
    clock.moment = NIGHT
    before = (await of(deps, activity_id)).plan.day
    await _change(deps, activity_id, day=OTHER_DAY)
    assert await _change(deps, activity_id, day=before) == joining.Told()
    clock.moment = MORNING
    await due.tend_due(deps)
    assert await _said(store, "改了") == []


@pytest.mark.parametrize(
    ("day", "start", "moved_to"),
    [(date(2026, 12, 2), "07:00", OTHER_DAY), (date(2026, 12, 12), "07:00", date(2026, 12, 2))],
)
async def test_what_was_to_begin_or_now_begins_before_the_morning_is_told_at_night(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member], day: date, start: str, moved_to: date
) -> None:
    activity_id = await publish(deps, roster["C001"], plan(day=day, start=start))
    await _join(deps, 101, activity_id)
    clock.moment = NIGHT
    assert await _change(deps, activity_id, day=moved_to) == joining.Told(1)
    assert await _said(store, "改了日期") == [101]


@pytest.mark.parametrize(("moment", "told"), [(NIGHT, []), (at(12, 1, 12), [101])])
async def test_that_it_is_cancelled_waits_for_the_morning_too(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member], moment: datetime, told: list[int]
) -> None:
    activity_id = await publish(deps, roster["C001"], plan())
    await _join(deps, 101, activity_id)
    clock.moment = moment
    nothing = store.vault.seal("")
    await publishing.cancel(deps, await new_update(deps), 301, activity_id, nothing)
    assert await _said(store, "您报的") == told
    officer = [one["text"] for one in await support.outbox(store, 301)][-1]
    assert ("通知了 1 人" in officer) == bool(told)
    assert ("到12月2日 8:00再通知报名和候补的 1 人" in officer) != bool(told)
    clock.moment = MORNING
    for _ in range(2):
        await due.tend_due(deps)
    assert await _said(store, "您报的") == [101]


async def test_news_that_nobody_was_told_before_it_was_over_is_dropped(
    deps: Deps, store: Store, clock: support.TestClock, roster: dict[str, Member]
) -> None:
    """The bot stood still for the whole activity."""
    activity_id = await publish(deps, roster["C001"], plan())
    await _join(deps, 101, activity_id)
    clock.moment = NIGHT
    await _change(deps, activity_id, place="图书馆")
    clock.moment = at(12, 14, 10)
    await due.tend_due(deps)
    assert await _said(store, "改了") == []
    async with store.read() as tx:
        assert await activities.with_news(tx) == []
