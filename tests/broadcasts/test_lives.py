"""A broadcast over real HTTP, through lost answers, refusals, a death in mid-send and a new start; and replicas."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.app import App
from bot.broadcasts import feeding
from bot.broadcasts.feeding import AHEAD, feed_due
from bot.broadcasts.rules import Broadcast, State
from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from bot.store.engine import Store
from tests import support
from tests.broadcasts import measure, play
from tests.traffic.conftest import running
from tests.traffic.standin import StandIn, cut, refusal, standing_in

MANY = AHEAD + 20  # so that the second life has copies to write, not only to send


@asynccontextmanager
async def life(standin: StandIn, folder: Path) -> AsyncIterator[App]:
    """The whole app, by day."""
    async with running(standin, folder, quiet_from=0, quiet_until=0) as app:
        yield app


async def begun(deps: Deps, many: int = MANY) -> Broadcast:
    roster = await support.fill_roster(deps.store)
    ours = roster["A001"].branch_id
    await play.more_members(deps, ours, many)
    return await play.sent(deps, 103, ours, targets=[ours])


async def to_the_end(app: App) -> Broadcast:
    async with asyncio.timeout(120):
        while await feed_due(app.deps):
            await app.relay.idle()
    return await play.newest(app.deps)


def received(standin: StandIn) -> Counter[int]:
    """How many copies came to each chat, whether or not the bot has heard of it."""
    return Counter(payload["chat_id"] for payload in standin.sent() if payload.get("text", "").startswith("明天下午"))


async def test_lost_answers_and_a_death_in_mid_send_double_nothing(tmp_path: Path) -> None:
    async with standing_in() as standin:

        async def lost(request: web.Request, payload: JsonObject) -> web.StreamResponse | None:
            await standin.note("sendMessage", payload)
            return await cut(request, payload)

        async def hangs(_request: web.Request, payload: JsonObject) -> web.StreamResponse | None:
            await standin.note("sendMessage", payload)
            await asyncio.sleep(60)
            return None

        async with life(standin, tmp_path) as app:
            blocked = refusal(403, "Forbidden: bot was blocked by the user")
            made = await _write(app)
            await app.relay.idle()
            standin.faults["sendMessage"].extend([lost, blocked, hangs, hangs, hangs])
            await feeding.confirm(app.deps, await play.heard(app.deps), 103, made.id, made.version)
            await standin.until(lambda: sum(received(standin).values()) >= 20, 60)
        seen = sum(received(standin).values())
        async with life(standin, tmp_path) as app:
            done = await to_the_end(app)
            file = await feeding.unreached(app.deps, 103, done.id, as_csv=True)
    copies = received(standin)
    del copies[103]  # the officer's own includes the preview
    assert done.state is State.DONE
    assert set(copies.values()) == {1}, "nobody twice"
    assert done.tally == {"sent": MANY + 6 - 5, "unknown": 4, "blocked": 1, "unbound": 1}
    assert len(copies) == MANY + 6 - 2, "all but the blocked one (and the officer, counted apart)"
    assert seen < MANY, "the death came in the middle"
    assert file.content.decode("utf-8-sig").count("不确定是否送到") == 4


async def _write(app: App) -> Broadcast:
    roster = await support.fill_roster(app.store)
    ours = roster["A001"].branch_id
    await play.more_members(app.deps, ours, MANY)
    return await play.written(app.deps, 103, ours, targets=[ours])


@pytest.mark.postgres
async def test_replicas_feed_one_broadcast_together(postgres_url: str, tmp_path: Path) -> None:
    async with support.open_store(postgres_url) as first, _second(postgres_url) as second:
        clock = support.TestClock()
        one, two = (support.make_deps(store, clock, support.Replies(), tmp_path) for store in (first, second))
        made = await begun(one, 2 * AHEAD)
        while (await play.newest(one)).ended_at is None:
            await asyncio.gather(*(feed_due(deps) for deps in (one, two, one, two)))
            await play.end_sending(one)
        lanes = [row["lane"] for row in await play.copies(one)]
    assert len(lanes) == len(set(lanes)) == 2 * AHEAD + 6
    assert made.total == 2 * AHEAD + 7


@pytest.mark.postgres
async def test_two_officers_press_at_once_on_two_replicas(postgres_url: str, tmp_path: Path) -> None:
    async with support.open_store(postgres_url) as first, _second(postgres_url) as second:
        clock = support.TestClock()
        one, two = (
            support.make_deps(store, clock, support.Replies(), tmp_path, broadcasts_per_day=1)
            for store in (first, second)
        )
        ours = (await support.fill_roster(first))["A001"].branch_id
        drafts = [(officer, await play.written(one, officer, ours, targets=[ours])) for officer in (103, 104)]
        updates = [await play.heard(one) for _ in range(4)]
        presses = [(deps, officer, draft) for officer, draft in drafts for deps in (one, two)]
        ended = await asyncio.gather(
            *(
                feeding.confirm(deps, update_id, officer, draft.id, draft.version)
                for update_id, (deps, officer, draft) in zip(updates, presses, strict=True)
            ),
            return_exceptions=True,
        )
        copies = await play.copies(one)
    assert sum(isinstance(each, str) for each in ended) == 1, "one a day: one press of the four"
    assert len(copies) == 6


async def test_the_measurement_of_feeding_runs() -> None:
    found = await measure.feed(AHEAD + 10)
    assert found["memory_mb"] < 200


@asynccontextmanager
async def _second(url: str) -> AsyncIterator[Store]:
    store = Store(url, support.vault())
    try:
        yield store
    finally:
        await store.close()
