"""Many chats whose updates can't be handled now do not keep the others waiting."""

import asyncio

import pytest

from bot.core.clock import SystemClock
from bot.store import inbox
from bot.store.engine import Store
from bot.traffic import inbox_writer as ledgers
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.lanes import Entry, Lanes, SingleProcess
from tests.traffic.test_inbox_store import stored

FAILING = 7  # chats; more than a page


async def test_chats_behind_a_page_of_failing_ones_are_handled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "PAGE_LANES", FAILING - 2)
    async with store.begin() as tx:
        await inbox.store(tx, [stored(number) | {"lane": number} for number in range(1, FAILING + 4)])
    handled: set[int] = set()
    every = asyncio.Event()

    async def handle(entry: Entry) -> float | None:
        if entry.lane <= FAILING:
            return 3600.0
        handled.add(entry.lane)
        if len(handled) == 3:
            every.set()
        return None

    lanes = Lanes()
    lanes.start(handle)
    writer = InboxWriter(store, SystemClock(), SingleProcess("local"), lanes)
    writer.start()
    writer._urgent.set()
    async with asyncio.timeout(60):
        await every.wait()
    await lanes.stop()
    await writer.stop()
    assert handled == {FAILING + 1, FAILING + 2, FAILING + 3}
