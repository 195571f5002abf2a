"""Greetings and broadcasts on their way out: few at a time, and never in the way of news; and how often it is tried."""

import asyncio

import pytest
from telegram.error import NetworkError

from bot.core.clock import SystemClock
from bot.core.messages import Delivery, JsonObject, Outgoing, Priority
from bot.store.engine import Store
from bot.traffic import relay as relays
from bot.traffic.pacing import UNPACED, Pacer
from bot.traffic.relay import Relay
from tests.traffic.test_parcels import ended, relaying, say


async def test_few_greetings_are_under_way_and_news_pass_them(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is under way when the process dies is left in doubt: it should be a few, not a thousand."""
    monkeypatch.setattr(relays, "BULK_UNDER_WAY", 1)
    go, told = asyncio.Event(), []

    async def slowly(chat: int) -> JsonObject:
        told.append(chat)
        if chat < 20:
            await go.wait()
        return {"message_id": 5}

    async with relaying(store, lambda _method, payload: slowly(payload["chat_id"])) as relay:
        bulk = [
            Outgoing(chat, "生日快乐", delivery=Delivery.ONCE, priority=Priority.BULK, dedupe=str(chat))
            for chat in (11, 12, 13)
        ]
        await say(store, relay, *bulk)
        await ended(store, "claimed", "pending", "pending")
        await say(store, relay, Outgoing(21, "批了"))
        await ended(store, "claimed", "pending", "pending", "sent")
        assert told == [11, 21]
        go.set()
        await ended(store, "sent", "sent", "sent", "sent")
    assert told == [11, 21, 12, 13]


async def test_without_other_orders_a_second_attempt_comes_after_a_second(store: Store) -> None:
    async def refusing(_method: str, _payload: JsonObject) -> object:
        raise NetworkError("Bad Gateway")

    relay = Relay(store, SystemClock(), refusing, Pacer(UNPACED), "local", alone=True)  # type: ignore[arg-type]
    await relay.start()
    await say(store, relay, Outgoing(7, "批了"))
    async with asyncio.timeout(60):
        while (row := (await ended(store, "pending"))[0])["error"] is None:  # noqa: ASYNC110 - the row tells no event
            await asyncio.sleep(0.01)
    await relay.stop(1)
    assert row["error"] == "NetworkError: Bad Gateway"
    assert row["not_before"] is not None
    assert row["attempts"] >= 1


async def test_a_greeting_that_the_stop_cuts_off_is_in_doubt_and_not_sent_again(store: Store) -> None:
    begun, told = asyncio.Event(), []

    async def never() -> None:
        begun.set()
        await asyncio.Event().wait()

    async with relaying(store, lambda _method, _payload: never()) as relay:
        await say(store, relay, Outgoing(7, "生日快乐", delivery=Delivery.ONCE))
        await begun.wait()
    await ended(store, "claimed")
    async with relaying(store, lambda _method, payload: told.append(payload["chat_id"])):
        await ended(store, "unknown")
    assert told == []


async def test_a_greeting_that_was_still_at_the_gate_goes_out_after_the_next_start(store: Store) -> None:
    async with relaying(store, lambda _method, _payload: {"message_id": 4}) as relay:
        relay._pacer.close(7, 4)  # short enough to be waited for
        await say(store, relay, Outgoing(7, "生日快乐", delivery=Delivery.ONCE))
        await ended(store, "claimed")
    (row,) = await ended(store, "pending")
    assert row["attempts"] == 0, "it was surely not sent"
    async with relaying(store, lambda _method, _payload: {"message_id": 5}):
        (row,) = await ended(store, "sent")
    assert (row["attempts"], row["message_id"]) == (1, 5)
