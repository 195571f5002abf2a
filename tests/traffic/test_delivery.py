"""Messages out: the relay over real HTTP, with the faults of a real Bot API."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import select, update

from bot.core.messages import Delivery, JsonObject, Outgoing, Priority
from bot.store import tables as t
from bot.traffic.pacing import Pace, Rate
from bot.traffic.relay import BULK_AHEAD
from tests.traffic.conftest import running
from tests.traffic.outgoing import AMBIGUOUS, relaying, row, say, state
from tests.traffic.routes import said
from tests.traffic.standin import StandIn, refusal


async def test_sent_messages_keep_order_in_a_chat_and_no_words(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        ids = await say(app, *(Outgoing(7, str(n)) for n in range(10)))
        await standin.until(lambda: len(standin.sent()) == 10)
        sent = await state(app, ids[-1], "sent")
    assert standin.texts(7) == [str(n) for n in range(10)]
    assert sent["payload"] is None
    assert sent["message_id"] > 1000


@pytest.mark.parametrize("fault", AMBIGUOUS)
async def test_a_doubtful_sure_message_is_resent_until_known(standin: StandIn, tmp_path: Path, fault: object) -> None:
    async with relaying(standin, tmp_path) as app:
        app._transport._read_timeout = 0.3
        standin.faults["sendMessage"].extend([fault, fault])  # type: ignore[list-item]
        (row_id,) = await say(app, Outgoing(7, "批准了", delivery=Delivery.SURE))
        found = await state(app, row_id, "sent")
    assert found["attempts"] == 3


@pytest.mark.parametrize("fault", AMBIGUOUS)
async def test_a_doubtful_once_message_is_never_resent(standin: StandIn, tmp_path: Path, fault: object) -> None:
    async with relaying(standin, tmp_path) as app:
        app._transport._read_timeout = 0.3
        standin.faults["sendMessage"].append(fault)  # type: ignore[arg-type]
        (row_id,) = await say(app, Outgoing(7, "生日快乐", delivery=Delivery.ONCE))
        found = await state(app, row_id, "unknown")
        await asyncio.sleep(0.3)
    assert standin.texts() == []
    assert found["payload"] is not None  # an officer may read and resend it


async def test_a_once_message_that_was_surely_not_sent_is_sent_later(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        base = app.relay._api._base
        app.relay._api._base = "http://127.0.0.1:9/botx"
        (row_id,) = await say(app, Outgoing(7, "生日快乐", delivery=Delivery.ONCE))
        async with asyncio.timeout(60):
            while (await row(app, row_id))["attempts"] < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        app.relay._api._base = base
        await state(app, row_id, "sent")
    assert standin.texts() == ["生日快乐"]


async def test_a_429_holds_its_own_chat_only(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        loop = asyncio.get_running_loop()
        arrivals: dict[int, float] = {}

        async def note(_request: web.Request, payload: JsonObject) -> None:
            arrivals[payload["chat_id"]] = loop.time()

        standin.faults["sendMessage"].extend([refusal(429, "Too Many Requests", retry_after=1), *[note] * 9])
        began = loop.time()
        (first,) = await say(app, Outgoing(7, "一", priority=Priority.INTERACTIVE))
        await say(app, *(Outgoing(chat, "二") for chat in range(8, 15)))
        found = await state(app, first, "sent")
    assert arrivals[7] - began >= 1.0
    assert all(arrivals[chat] - began < 0.9 for chat in range(8, 15))
    assert found["attempts"] == 1


@pytest.mark.parametrize(
    "fault",
    [
        refusal(403, "Forbidden: bot was blocked by the user"),
        refusal(400, "Bad Request: chat not found"),
        refusal(403, "Forbidden: user is deactivated"),
    ],
)
async def test_a_chat_that_takes_nothing_is_recorded_and_stops_nobody(
    standin: StandIn, tmp_path: Path, fault: object
) -> None:
    async with relaying(standin, tmp_path) as app:
        standin.faults["sendMessage"].append(fault)  # type: ignore[arg-type]
        dead, after = await say(app, Outgoing(7, "一"), Outgoing(7, "二"))
        found = await state(app, dead, "dead")
        await state(app, after, "sent")
    assert found["error"]
    assert found["payload"] is None


async def test_a_group_that_became_a_supergroup_is_followed(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        async with app.store.begin() as tx:
            await tx.run(update(t.branches).values(group_chat_id=-5))
        standin.faults["sendMessage"].append(refusal(400, "Bad Request: upgraded", migrate_to_chat_id=-1005))
        first, second = await say(app, Outgoing(-5, "卡片", card="report:1"), Outgoing(-5, "再来"))
        await state(app, second, "sent")
        async with app.store.read() as tx:
            assert await tx.value(select(t.branches.c.group_chat_id)) == -1005
            assert await tx.value(select(t.cards.c.chat_id)) == -1005
        assert (await row(app, first))["lane"] == -1005
    assert standin.texts(-1005) == ["卡片", "再来"]
    assert standin.texts(-5) == []


@pytest.mark.parametrize(
    ("where", "told"), [(-5, {"migrate_to_chat_id": -1005}), (-1005, {"migrate_from_chat_id": -5})]
)
async def test_a_service_message_about_the_move_is_followed_too(
    standin: StandIn, tmp_path: Path, where: int, told: dict[str, int]
) -> None:
    async with relaying(standin, tmp_path) as app:
        async with app.store.begin() as tx:
            await tx.run(update(t.branches).values(group_chat_id=-5))
        chat = {"id": where, "type": "group", "title": "春风"}
        standin.push({"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": chat} | told}, said(2, "在吗"))
        await standin.until(lambda: standin.texts() == ["答在吗"])
        async with asyncio.timeout(60):
            while True:
                async with app.store.read() as tx:
                    if await tx.value(select(t.branches.c.group_chat_id)) == -1005:
                        break
                await asyncio.sleep(0.02)


async def test_what_a_dead_process_left_in_mid_send_is_settled_by_class(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        await app.relay.stop(1)
        ids = await say(app, Outgoing(7, "生日快乐", delivery=Delivery.ONCE), Outgoing(8, "批准了"))
        async with app.store.begin() as tx:
            await tx.run(update(t.outbox).values(state="claimed", claimed_by="local"))
        app.relay._task = None
    async with relaying(standin, tmp_path) as app:
        assert (await row(app, ids[0]))["state"] == "unknown"
        await state(app, ids[1], "sent")
    assert standin.texts() == ["批准了"]


async def test_what_had_not_its_turn_yet_when_it_stops_is_not_in_doubt(standin: StandIn, tmp_path: Path) -> None:
    """A greeting under way at SIGTERM is sent, one that waited for its turn waits for the next start."""
    slow = Pace(overall=Rate(2, 60.0), chat=None, burst=None, group=None)
    async with running(standin, tmp_path, pace=slow) as app:
        greetings = (Outgoing(n, "贺", delivery=Delivery.ONCE, priority=Priority.BULK) for n in range(1, 21))
        await say(app, *greetings)
        await standin.until(lambda: len(standin.sent()) > 0)
        await app.relay.stop(0.5)
        async with app.store.read() as tx:
            rows = await tx.all(select(t.outbox.c.state, t.outbox.c.attempts).order_by(t.outbox.c.id))
    sent = len(standin.sent())
    assert [row["state"] for row in rows] == ["sent"] * sent + ["pending"] * (20 - sent)
    assert {row["attempts"] for row in rows[sent:]} == {0}


async def test_stopping_once_more_after_a_round_that_was_cut_short_ends_quietly(
    standin: StandIn, tmp_path: Path
) -> None:
    async with running(standin, tmp_path) as app:
        async with app.store.begin():  # a round that waits for the only writer
            await asyncio.sleep(0.1)
            app.relay.wake([1])
            await app.relay.stop(0.1)
        await app.relay.stop(0.1)


async def test_of_greetings_that_wait_for_their_turn_only_two_are_claimed(standin: StandIn, tmp_path: Path) -> None:
    """A death leaves in doubt whatever is claimed: those at the gate would be a second's worth of people."""
    one_a_minute = Pace(overall=None, chat=None, burst=None, group=None, bulk=Rate(1, 60.0))
    async with running(standin, tmp_path, pace=one_a_minute) as app:
        greetings = (Outgoing(n, "贺", delivery=Delivery.ONCE, priority=Priority.BULK) for n in range(1, 21))
        await say(app, *greetings)
        async with asyncio.timeout(60):
            while True:
                async with app.store.read() as tx:
                    rows = await tx.all(select(t.outbox.c.state).order_by(t.outbox.c.id))
                if Counter(row["state"] for row in rows) == {"sent": 1, "claimed": BULK_AHEAD, "pending": 17}:
                    break
                await asyncio.sleep(0.02)
        await say(app, Outgoing(30, "批准了"))
        await standin.until(lambda: standin.texts(30) == ["批准了"])
        await app.relay.stop(0.5)
    assert len(standin.sent()) == 2
