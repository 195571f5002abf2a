"""One browser and two sandboxes a session: the product as `wennuan sandbox` starts it, and a world without a bot.

The second lets a test say what the bot says, word by word, and runs in this process.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import aiohttp
import pytest
import pytest_asyncio

from bot.sandbox.jsons import Json
from bot.sandbox.model import Person
from bot.sandbox.page import page_app
from bot.sandbox.people import BRANCH_A
from bot.sandbox.server import serve
from bot.sandbox.world import SANDBOX_TOKEN, World
from tests.browser.product import Product, running
from tests.browser.window import DESKTOP, Device, Window

Opener = Callable[..., Window]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def device() -> AsyncIterator[Device]:
    async with Device.started() as device:
        yield device


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    async with running(tmp_path_factory.mktemp("product")) as started:
        yield started


@dataclass
class Stage:
    """A world with the page and without a bot."""

    world: World
    url: str
    session: aiohttp.ClientSession

    async def bot(self, method: str, **params: object) -> Json:
        """What a bot would send; returns the result."""
        async with self.session.post(f"{self.url}/bot{SANDBOX_TOKEN}/{method}", json=params) as response:
            answer: Json = await response.json()
        assert answer["ok"], answer
        result = answer["result"]
        return result if isinstance(result, dict) else {"result": result}

    def newcomer(self, name: str = "新人") -> Person:
        """A person of one test alone, with a private chat that nobody else touches."""
        person = Person(700_000 + self.world.number("tester"), name, "member", BRANCH_A, started=True)
        return self.world.add_person(person)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    world = World()
    url, stop = await serve(world, app=page_app(world))
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session:
        yield Stage(world, url, session)
    await stop()


@pytest.fixture
def window(device: Device, stage: Stage) -> Opener:
    """A window on the world without a bot."""

    def opener(size: tuple[int, int] = DESKTOP) -> Window:
        return Window(device, stage.url, size)

    return opener
