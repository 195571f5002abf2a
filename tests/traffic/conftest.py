"""The whole app against the small stand-in, with routes that a test can watch."""

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import structlog
from pydantic import SecretStr

from bot.app import App, Routes, build
from bot.core.clock import SystemClock
from bot.core.config import Settings
from bot.core.logs import configure
from bot.traffic.pacing import UNPACED, Pace
from tests import support
from tests.traffic.routes import echo_routes
from tests.traffic.standin import TOKEN, StandIn, standing_in


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with standing_in() as running:
        yield running


@pytest.fixture
def log_lines() -> Iterator[StringIO]:
    """Everything that is logged, as the operator gets it."""
    root = logging.getLogger()
    handlers, level, stream = root.handlers[:], root.level, StringIO()
    configure("DEBUG", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@asynccontextmanager
async def running(
    standin: StandIn,
    folder: Path,
    *,
    pace: Pace = UNPACED,
    webhook: bool = False,
    routes: Routes | None = echo_routes,
    base: str | None = None,
    **settings: Any,  # noqa: ANN401
) -> AsyncIterator[App]:
    """The app, started against the stand-in; stopped gracefully at the end. Without `routes` it has its own.

    `base` is where it takes Telegram to be, when a proxy stands between.
    """
    chosen = Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        telegram_api_base=base or standin.url,
        data_dir=folder,
        **settings,
    )
    await support.installed(folder)
    app = await build(chosen, SystemClock(), routes=routes, pace=pace, webhook=webhook)
    try:
        await app.start()
        yield app
    finally:
        await app.stop()
