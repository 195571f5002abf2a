"""Updates posted to a webhook: secret, retries, concurrency, an answer that is itself a call."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from bot.sandbox.client import SandboxClient
from bot.sandbox.jsons import Json
from bot.sandbox.server import SECRET_HEADER
from tests.sandbox.conftest import MEMBER, BotSide

Respond = Callable[[Json], Awaitable[web.Response]]


@dataclass
class Hook:
    """A webhook that notes what it gets and answers as told."""

    url: str = ""
    secrets: list[str | None] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0
    respond: Respond | None = None

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.secrets.append(request.headers.get(SECRET_HEADER))
        self.texts.append(update["message"]["text"])
        self.busy += 1
        self.busiest = max(self.busy, self.busiest)
        try:
            return await self.respond(update) if self.respond else web.Response()
        finally:
            self.busy -= 1


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(1000):
        if await condition():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


async def drained(bot: BotSide) -> None:
    async def empty() -> bool:
        return not (await bot.result("getWebhookInfo"))["pending_update_count"]

    await until(empty)


async def test_updates_are_posted_with_the_secret(bot: BotSide, people: SandboxClient, hook: Hook) -> None:
    await people.say(MEMBER, "早先说的")
    await bot.result("setWebhook", url=hook.url, secret_token="s3cret")
    await people.say(MEMBER, "后来说的")
    await drained(bot)
    assert sorted(hook.texts) == ["后来说的", "早先说的"]
    assert set(hook.secrets) == {"s3cret"}


async def test_a_refused_update_comes_again(bot: BotSide, people: SandboxClient, hook: Hook) -> None:
    answers = iter([500, 403, 200])

    async def refuse_twice(_: Json) -> web.Response:
        return web.Response(status=next(answers))

    hook.respond = refuse_twice
    await bot.result("setWebhook", url=hook.url)
    await people.say(MEMBER, "您好")
    await drained(bot)
    assert hook.texts == ["您好"] * 3
    assert "403" in (await bot.result("getWebhookInfo"))["last_error_message"]


async def test_nobody_listens(bot: BotSide, people: SandboxClient, hook: Hook) -> None:
    await bot.result("setWebhook", url="http://127.0.0.1:1/hook")
    await people.say(MEMBER, "您好")

    async def failed() -> bool:
        return "last_error_message" in await bot.result("getWebhookInfo")

    await until(failed)
    assert (await bot.error("setWebhook", url=hook.url, max_connections=0))[0] == 400
    await bot.result("setWebhook", url=hook.url)
    await drained(bot)
    assert hook.texts == ["您好"]


async def test_no_more_connections_than_allowed(bot: BotSide, people: SandboxClient, hook: Hook) -> None:
    gate = asyncio.Event()

    async def wait_at_gate(_: Json) -> web.Response:
        await gate.wait()
        return web.Response()

    hook.respond = wait_at_gate
    await bot.result("setWebhook", url=hook.url, max_connections=2)
    for text in "一二三四":
        await people.say(MEMBER, text)

    async def two_wait() -> bool:
        return hook.busy == 2

    await until(two_wait)
    gate.set()
    await drained(bot)
    assert hook.busiest == 2
    assert sorted(hook.texts) == sorted("一二三四")


async def test_the_answer_may_be_a_call(bot: BotSide, people: SandboxClient, hook: Hook) -> None:
    async def reply(_: Json) -> web.Response:
        return web.json_response({"method": "sendMessage", "chat_id": MEMBER, "text": "收到"})

    hook.respond = reply
    await bot.result("setWebhook", url=hook.url)
    await people.say(MEMBER, "您好")
    assert await people.wait_for(MEMBER, lambda message: message["text"] == "收到")


async def test_polling_and_webhook_exclude_each_other(bot: BotSide, people: SandboxClient, hook: Hook) -> None:
    await bot.result("setWebhook", url=hook.url)
    assert (await bot.error("getUpdates"))[0] == 409
    await bot.result("deleteWebhook")
    await people.say(MEMBER, "您好")
    assert len(await bot.updates()) == 1
    assert hook.texts == []


async def test_pending_updates_can_be_dropped(bot: BotSide, people: SandboxClient) -> None:
    await people.say(MEMBER, "您好")
    await bot.result("deleteWebhook", drop_pending_updates=True)
    assert await bot.updates() == []


@pytest.mark.parametrize("hook_url", ["http://example.org/hook", "https://", "http://[", "hook"])
async def test_only_https_or_this_machine(bot: BotSide, hook_url: str) -> None:
    code, description = await bot.error("setWebhook", url=hook_url)
    assert (code, description) == (400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
