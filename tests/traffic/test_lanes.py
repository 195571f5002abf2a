"""A chat's updates one after the other, chats beside each other, and no more in memory than there is room for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.traffic.lanes import Entry, Lanes

PATIENCE = 60


def entry(update_id: int, lane: int = 7) -> Entry:
    return Entry(update_id, lane, b"{}")


class Hands:
    """Handles entries; the first of each lane only once `free` is set. What is in `pauses` must wait so long."""

    def __init__(self) -> None:
        self.handled: list[int] = []
        self.pauses: dict[int, float] = {}
        self.begun, self.free = asyncio.Event(), asyncio.Event()
        self.last = asyncio.Event()  # number 2 is handled

    async def __call__(self, entry: Entry) -> float | None:
        self.begun.set()
        await self.free.wait()
        if pause := self.pauses.pop(entry.update_id, None):
            return pause
        self.handled.append(entry.update_id)
        if entry.update_id == 2:
            self.last.set()
        return None


@asynccontextmanager
async def working(lanes: Lanes, hands: Hands) -> AsyncIterator[None]:
    lanes.start(hands)
    async with asyncio.timeout(PATIENCE):
        yield
        await lanes.stop()


async def test_updates_that_overtook_each_other_are_put_in_order_behind_the_one_in_hand() -> None:
    lanes, hands = Lanes(), Hands()
    async with working(lanes, hands):
        lanes.put([entry(5)])
        await hands.begun.wait()
        lanes.put([entry(9), entry(4), entry(8), entry(7)])
        hands.free.set()
        await lanes.drain(PATIENCE)
    assert hands.handled == [5, 4, 7, 8, 9]


async def test_what_comes_twice_is_handled_once_until_it_is_settled() -> None:
    lanes, hands = Lanes(), Hands()
    hands.free.set()
    async with working(lanes, hands):
        lanes.put([entry(1), entry(1), entry(2, 8)])
        assert lanes.size == 2
        await lanes.drain(PATIENCE)
        lanes.put([entry(1)])
        await lanes.drain(PATIENCE)
        assert sorted(hands.handled) == [1, 2]
        lanes.forget([1])
        lanes.put([entry(1)])
        await lanes.drain(PATIENCE)
        assert sorted(hands.handled) == [1, 1, 2]
        assert (lanes.size, lanes.busy(7)) == (0, False)


async def test_a_chat_that_must_wait_holds_up_neither_the_others_nor_the_stop() -> None:
    lanes, hands = Lanes(workers=1), Hands()
    hands.free.set()
    hands.pauses = {1: 3600.0}
    async with working(lanes, hands):
        lanes.put([entry(1), entry(2), entry(3, 8)])
        await lanes.drain(PATIENCE)
        assert hands.handled == [3]
        assert lanes.busy(7)
        assert lanes.size == 2
    assert hands.handled == [3]


async def test_a_chat_that_has_waited_goes_on_with_the_same_update() -> None:
    lanes, hands = Lanes(workers=1), Hands()
    hands.free.set()
    hands.pauses = {1: 0.01}
    async with working(lanes, hands):
        lanes.put([entry(1), entry(2)])
        await hands.last.wait()
    assert hands.handled == [1, 2]


async def test_after_the_stop_no_chat_gets_its_turn_any_more() -> None:
    lanes, hands = Lanes(workers=1), Hands()
    hands.free.set()
    hands.pauses = {1: 0.05}
    async with working(lanes, hands):
        lanes.put([entry(1)])
        await lanes.drain(PATIENCE)
    await asyncio.sleep(0.1)
    async with asyncio.timeout(PATIENCE / 10):
        await lanes.drain(PATIENCE)  # at once: nothing is in hand
    assert hands.handled == []


async def test_the_fetch_waits_while_the_memory_is_full() -> None:
    lanes, hands = Lanes(room=2), Hands()
    async with working(lanes, hands):
        lanes.put([entry(1)])
        assert not lanes.full()
        await lanes.room()
        lanes.put([entry(2, 8)])
        assert lanes.full()
        waiting = asyncio.create_task(lanes.room())
        await hands.begun.wait()
        assert not waiting.done()
        hands.free.set()
        await waiting
        assert not lanes.full()


async def test_a_handler_that_never_ends_does_not_hold_up_the_stop() -> None:
    lanes, hands = Lanes(), Hands()
    async with working(lanes, hands):
        lanes.put([entry(1), entry(2)])
        await hands.begun.wait()
        await lanes.drain(0.01)
    assert hands.handled == []
    assert lanes.size == 2, "they stay pending in the database"


async def test_without_anything_in_hand_there_is_room_and_a_stop_takes_no_time() -> None:
    lanes = Lanes()
    async with asyncio.timeout(PATIENCE / 10):
        await lanes.room()
        await lanes.drain(PATIENCE)


async def test_two_chats_are_in_hand_at_once() -> None:
    lanes, together = Lanes(), asyncio.Barrier(2)

    async def meet(_entry: Entry) -> float | None:
        await together.wait()
        return None

    lanes.start(meet)
    lanes.put([entry(1), entry(2, 8)])
    await lanes.drain(PATIENCE)
    assert lanes.size == 0
    await lanes.stop()


async def test_a_crash_that_nobody_thought_of_costs_no_hand_and_no_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.traffic.lanes.PAUSE_SECONDS", 0.01)
    lanes, broken, handled = Lanes(workers=1), [True], []

    async def handle(entry: Entry) -> None:
        if broken and broken.pop():
            raise RuntimeError("nobody thought of this")
        handled.append(entry.update_id)
        if len(handled) == 2:
            done.set()

    done = asyncio.Event()
    lanes.start(handle)
    lanes.put([entry(1), entry(2, 8)])
    async with asyncio.timeout(PATIENCE):
        await done.wait()
    await lanes.stop()
    assert sorted(handled) == [1, 2]


async def test_a_cancellation_that_goes_unheard_is_made_again() -> None:
    """As `asyncio.wait_for` of Python 3.11 does it, when what it waits for comes at the same moment."""
    begun, heard = asyncio.Event(), 0

    async def handle(_entry: Entry) -> float | None:
        nonlocal heard
        for _ in range(2):
            begun.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                heard += 1
        return None

    lanes = Lanes(workers=1)
    lanes.start(handle)
    lanes.put([Entry(1, 7, b"{}"), Entry(2, 7, b"{}")])
    await begun.wait()
    async with asyncio.timeout(60):
        await lanes.stop()
    assert heard == 2
    assert lanes.left() == [2]
