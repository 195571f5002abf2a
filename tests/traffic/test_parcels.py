"""The relay by itself, over a real database, with a Bot API that a test scripts: faults of ours, and odd endings."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.core.clock import SystemClock
from bot.core.messages import Delivery, JsonObject, Outgoing, Priority
from bot.store import outbox
from bot.store import tables as t
from bot.store.engine import Store
from bot.traffic import relay as relays
from bot.traffic.api import BackOff
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.lanes import Lanes, SingleProcess
from bot.traffic.pacing import UNPACED, Pacer
from bot.traffic.relay import Relay
from bot.traffic.reply import Replier
from tests.benchmarks.presses import counted

#: What the Bot API does with a message: returns (or raises) something.
Script = Callable[[str, JsonObject], Any]


@asynccontextmanager
async def relaying(store: Store, script: Script, *, alone: bool = True) -> AsyncIterator[Relay]:
    async def api(method: str, payload: JsonObject) -> object:
        found = script(method, payload)
        return await found if asyncio.iscoroutine(found) else found

    pacer, back_off = Pacer(UNPACED), BackOff(0.01, 0.01)
    relay = Relay(store, SystemClock(), api, pacer, "local", alone=alone, back_off=back_off)  # type: ignore[arg-type]
    await relay.start()
    try:
        yield relay
    finally:
        await relay.stop(0.05)


async def say(store: Store, relay: Relay, *messages: Outgoing) -> None:
    async with store.begin() as tx:
        await outbox.enqueue(tx, messages, SystemClock().now())
    relay.wake([message.chat_id for message in messages])


async def ended(store: Store, *wanted: str) -> list[dict[str, Any]]:
    """The rows, once they have come to these states."""
    async with asyncio.timeout(60):
        while True:
            async with store.read() as tx:
                rows = [dict(row) for row in await tx.all(select(t.outbox).order_by(t.outbox.c.id))]
            if tuple(row["state"] for row in rows) == wanted:
                return rows
            await asyncio.sleep(0.01)


def once_then_fine(error: Exception) -> Script:
    errors = [error]

    def script(_method: str, _payload: JsonObject) -> object:
        if errors:
            raise errors.pop()
        return {"message_id": 5}

    return script


async def test_a_fault_of_ours_in_mid_send_is_settled_by_class(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relays, "PAUSE_SECONDS", 0.01)
    async with relaying(store, once_then_fine(RuntimeError("林静"))) as relay:
        await say(store, relay, Outgoing(7, "批了"))
        (row,) = await ended(store, "sent")
        assert (row["attempts"], row["message_id"]) == (2, 5)
    async with relaying(store, once_then_fine(RuntimeError("林静"))) as relay:
        await say(store, relay, Outgoing(7, "生日快乐", delivery=Delivery.ONCE))
        _, row = await ended(store, "sent", "unknown")
    assert "RuntimeError" in row["error"]
    assert "林静" not in row["error"]


async def test_markup_that_is_refused_without_being_markup_is_given_up(store: Store) -> None:
    async with relaying(store, once_then_fine(BadRequest("Can't parse entities: x"))) as relay:
        await say(store, relay, Outgoing(7, "一"))
        await ended(store, "dead")


async def test_no_more_is_under_way_than_there_is_room_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relays, "UNDER_WAY", 1)
    go, most, now = asyncio.Event(), 0, 0

    async def slowly() -> JsonObject:
        nonlocal most, now
        now += 1
        most = max(most, now)
        await go.wait()
        now -= 1
        return {"message_id": 5}

    async with relaying(store, lambda _method, _payload: slowly()) as relay:
        await say(store, relay, Outgoing(7, "一"), Outgoing(8, "二"))
        await ended(store, "claimed", "pending")
        relay.wake()
        go.set()
        await ended(store, "sent", "sent")
    assert most == 1


async def test_what_is_not_sent_in_time_is_left_for_the_next_start(store: Store) -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    async with relaying(store, lambda _method, _payload: never()) as relay:
        await say(store, relay, Outgoing(7, "一"))
        await ended(store, "claimed")
    async with relaying(store, once_then_fine(Forbidden("blocked"))):
        await ended(store, "dead")


async def test_a_relay_that_was_never_started_stops(store: Store) -> None:
    relay = Relay(store, SystemClock(), None, Pacer(UNPACED), "local", alone=True)  # type: ignore[arg-type]
    await relay.stop(1)


async def test_a_mark_waits_for_the_database_and_is_not_lost(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relays, "PAUSE_SECONDS", 0.01)
    failed = asyncio.Event()

    async def renamed() -> JsonObject:
        async with store.begin() as tx:
            await tx.connection.exec_driver_sql("ALTER TABLE outbox RENAME TO gone")
        return {"message_id": 5}

    def told(event: str, **_more: object) -> None:
        assert event == "outbox.round_failed"
        failed.set()

    monkeypatch.setattr(relays, "_log", SimpleNamespace(error=told))
    async with relaying(store, lambda _method, _payload: renamed()) as relay:
        await say(store, relay, Outgoing(7, "一"))
        async with asyncio.timeout(60):
            await failed.wait()
        async with store.begin() as tx:
            await tx.connection.exec_driver_sql("ALTER TABLE gone RENAME TO outbox")
        (row,) = await ended(store, "sent")
    assert row["message_id"] == 5


async def test_what_ends_and_what_comes_next_are_one_commit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A chat's next message is claimed where the one before it is marked."""
    monkeypatch.setattr(relays, "POLL_SECONDS", 600.0)
    async with relaying(store, lambda _method, _payload: {"message_id": 5}) as relay:
        await relay.idle()
        with counted(store) as cost:
            await say(store, relay, Outgoing(7, "一"), Outgoing(7, "二"), Outgoing(7, "三"))
            await ended(store, "sent", "sent", "sent")
    assert cost.commits == 5  # written, claimed, two of both, marked


async def test_among_replicas_what_comes_within_a_moment_is_one_round(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relays, "POLL_SECONDS", 600.0)
    shown = asyncio.Event()

    async def slowly() -> JsonObject:
        await shown.wait()
        return {"message_id": 5}

    async with relaying(store, lambda _method, _payload: slowly(), alone=False) as relay:
        await relay.idle()
        await say(store, relay, Outgoing(7, "一"), Outgoing(8, "二"), Outgoing(9, "三"))
        await ended(store, "claimed", "claimed", "claimed")
        with counted(store) as cost:
            shown.set()
            await ended(store, "sent", "sent", "sent")
    assert cost.commits == 1, "all three are marked in one"


async def test_what_ends_while_the_relay_stops_is_marked(store: Store) -> None:
    go = asyncio.Event()

    async def slowly() -> JsonObject:
        await go.wait()
        return {"message_id": 5}

    async with relaying(store, lambda _method, _payload: slowly()) as relay:
        await say(store, relay, Outgoing(7, "一"))
        await ended(store, "claimed")
        relay._stopping = True  # no further round
        go.set()
        await asyncio.gather(*relay._under_way.values())
    await ended(store, "sent")


async def test_an_answer_already_settled_is_not_deferred(store: Store) -> None:
    """The update was settled by another transaction meanwhile: nothing is written for it."""
    async with relaying(store, once_then_fine(Forbidden("blocked"))) as relay:
        clock, pacer = SystemClock(), Pacer(UNPACED)
        writer = InboxWriter(store, clock, SingleProcess("local"), Lanes())
        reply = Replier(store, clock, None, pacer, writer, relay)  # type: ignore[arg-type]
        relay.waiting.add([7])
        assert await reply(Outgoing(7, "答"), update_id=99) is None
        await ended(store)


@pytest.mark.parametrize(("priority", "long"), [(Priority.NORMAL, 5.0), (Priority.BULK, 3600.0)])
async def test_a_chat_that_is_closed_for_long_holds_no_claim(
    store: Store, monkeypatch: pytest.MonkeyPatch, priority: Priority, long: float
) -> None:
    """What is long for others is not asked of bulk: of the two that may be claimed ahead it would hold one."""
    monkeypatch.setattr(relays, "LONG_WAIT", long)
    asked: list[str] = []
    async with relaying(store, lambda method, _payload: asked.append(method)) as relay:
        relay._pacer.close(7, 60)
        await say(store, relay, Outgoing(7, "一", priority=priority))
        async with asyncio.timeout(60):
            while (await ended(store, "pending"))[0]["not_before"] is None:  # noqa: ASYNC110 - the row tells no event
                await asyncio.sleep(0.01)
        assert priority is Priority.BULK or 7 in relay.waiting
    assert asked == []


async def test_a_card_that_shows_nowhere_is_sent_anew_by_an_edit_and_left_by_a_pin(store: Store) -> None:
    asked: list[str] = []

    def script(method: str, _payload: JsonObject) -> JsonObject:
        asked.append(method)
        return {"message_id": 5}

    async with relaying(store, script) as relay:
        await say(store, relay, Outgoing(-5, "", card="report:9", pin=True))
        await ended(store, "sent")
        await say(store, relay, Outgoing(-5, "已同意", card="report:9", edit_card=True))
        await ended(store, "sent", "sent")
        await say(store, relay, Outgoing(-5, "", card="report:9", pin=True))
        await ended(store, "sent", "sent", "sent")
    assert asked == ["sendMessage", "pinChatMessage"]


async def test_an_answer_to_a_chat_that_is_closed_for_long_goes_to_the_outbox(store: Store) -> None:
    async with relaying(store, once_then_fine(Forbidden("blocked"))) as relay:
        clock, pacer = SystemClock(), Pacer(UNPACED)
        pacer.close(7, 60)
        writer = InboxWriter(store, clock, SingleProcess("local"), Lanes())
        reply = Replier(store, clock, None, pacer, writer, relay)  # type: ignore[arg-type]
        assert await reply(Outgoing(7, "答")) is None
        await ended(store, "dead")


async def test_an_answer_that_is_told_to_wait_closes_its_chat_for_the_outbox_too(store: Store) -> None:
    """Telegram counts the next attempt as well: what is deferred waits as long as was asked."""
    asked: list[str] = []

    async def refuses(method: str, _payload: JsonObject) -> JsonObject:
        raise RetryAfter(60)

    async with relaying(store, lambda method, _payload: asked.append(method)) as relay:
        clock, pacer = SystemClock(), relay._pacer
        writer = InboxWriter(store, clock, SingleProcess("local"), Lanes())
        reply = Replier(store, clock, refuses, pacer, writer, relay)  # type: ignore[arg-type]
        assert await reply(Outgoing(7, "答")) is None
        assert pacer.wait(7, Priority.INTERACTIVE) > 50
        async with asyncio.timeout(60):
            while (await ended(store, "pending"))[0]["not_before"] is None:  # noqa: ASYNC110 - the row tells no event
                await asyncio.sleep(0.01)
    assert asked == []


async def test_a_claim_that_fails_is_made_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relays, "PAUSE_SECONDS", 0.01)
    async with store.begin() as tx:
        await outbox.enqueue(tx, [Outgoing(7, "一")], SystemClock().now())
    async with relaying(store, once_then_fine(Forbidden("blocked"))) as relay:
        await ended(store, "dead")
        async with store.begin() as tx:
            await tx.connection.exec_driver_sql("ALTER TABLE outbox RENAME TO gone")
        relay.wake()
        await asyncio.sleep(0.05)
        async with store.begin() as tx:
            await tx.connection.exec_driver_sql("ALTER TABLE gone RENAME TO outbox")
        await say(store, relay, Outgoing(7, "二"))
        await ended(store, "dead", "sent")
