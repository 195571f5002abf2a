"""Replicas tell each other what they have stored: nobody waits for a poll. Whatever is not heard, the poll finds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select, text

from bot.core.clock import SystemClock
from bot.store import tables as t
from bot.store.engine import Store
from bot.traffic import hearing
from bot.traffic.hearing import Hearing
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.lanes import Entry, LaneClaims, Lanes, SingleProcess
from bot.traffic.raw import from_value
from tests import support
from tests.traffic.routes import said

LISTENERS = "FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"


class Replica:
    """One of several processes on one database. It handles an update once it may (`go`)."""

    def __init__(self, store: Store, owner: str) -> None:
        self.go, self.handled = asyncio.Event(), list[int]()
        self.lanes, self.claims = Lanes(), LaneClaims(owner)
        self.writer = InboxWriter(store, SystemClock(), self.claims, self.lanes)
        self.hearing = Hearing(store, self.writer.hear)

    async def handle(self, entry: Entry) -> float | None:
        await self.go.wait()
        self.handled.append(entry.update_id)
        self.writer.done(entry.update_id)
        return None

    async def say(self, number: int, chat: int) -> None:
        await self.writer.store([from_value(said(number, "x", chat))])

    async def stop(self) -> None:
        await self.hearing.stop()
        await self.lanes.stop()
        await self.writer.stop(self.lanes.left())


@asynccontextmanager
async def replicas(url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Replica, Replica]]:
    """Two that listen and do not poll."""
    async with support.open_store(url) as first, support.open_store(url) as second:
        both = Replica(first, "a"), Replica(second, "b")
        for one in both:
            one.lanes.start(one.handle)
            one.hearing.start()
            one.writer.start()
        await listening(first, 2)
        await asyncio.sleep(0.3)  # what they look for at their start
        monkeypatch.setattr("bot.traffic.inbox_writer.POLL_SECONDS", 600.0)
        for one in both:
            one.writer._next_poll = float("inf")
        yield both
        for one in both:
            await one.stop()


async def listening(store: Store, number: int) -> None:
    async with asyncio.timeout(60):
        while True:
            async with store.read() as tx:
                if await tx.value(text(f"SELECT count(*) {LISTENERS}")) == number:
                    return
            await asyncio.sleep(0.02)


async def until_handled(one: Replica, *updates: int) -> None:
    async with asyncio.timeout(60):
        while one.handled != list(updates):  # noqa: ASYNC110 - no event of its own
            await asyncio.sleep(0.01)


@pytest.mark.postgres
async def test_whoever_holds_the_chat_is_told_of_what_another_has_stored(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with replicas(postgres_url, monkeypatch) as (a, b):
        await a.say(1, chat=7)
        await b.say(2, chat=7)
        a.go.set()
        await until_handled(a, 1, 2)
        assert b.handled == []


@pytest.mark.postgres
async def test_what_one_that_stops_leaves_is_gone_on_with_at_once(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with replicas(postgres_url, monkeypatch) as (a, b):
        await a.say(1, chat=7)
        b.go.set()
        await a.stop()
        await until_handled(b, 1)
        async with support.open_store(postgres_url) as store, store.read() as tx:
            assert await tx.value(select(t.inbox.c.attempts)) == 1, "to be stopped is no attempt"


@pytest.mark.postgres
async def test_a_lost_connection_is_made_anew_and_looked_what_was_missed(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "AGAIN_SECONDS", 0.05)
    async with replicas(postgres_url, monkeypatch) as (a, b), support.open_store(postgres_url) as store:
        await a.hearing.stop()
        await a.say(1, chat=7)
        await b.say(2, chat=7)
        async with store.begin() as tx:
            await tx.execute(text(f"SELECT pg_terminate_backend(pid) {LISTENERS}"))
        await listening(store, 1)
        a.hearing.start()
        a.go.set()
        await until_handled(a, 1, 2)


@pytest.mark.postgres
async def test_a_server_that_cannot_be_had_is_tried_again(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "AGAIN_SECONDS", 0.01)
    heard = asyncio.Event()
    async with support.open_store(postgres_url) as store:
        there, store.url = store.url, store.url.set(port=9)
        listener = Hearing(store, lambda _lanes: heard.set())
        listener.start()
        await asyncio.sleep(0.1)
        assert not heard.is_set()
        store.url = there
        async with asyncio.timeout(60):
            await heard.wait()
        await listener.stop()


async def test_many_lanes_are_any_lanes(any_store: Store) -> None:
    assert hearing.lanes_of("7,-1001") == {7, -1001}
    assert hearing.lanes_of(hearing.ANY) is None
    async with any_store.begin() as tx:
        await hearing.tell(tx, [])
        await hearing.tell(tx, range(10**12, 10**12 + 1000))


async def test_one_that_never_listened_stops(store: Store) -> None:
    await Hearing(store, lambda _lanes: None).stop()


async def test_what_is_heard_is_looked_for_once_and_only_by_whom_it_concerns(store: Store) -> None:
    claims, lanes = LaneClaims("a"), Lanes()
    writer = InboxWriter(store, SystemClock(), claims, lanes)
    claims.keep([7])
    writer.hear({8})
    assert writer._heard is None
    writer.hear({7, 8})
    first = writer._heard
    assert first is not None
    writer.hear(None)
    assert writer._heard is first
    writer.start()
    await writer.stop()
    assert first.cancelled()


async def test_whoever_is_alone_tells_nobody(store: Store) -> None:
    async with store.begin() as tx:
        await SingleProcess("a").tell(tx, None)
