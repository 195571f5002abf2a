"""When the inbox's writer writes, and what it may be asked at odd moments."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.core.clock import SystemClock
from bot.store import inbox
from bot.store import tables as t
from bot.store.asked import Asked
from bot.store.engine import Store
from bot.traffic import inbox_writer as ledgers
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.lanes import Entry, LaneClaims, Lanes, SingleProcess, machine_now
from bot.traffic.raw import from_value
from tests.benchmarks.presses import counted
from tests.traffic.routes import said
from tests.traffic.test_inbox_store import replica, stored


async def pending(store: Store) -> set[int]:
    async with store.read() as tx:
        query = select(t.inbox.c.update_id).where(t.inbox.c.state == "pending")
        return {row["update_id"] for row in await tx.all(query)}


async def test_notes_are_written_at_once_when_there_are_many(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "FLUSH_SECONDS", 3600.0)
    monkeypatch.setattr(ledgers, "FLUSH_ROWS", 3)
    async with store.begin() as tx:
        await inbox.store(tx, [stored(n) for n in range(1, 4)])
    inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), Lanes())
    inbox_writer.start()
    for number in range(1, 4):
        inbox_writer.done(number)
    async with asyncio.timeout(60):
        while await pending(store):  # noqa: ASYNC110 - the rows tell no event
            await asyncio.sleep(0.01)
    await inbox_writer.store([from_value(said(4, "在吗")), from_value(said(5, "在吗"))])
    inbox_writer.done(4)
    await inbox_writer.store([from_value(said(6, "在吗"))])
    assert await pending(store) == {4, 5, 6}, "one alone waits for its time"
    await inbox_writer.stop()


async def test_what_is_noted_is_written_when_it_stops(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "FLUSH_SECONDS", 3600.0)
    async with store.begin() as tx:
        await inbox.store(tx, [stored(1)])
    inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), Lanes())
    await inbox_writer.stop()  # never started: nothing to do
    inbox_writer.start()
    inbox_writer.done(1)
    assert await pending(store) == {1}
    await inbox_writer.stop()
    assert await pending(store) == set()


async def test_notes_of_a_failed_write_are_tried_again_though_nothing_comes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledgers, "PAUSE_SECONDS", 0.01)
    async with store.begin() as tx:
        await inbox.store(tx, [stored(1)])
    really, broken = inbox.finish, [True]

    async def once(*arguments: Any) -> int:  # noqa: ANN401 - as `inbox.finish`
        if broken and broken.pop():
            raise OperationalError("update", {}, Exception("database is locked"))
        return await really(*arguments)

    monkeypatch.setattr("bot.store.inbox.finish", once)
    inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), Lanes())
    inbox_writer.start()
    inbox_writer.done(1)
    async with asyncio.timeout(60):
        while await pending(store):  # noqa: ASYNC110 - the row tells no event
            await asyncio.sleep(0.01)
    assert not broken
    await inbox_writer.stop()


async def test_leases_are_renewed_along_with_what_arrives(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = LaneClaims("a")
    async with store.begin() as tx:
        await claims.take(tx, [7])
        await tx.run(t.lanes.update().values(until=machine_now() + timedelta(seconds=1)))
    claims.keep([7])
    inbox_writer = InboxWriter(store, SystemClock(), claims, Lanes())
    monkeypatch.setattr(claims, "_renewal", 0.0)
    await inbox_writer._flush()  # nothing has arrived: it is the lease that is due
    async with store.read() as tx:
        until = await tx.value(select(t.lanes.c.until))
    assert until > machine_now() + timedelta(seconds=5)
    assert not claims.due()


async def test_whoever_waits_no_longer_for_an_arrival_is_not_told(store: Store) -> None:
    inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), Lanes())
    arrival = asyncio.create_task(inbox_writer.store([from_value(said(1, "在吗"))]))
    await asyncio.sleep(0)
    arrival.cancel()
    await asyncio.gather(arrival, return_exceptions=True)
    await inbox_writer._flush()
    assert await pending(store) == {1}


async def test_a_chat_without_work_is_given_back_while_we_go_on(store: Store) -> None:
    async with replica(store, "a") as one:
        for number in (1, 2):
            await one.writer.store([from_value(said(number, "在吗"))])
            async with asyncio.timeout(60):
                while await pending(store) or await leased(store):  # noqa: ASYNC110 - the rows tell no event
                    await asyncio.sleep(0.01)
        assert not one.claims.due()


async def test_what_others_have_stored_is_looked_for_once_in_a_while(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(ledgers, "monotonic", lambda: now)
    lanes = Lanes()
    inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), lanes)
    await inbox_writer._poll()  # at the start: what an earlier run has left
    async with store.begin() as tx:
        await inbox.store(tx, [stored(1)])
    now += ledgers.POLL_SECONDS / 2
    await inbox_writer._poll()
    assert lanes.size == 0, "not yet"
    now += ledgers.POLL_SECONDS / 2
    await inbox_writer._poll()
    assert lanes.size == 1


async def test_a_long_list_is_fetched_page_by_page_without_a_pause(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledgers, "monotonic", lambda: 100.0)
    monkeypatch.setattr(ledgers, "PAGE_LANES", 1)
    async with store.begin() as tx:
        await inbox.store(tx, [stored(n, lane) for n, lane in ((1, 7), (2, 8), (3, 7))])
    lanes = Lanes()
    inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), lanes)
    await inbox_writer._poll()
    assert (lanes.size, lanes.busy(7), lanes.busy(8)) == (2, True, False)
    async with store.begin() as tx:
        await inbox.finish(tx, [1, 3], SystemClock().now())
    await inbox_writer._poll()
    assert lanes.busy(8)


async def test_nothing_is_fetched_beyond_the_room(store: Store) -> None:
    lanes = Lanes(room=1)
    async with store.begin() as tx:
        await inbox.store(tx, [stored(1), stored(2, 8)])
    lanes.put([Entry(1, 7, b"{}")])
    await InboxWriter(store, SystemClock(), SingleProcess("local"), lanes)._poll()
    assert lanes.size == 1


async def test_what_comes_again_or_makes_no_sense_is_not_handed_on(store: Store) -> None:
    """Alone with the database it is handed on as it came, without asking what else waits."""
    handled: list[int] = []
    lanes = Lanes()
    inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), lanes)

    async def handle(entry: Entry) -> None:
        handled.append(entry.update_id)
        inbox_writer.done(entry.update_id)

    lanes.start(handle)
    inbox_writer.start()
    async with asyncio.timeout(60):
        for number in (1, 2):
            await inbox_writer.store([from_value(said(number, "在吗")), from_value("?"), from_value(said(1, "在吗"))])
            while await pending(store):  # noqa: ASYNC110 - the rows tell no event
                await asyncio.sleep(0.01)
        await lanes.stop()
        await inbox_writer.stop()
    assert handled == [1, 2]


async def test_questions_are_logged_with_what_is_done(store: Store) -> None:
    inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), Lanes())
    inbox_writer.asked(Asked(SystemClock().now(), "meta", "", False, False, None))
    inbox_writer.start()
    await inbox_writer.stop()
    async with store.read() as tx:
        assert len(await tx.all(select(t.questions))) == 1


async def test_what_arrives_is_handed_on_at_once_and_forgotten_when_it_is_settled(store: Store) -> None:
    lanes = Lanes()
    inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), lanes)
    await inbox_writer._poll()
    arrival = asyncio.create_task(inbox_writer.store([from_value(said(1, "在吗"))]))
    await asyncio.sleep(0)
    await inbox_writer._flush()
    await arrival
    assert lanes.size == 1

    async def handle(entry: Entry) -> None:
        inbox_writer.done(entry.update_id)

    lanes.start(handle)
    await lanes.drain(60)
    lanes.put([Entry(1, 7, b"{}")])
    assert lanes.size == 0, "it may be on its way by the poll, too"
    inbox_writer._flush_due()
    await inbox_writer._flush()
    lanes.put([Entry(1, 7, b"{}")])
    assert lanes.size == 1, "numbers may start anew"
    await lanes.stop()


async def test_what_buttons_mean_is_written_with_what_arrives(store: Store) -> None:
    inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), Lanes())
    act = {"token": "t", "name": "menu.open", "args": {}, "chat_id": 7, "created_at": SystemClock().now()}
    waiting = [
        asyncio.create_task(inbox_writer.store([from_value(said(1, "在吗"))])),
        asyncio.create_task(inbox_writer.keep_acts([act])),
    ]
    await asyncio.sleep(0)
    assert not any(one.done() for one in waiting)
    with counted(store) as cost:
        await inbox_writer._flush()
    await asyncio.gather(*waiting)
    assert cost.commits == 1
    async with store.read() as tx:
        assert await tx.value(select(t.buttons.c.name)) == "menu.open"


async def test_a_write_that_fails_is_made_again_with_everything_in_it(store: Store) -> None:
    async with store.begin() as tx:
        await inbox.store(tx, [stored(1), stored(2)])
        await tx.connection.exec_driver_sql("ALTER TABLE questions RENAME TO gone")
    inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), Lanes())
    inbox_writer.done(1)
    inbox_writer.failed(2, 3, "KeyError")
    inbox_writer.asked(Asked(SystemClock().now(), "meta", "", False, False, None))
    inbox_writer._flush_due()
    arrival = asyncio.create_task(inbox_writer.store([from_value(said(3, "在吗"))]))
    await asyncio.sleep(0)
    with pytest.raises(OperationalError):
        await inbox_writer._flush()
    with pytest.raises(OperationalError):
        await arrival  # it will come again: nobody has acknowledged it
    assert await pending(store) == {1, 2}, "all of it or nothing"
    async with store.begin() as tx:
        await tx.connection.exec_driver_sql("ALTER TABLE gone RENAME TO questions")
    inbox_writer._flush_due()
    await inbox_writer._flush()
    assert await pending(store) == {2}
    async with store.read() as tx:
        assert await tx.value(select(t.inbox.c.attempts).where(t.inbox.c.update_id == 2)) == 3
        assert len(await tx.all(select(t.questions))) == 1


async def test_an_attempt_and_a_question_are_written_though_nothing_is_done(store: Store) -> None:
    async with store.begin() as tx:
        await inbox.store(tx, [stored(1)])
    notes: tuple[Callable[[InboxWriter], None], ...] = (
        lambda inbox_writer: inbox_writer.failed(1, 3, "KeyError"),
        lambda inbox_writer: inbox_writer.asked(Asked(SystemClock().now(), "meta", "", False, False, None)),
    )
    for note in notes:
        inbox_writer = InboxWriter(store, SystemClock(), SingleProcess("local"), Lanes())
        note(inbox_writer)
        async with asyncio.timeout(60):
            await inbox_writer._urgent.wait()
        await inbox_writer._flush()
    async with store.read() as tx:
        assert await tx.value(select(t.inbox.c.attempts)) == 3
        assert len(await tx.all(select(t.questions))) == 1


async def test_an_attempt_that_begins_is_counted_in_the_database_and_in_hand(store: Store) -> None:
    async with store.begin() as tx:
        await inbox.store(tx, [stored(1)])
    entry = Entry(1, 7, b"{}", attempts=2, counted=False)
    await InboxWriter(store, SystemClock(), SingleProcess("local"), Lanes()).count(entry)
    async with store.read() as tx:
        assert (await tx.value(select(t.inbox.c.attempts)), entry.attempts, entry.counted) == (3, 3, True)


async def leased(store: Store) -> int:
    async with store.read() as tx:
        return len(await tx.all(select(t.lanes)))
