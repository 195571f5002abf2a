"""A sandbox on a free port, a bot's side of it and the people's side."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.client import SandboxClient
from bot.sandbox.jsons import Json
from bot.sandbox.server import serve
from bot.sandbox.world import SANDBOX_TOKEN, World

MEMBER, CHAIR, STRANGER = 1105, 1101, 1901
GROUP = -1001000000001
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x05\x00\x00\x00\x02\xd0\x08\x02\x00\x00\x00"
    b"\x00\x00\x00\x00\x00\x00\x00\x00IEND\xaeB`\x82"
)  # 1280 × 720 by its header


class BotSide:
    """What a bot does: calls methods as JSON and gets the whole answer."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.session = session

    def address(self, method: str) -> str:
        return f"{self.url}/bot{SANDBOX_TOKEN}/{method}"

    async def __call__(self, method: str, **params: object) -> Json:
        async with self.session.post(self.address(method), json=params) as response:
            answer: Json = await response.json()
            assert answer.get("error_code", 200) == response.status
            return answer

    async def result(self, method: str, **params: object) -> Any:  # noqa: ANN401 - whatever the method returns
        answer = await self(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def error(self, method: str, **params: object) -> tuple[int, str]:
        answer = await self(method, **params)
        assert not answer["ok"], answer
        return answer["error_code"], answer["description"]

    async def updates(self, **params: object) -> list[Json]:
        found: list[Json] = await self.result("getUpdates", **params)
        return found


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def url(world: World) -> AsyncIterator[str]:
    address, stop = await serve(world)
    yield address
    await stop()


@pytest.fixture
async def bot(url: str) -> AsyncIterator[BotSide]:
    async with aiohttp.ClientSession() as session:
        yield BotSide(url, session)


@pytest.fixture
async def people(url: str) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(url) as client:
        yield client
