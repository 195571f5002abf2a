"""The inbox's and the lanes' statements, and replicas that share them, on both databases."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from sqlalchemy import select

from bot.core.clock import SystemClock
from bot.store import inbox, ticks
from bot.store import tables as t
from bot.store.asked import Asked, log
from bot.store.batches import purge
from bot.store.engine import Store, Tx
from bot.traffic import queries
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.lanes import Entry, LaneClaims, Lanes
from bot.traffic.raw import from_value
from tests import support
from tests.traffic.routes import said

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
SOON = NOW + timedelta(seconds=10)


def stored(update_id: int, lane: int = 7, state: str = "pending") -> dict[str, object]:
    row = {"update_id": update_id, "lane": lane, "raw": orjson.dumps(said(update_id, "x", lane)), "state": state}
    return row | {"error": None, "received_at": NOW, "done_at": None if state == "pending" else NOW}


async def test_only_what_is_new_is_stored(any_store: Store) -> None:
    async with any_store.begin() as tx:
        assert await inbox.store(tx, [stored(1), stored(2)]) == {1, 2}
    async with any_store.begin() as tx:
        assert await inbox.store(tx, [stored(2), stored(3), stored(3)]) == {3}
        assert await inbox.finish(tx, [2, 3], NOW) == 2
        assert await inbox.finish(tx, [2, 3], NOW) == 0
        assert [row["update_id"] for row in await inbox.pending(tx, [7])] == [1]


async def test_attempts_quarantine_and_retry(any_store: Store) -> None:
    async with any_store.begin() as tx:
        await inbox.store(tx, [stored(1), stored(2), stored(-3, state="quarantined")])
        await inbox.attempted(tx, [{"id": 1, "tries": 2, "reason": "KeyError"}])
        assert [row["attempts"] for row in await inbox.pending(tx, [7])] == [2, 0]
        assert await inbox.quarantine(tx, 1, "KeyError", NOW)
        assert not await inbox.quarantine(tx, 1, "KeyError", NOW)
        assert [row["update_id"] for row in await inbox.quarantined(tx)] == [-3, 1]
        assert await inbox.retry(tx, [2]) == 0
        assert await inbox.retry(tx) == 1
        assert [row["attempts"] for row in await inbox.pending(tx, [7])] == [0, 0]
        await inbox.store(tx, [stored(0, state="quarantined")])
        assert await inbox.retry(tx) == 1, "only what has a number below naught has no id of Telegram's"


async def test_settled_updates_are_forgotten_in_time(any_store: Store) -> None:
    async with any_store.begin() as tx:
        await inbox.store(tx, [stored(1), stored(2), stored(3, state="quarantined")])
        await inbox.finish(tx, [1], NOW)
    assert await purge(any_store, *inbox.settled(NOW, NOW)) == 0
    assert await purge(any_store, *inbox.settled(SOON, NOW)) == 1
    assert await purge(any_store, *inbox.settled(SOON, SOON)) == 1
    async with any_store.begin() as tx:
        assert await inbox.store(tx, [stored(1)]) == {1}


async def test_a_lane_belongs_to_one_until_its_lease_ends(any_store: Store) -> None:
    async with any_store.begin() as tx:
        assert await queries.take_lanes(tx, "a", [1, 2], NOW, SOON) == {1, 2}
        assert await queries.take_lanes(tx, "b", [2, 3], NOW, SOON) == {3}
        assert await queries.take_lanes(tx, "a", [1], NOW, SOON) == {1}
        assert await queries.release_lanes(tx, "b", [1, 3]) == 1
        assert await queries.renew_lanes(tx, "a", SOON + timedelta(seconds=5)) == 2
        assert await queries.take_lanes(tx, "b", [1], SOON + timedelta(seconds=1), SOON) == set()
        assert await queries.take_lanes(tx, "b", [1], SOON + timedelta(seconds=6), SOON) == {1}


async def test_lanes_that_others_hold_are_not_waiting_for_us(any_store: Store) -> None:
    async with any_store.begin() as tx:
        await inbox.store(tx, [stored(1, 1), stored(2, 2), stored(3, 3), stored(4, 1)])
        await queries.take_lanes(tx, "b", [2], NOW, SOON)
        assert await inbox.waiting_lanes(tx, "a", NOW, 10) == [1, 3]
        assert await inbox.waiting_lanes(tx, "a", NOW, 1) == [1]
        assert await inbox.waiting_lanes(tx, "a", SOON + timedelta(seconds=1), 10) == [1, 2, 3]


async def test_one_of_several_gets_a_tick(any_store: Store) -> None:
    async with any_store.begin() as tx:
        assert await ticks.claim(tx, "greetings", "5", NOW, NOW)
        assert not await ticks.claim(tx, "greetings", "5", NOW, NOW)
        assert await ticks.claim(tx, "nudges", "5", NOW, NOW)
        assert await ticks.claim(tx, "greetings", "6", NOW, NOW)


async def test_an_unfinished_tick_is_free_again_after_a_pause_and_a_finished_one_is_not(any_store: Store) -> None:
    minute = timedelta(minutes=1)
    async with any_store.begin() as tx:
        assert await ticks.claim(tx, "retention", "5", NOW, NOW)
        await ticks.put_off(tx, "retention", NOW)
        assert not await ticks.claim(tx, "retention", "5", NOW, NOW)
        assert await ticks.claim(tx, "retention", "5", NOW, NOW + minute)
        await ticks.put_off(tx, "retention", NOW + minute)
        assert not await ticks.claim(tx, "retention", "5", NOW, NOW + 2 * minute)
        assert await ticks.claim(tx, "retention", "5", NOW, NOW + 6 * minute)
        await ticks.finish(tx, "retention", NOW)
        assert not await ticks.claim(tx, "retention", "5", NOW, NOW + timedelta(days=1))
        assert await ticks.failing(tx, 0) == []
        assert await ticks.claim(tx, "retention", "6", NOW, NOW)


async def test_questions_are_logged_in_one_go(any_store: Store) -> None:
    async with any_store.begin() as tx:
        await log(
            tx, [Asked(NOW, "entitlement", "birthday", False, False, None), Asked(NOW, "", "", True, False, "月亮")]
        )
        await log(tx, [])
        rows = await tx.all(select(t.questions).order_by(t.questions.c.id))
    assert [row["text"] is None for row in rows] == [True, False]


class Replica:
    """One of several processes on one database, without its network."""

    def __init__(self, store: Store, owner: str, pause: float = 0.0) -> None:
        self.handled: list[int] = []
        self.lanes = Lanes()
        self.claims = LaneClaims(owner)
        self.writer = InboxWriter(store, SystemClock(), self.claims, self.lanes)
        self._pause = pause

    async def handle(self, entry: Entry) -> float | None:
        await asyncio.sleep(self._pause)
        self.handled.append(entry.update_id)
        self.writer.done(entry.update_id)
        return None


@asynccontextmanager
async def replica(store: Store, owner: str, pause: float = 0.0) -> AsyncIterator[Replica]:
    one = Replica(store, owner, pause)
    one.lanes.start(one.handle)
    one.writer.start()
    yield one
    await one.lanes.drain(5)
    await one.lanes.stop()
    await one.writer.stop()


async def until_done(store: Store, count: int) -> None:
    async with asyncio.timeout(20):
        while True:
            async with store.read() as tx:
                states = [row["state"] for row in await tx.all(select(t.inbox.c.state))]
            if states.count("done") >= count:
                return
            await asyncio.sleep(0.05)


async def test_replicas_share_the_work_in_order_and_do_nothing_twice(any_store: Store) -> None:
    order: list[int] = []
    async with replica(any_store, "a", 0.002) as a, replica(any_store, "b", 0.002) as b:
        for one in (a, b):
            one.handled = order
        for first in range(1, 121, 4):
            one = a if first % 8 == 1 else b
            await one.writer.store([from_value(said(n, "x", n % 5 + 1)) for n in range(first, first + 4)])
        await until_done(any_store, 120)
    assert sorted(order) == list(range(1, 121))
    for chat in range(5):
        mine = [n for n in order if n % 5 == chat]
        assert mine == sorted(mine)


async def test_the_work_of_a_lost_replica_is_taken_over_when_its_lease_ends(any_store: Store) -> None:
    now = datetime.now(UTC)
    async with any_store.begin() as tx:
        await inbox.store(tx, [stored(1, 7), stored(2, 8)])
        await queries.take_lanes(tx, "lost", [7], now, now + timedelta(seconds=1.5))
    async with replica(any_store, "b") as b:
        await until_done(any_store, 1)
        assert b.handled == [2]
        await until_done(any_store, 2)
    assert b.handled == [2, 1]


async def test_replicas_that_ask_for_what_the_other_gives_back_do_not_wait_for_each_other(any_store: Store) -> None:
    async def swap(claims: LaneClaims, mine: int, theirs: int) -> set[int]:
        async with any_store.begin() as tx:
            await claims.lock(tx, [mine, theirs])
            await claims.release(tx, [mine])
            await asyncio.sleep(0.2)  # without the lock each of them has given back by now
            return await claims.take(tx, [theirs])

    a, b = LaneClaims("a"), LaneClaims("b")
    async with any_store.begin() as tx:
        assert (await a.take(tx, [1]), await b.take(tx, [2])) == ({1}, {2})
    first, second = await asyncio.gather(swap(a, 1, 2), swap(b, 2, 1))
    assert len(first | second) == 1  # the first found the other's lane still held, the second one's was free


@pytest.mark.postgres
async def test_ledgers_that_swap_lanes_in_one_flush_do_not_deadlock(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each gives back the lane that the other's arrival needs. PostgreSQL ends one of them if both do so before either
    has locked what it takes; then that one's arrivals are not stored.
    """
    release = queries.release_lanes

    async def slowly(tx: Tx, owner: str, given: Collection[int]) -> int:
        count = await release(tx, owner, given)
        await asyncio.sleep(0.3)
        return count

    monkeypatch.setattr("bot.traffic.lanes.queries.release_lanes", slowly)
    monkeypatch.setattr("bot.traffic.inbox_writer.FLUSH_ROWS", 1)  # what is noted is written with what arrives
    async with support.open_store(postgres_url) as store, replica(store, "a") as a, replica(store, "b") as b:
        for number, one in enumerate((a, b), 1):
            await one.writer.store([from_value(said(number, "x", number))])
        await until_done(store, 2)
        async with store.begin() as tx:
            for number, one in enumerate((a, b), 1):
                one.claims.keep(await one.claims.take(tx, [number]))
        swapped = [
            asyncio.create_task(one.writer.store([from_value(said(10 + wanted, "x", wanted))]))
            for one, wanted in ((a, 2), (b, 1))
        ]
        for one in (a, b):
            one.writer.done(1)
        await asyncio.gather(*swapped)
        await until_done(store, 4)
