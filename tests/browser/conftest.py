"""One browser and two sandboxes a session: the product as `wennuan sandbox` starts it, and a world without a bot.

The second lets a test say what the bot says, word by word, and runs in this process.
"""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.sandbox.jsons import Json
from bot.sandbox.page import page_app
from bot.sandbox.server import serve
from bot.sandbox.world import SANDBOX_TOKEN, World
from tests.browser.window import DESKTOP, Device, Window

ROOT = Path(__file__).parents[2]
START = 120.0  # seconds for the whole product to start, on a busy machine

Opener = Callable[..., Window]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def device() -> AsyncIterator[Device]:
    async with Device.started() as device:
        yield device


@dataclass
class Product:
    """The running command; ``output`` is all that it has printed so far."""

    url: str
    folder: Path
    output: list[str]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """`wennuan sandbox` in a folder of its own."""
    folder = tmp_path_factory.mktemp("product")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", "--port", "0", "--data", str(folder / "data"),
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output: list[str] = []
    try:
        async with asyncio.timeout(START):
            url = await _address(process, output)
        yield Product(url, folder, output)
    finally:
        process.terminate()
        await process.communicate()


async def _address(process: asyncio.subprocess.Process, output: list[str]) -> str:
    """What the command prints when it is ready; raises ``AssertionError`` with the output when it ends before."""
    assert process.stdout
    async for line in process.stdout:
        output.append(line.decode())
        if found := re.search(r"http://127\.0\.0\.1:\d+", output[-1]):
            return found.group()
    raise AssertionError("".join(output))


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


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    world = World()
    url, stop = await serve(world, app=page_app(world))
    async with aiohttp.ClientSession() as session:
        yield Stage(world, url, session)
    await stop()


@pytest.fixture
def window(device: Device, stage: Stage) -> Opener:
    """A window on the world without a bot."""

    def opener(size: tuple[int, int] = DESKTOP) -> Window:
        return Window(device, stage.url, size)

    return opener
