"""An attempt is counted before it is made: what ends the process is set aside in time, and only that."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import select
from telegram import Update
from telegram.ext import Application, BaseHandler, MessageHandler, filters

from bot.app import build_application
from bot.core.clock import SystemClock
from bot.core.config import Settings
from bot.core.work.unit import Deps
from bot.store import inbox
from bot.store import tables as t
from bot.store.engine import Store
from bot.traffic import dispatch
from bot.traffic.dispatch import DEATHS, Dispatcher
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.lanes import LaneClaims, Lanes, SingleProcess
from bot.traffic.raw import from_value
from bot.traffic.texts import APOLOGY, DIED
from bot.traffic.transport import Transport
from tests.support import outbox
from tests.traffic.routes import said

DEADLY = 1


class Life:
    """One process on the database. What it is asked to handle it handles, but for the deadly one: there it hangs, as

    it does in its last moment; `die` takes it away without a farewell.
    """

    def __init__(self, deps: Deps, application: Application[Any, Any, Any, Any, Any, Any], claims: LaneClaims) -> None:
        self.handled: list[int] = []
        self.struck = asyncio.Event()
        self.lanes = Lanes()
        self.writer = InboxWriter(deps.store, SystemClock(), claims, self.lanes)
        dispatcher = Dispatcher(deps, application, self.writer)
        dispatcher.handlers = self._routes()
        self.lanes.start(dispatcher)
        self.writer.start()

    def _routes(self) -> Sequence[BaseHandler[Update, Any, Any]]:
        async def handle(update: Update, _context: object) -> None:
            if update.update_id == DEADLY:
                self.struck.set()
                await asyncio.Event().wait()
            self.handled.append(update.update_id)

        return [MessageHandler(filters.ALL, handle)]

    async def die(self) -> None:
        """Nothing is given back: that is what makes it a death."""
        await self.lanes.stop()
        if self.writer._task:
            self.writer._task.cancel()
            await asyncio.gather(self.writer._task, return_exceptions=True)

    async def stop(self) -> None:
        await self.lanes.stop()
        await self.writer.stop(self.lanes.left())


@asynccontextmanager
async def life(deps: Deps, claims: LaneClaims | None = None) -> AsyncIterator[Life]:
    application = build_application(Settings(), "1:a", Transport())
    one = Life(deps, application, claims or SingleProcess("local"))
    try:
        yield one
    finally:
        await one.lanes.stop()


async def attempts(store: Store) -> dict[int, tuple[str, int]]:
    async with store.read() as tx:
        rows = await tx.all(select(t.inbox.c.update_id, t.inbox.c.state, t.inbox.c.attempts))
    return {row["update_id"]: (row["state"], row["attempts"]) for row in rows}


async def until(store: Store, update_id: int, state: str) -> None:
    async with asyncio.timeout(60):
        while (await attempts(store))[update_id][0] != state:  # noqa: ASYNC110 - the rows tell no event
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("claims", [SingleProcess, LaneClaims])
async def test_what_ends_the_process_again_and_again_is_set_aside_and_only_that(
    deps: Deps, claims: type[LaneClaims], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "ALONE_SECONDS", 0.01)
    for number in range(1, DEATHS + 1):
        async with life(deps, claims("local")) as one:
            if number == 1:
                await one.writer.store([from_value(said(n, "在吗", 6 + n)) for n in (DEADLY, 2, 3)])
            await one.struck.wait()
            assert (await attempts(deps.store))[DEADLY] == ("pending", number), "counted before it is handled"
            await one.die()
    assert await outbox(deps.store, 7) == []
    async with life(deps, claims("local")) as last:
        await until(deps.store, DEADLY, "quarantined")
        await until(deps.store, 3, "done")
        assert not last.struck.is_set()
        await last.stop()
    assert [message["text"] for message in await outbox(deps.store, 7)] == [DIED]
    states = await attempts(deps.store)
    assert {state for state, _ in (states[2], states[3])} == {"done"}, "those in hand at its deaths are not blamed"


async def test_who_saw_fewer_deaths_does_not_wait_behind_what_ends_the_process(deps: Deps) -> None:
    deadly, other, behind = (
        _left(deps, number, lane, tried) for number, lane, tried in ((1, 7, 3), (2, 8, 1), (3, 7, 0))
    )
    async with deps.store.begin() as tx:
        await inbox.store(tx, [deadly, other, behind])
    async with life(deps) as one:
        await one.struck.wait()
        assert one.handled == [2]
        await one.die()
    assert (await attempts(deps.store))[DEADLY] == ("pending", 4)


def _left(deps: Deps, update_id: int, lane: int, tried: int) -> dict[str, Any]:
    """An update that an earlier process has left."""
    row = {"update_id": update_id, "lane": lane, "raw": from_value(said(update_id, "在吗", lane)).body, "error": None}
    return row | {"state": "pending", "attempts": tried, "done_at": None, "received_at": deps.clock.now()}


async def test_what_was_in_hand_when_it_was_stopped_in_good_order_counts_as_untried(deps: Deps) -> None:
    for _ in range(DEATHS + 2):
        async with life(deps) as one:
            await one.writer.store([from_value(said(DEADLY, "在吗")), from_value(said(2, "在吗"))])
            await one.struck.wait()
            assert (await attempts(deps.store))[DEADLY] == ("pending", 1)
            await one.stop()
        assert await attempts(deps.store) == {DEADLY: ("pending", 0), 2: ("pending", 0)}


async def test_a_database_that_takes_no_writes_counts_no_attempt(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    async with deps.store.begin() as tx:
        await inbox.store(tx, [_left(deps, 2, 7, 1)])
    async with life(deps) as one:

        async def locked(*_: object) -> None:
            raise OSError

        monkeypatch.setattr(one.writer, "count", locked)
        one.writer._urgent.set()
        async with asyncio.timeout(60):
            while not one.lanes._parked:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await one.die()
    assert await attempts(deps.store) == {2: ("pending", 1)}


def test_the_sentences_say_what_to_do() -> None:
    assert "另存一份再发" in DIED
    assert DIED != APOLOGY
