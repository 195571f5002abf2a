"""Every fault that can be ordered happens as ordered, and then no more."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox.client import SandboxClient
from bot.sandbox.faults import KINDS, REFUSALS
from tests.sandbox.conftest import GROUP, MEMBER, BotSide

SENDING: dict[str, Any] = {"chat_id": MEMBER, "text": "您好"}


@pytest.mark.parametrize("kind", sorted(REFUSALS))
async def test_refusals(bot: BotSide, people: SandboxClient, kind: str) -> None:
    await people.fault(kind, method="sendMessage")
    refused = REFUSALS[kind]
    assert await bot.error("sendMessage", **SENDING) == (refused.code, refused.description)
    assert await bot.result("sendMessage", **SENDING)
    assert await people.violations() == []


async def test_429_says_when(bot: BotSide, people: SandboxClient) -> None:
    await people.call("POST", "faults", body={"kind": 429, "chat": MEMBER, "times": 2, "retry_after": 3})
    for _ in range(2):
        refused = await bot("sendMessage", **SENDING)
        assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 3})
    assert await bot.result("sendMessage", **SENDING)


async def test_faults_hit_only_what_they_name(bot: BotSide, people: SandboxClient) -> None:
    await people.fault("500", method="sendmessage", chat=GROUP)
    assert await bot.result("sendMessage", **SENDING)
    assert await bot.result("getChat", chat_id=GROUP)
    assert (await bot.error("sendMessage", chat_id=GROUP, text="好"))[0] == 500


async def test_until_cleared(bot: BotSide, people: SandboxClient) -> None:
    await people.fault("403", times=-1)
    assert [(await bot("getMe"))["ok"] for _ in range(3)] == [False] * 3
    assert len(await people.call("GET", "faults")) == 1
    await people.clear_faults()
    assert await bot.result("getMe")


@pytest.mark.parametrize(
    ("kind", "accepted"),
    [("reset", 0), ("timeout", 0), ("drop_after_accept", 1), ("timeout_after_accept", 1), ("half", 1)],
)
async def test_broken_connections(bot: BotSide, people: SandboxClient, kind: str, accepted: int) -> None:
    await people.fault(kind, method="sendMessage", delay=0.05)
    with pytest.raises((aiohttp.ClientError, asyncio.IncompleteReadError)):
        await bot("sendMessage", **SENDING)
    assert len(await people.messages(MEMBER)) == accepted


async def test_a_client_that_gives_up_first(bot: BotSide, people: SandboxClient) -> None:
    await people.fault("timeout", delay=30)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await bot("sendMessage", **SENDING)
    assert await people.messages(MEMBER) == []


async def test_garbage_and_slowness(bot: BotSide, people: SandboxClient) -> None:
    await people.fault("garbage")
    async with bot.session.post(bot.address("getMe")) as response:
        assert await response.read() == b"<html>Bad Gateway"
    await people.fault("slow", delay=0.1)
    started = asyncio.get_running_loop().time()
    await bot.result("getMe")
    assert asyncio.get_running_loop().time() - started >= 0.1


async def test_migration_on_the_error_path(bot: BotSide, people: SandboxClient) -> None:
    await people.fault("migrate", chat=GROUP)
    for _ in range(2):
        refused = await bot("sendMessage", chat_id=GROUP, text="好")
        assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert await bot.result("sendMessage", chat_id=refused["parameters"]["migrate_to_chat_id"], text="好")


async def test_a_private_chat_does_not_migrate(bot: BotSide, people: SandboxClient) -> None:
    await people.fault("migrate")
    assert await bot.result("sendMessage", **SENDING)


def test_every_kind_is_tested_here() -> None:
    tested = {*REFUSALS, "429", "reset", "timeout", "drop_after_accept", "timeout_after_accept", "half"}
    assert tested | {"garbage", "slow", "migrate"} == KINDS
