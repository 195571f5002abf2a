"""getUpdates as Telegram serves it."""

import asyncio

import aiohttp

from bot.sandbox.client import SandboxClient
from bot.sandbox.server import serve
from bot.sandbox.world import World
from tests.sandbox.conftest import MEMBER, BotSide


async def test_updates_come_in_order_until_confirmed(bot: BotSide, people: SandboxClient) -> None:
    first, second = [await people.say(MEMBER, text) for text in ("一", "二")]
    ids = [first["update_id"], second["update_id"]]
    assert [one["update_id"] for one in await bot.updates()] == ids
    assert [one["update_id"] for one in await bot.updates(limit=1)] == ids[:1]
    assert [one["message"]["text"] for one in await bot.updates(offset=ids[1])] == ["二"]
    assert [one["update_id"] for one in await bot.updates(offset=ids[0])] == ids[1:], "the first is forgotten"
    assert await bot.updates(offset=ids[1] + 1) == []


async def test_negative_offset_keeps_the_last(bot: BotSide, people: SandboxClient) -> None:
    for text in "一二三":
        await people.say(MEMBER, text)
    assert [one["message"]["text"] for one in await bot.updates(offset=-2)] == ["二", "三"]
    assert len(await bot.updates()) == 2


async def test_long_poll_answers_the_moment_something_is_said(bot: BotSide, people: SandboxClient) -> None:
    poll = asyncio.create_task(bot.updates(timeout=30))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await people.say(MEMBER, "您好")
    async with asyncio.timeout(5):
        assert [one["message"]["text"] for one in await poll] == ["您好"]


async def test_long_poll_ends_empty(bot: BotSide) -> None:
    assert await bot.updates(timeout=1) == []


async def test_second_poller_turns_the_first_away(bot: BotSide, people: SandboxClient) -> None:
    first = asyncio.create_task(bot.error("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot.updates(timeout=30))
    code, description = await first
    assert code == 409
    assert "terminated by other getUpdates request" in description
    await people.say(MEMBER, "您好")
    assert len(await second) == 1


async def test_allowed_updates_are_remembered(bot: BotSide, people: SandboxClient) -> None:
    await bot.updates(allowed_updates=["callback_query"])
    await people.say(MEMBER, "听不到")
    assert await bot.updates() == []
    await bot.updates(allowed_updates=[])
    await people.say(MEMBER, "听到了")
    assert [one["message"]["text"] for one in await bot.updates()] == ["听到了"]


async def test_raw_updates_pass_untouched(bot: BotSide, people: SandboxClient) -> None:
    [known] = await people.raw({"update_id": 7, "message": {"nonsense": True}})
    [given] = await people.raw({"brand_new_kind": {}})
    assert [one["update_id"] for one in await bot.updates()] == [known, given] == [7, given]


async def test_garbage_spoils_the_answer(bot: BotSide, people: SandboxClient) -> None:
    await people.raw('{"update_id": 1, "message"')
    async with bot.session.post(bot.address("getUpdates")) as response:
        assert (await response.read()).endswith(b'[{"update_id": 1, "message"]}')


async def test_stopping_lets_the_poller_go(world: World) -> None:
    address, stop = await serve(world)
    async with aiohttp.ClientSession() as session:
        poll = asyncio.create_task(BotSide(address, session).updates(timeout=30))
        await asyncio.sleep(0.05)
        async with asyncio.timeout(5):
            await stop()
            assert await poll == []


async def test_update_ids_may_start_anew(bot: BotSide, people: SandboxClient) -> None:
    await people.post("update-ids", next=50)
    assert (await people.say(MEMBER, "您好"))["update_id"] == 50
