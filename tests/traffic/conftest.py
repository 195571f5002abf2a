"""The whole app against the small stand-in, with routes that a test can watch."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app import App, build
from bot.config import Settings
from bot.delivery.pacing import UNPACED, Pace
from bot.domain.clock import SystemClock
from tests.traffic.routes import echo_routes
from tests.traffic.standin import TOKEN, StandIn, standing_in


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with standing_in() as running:
        yield running


@asynccontextmanager
async def running(
    standin: StandIn, folder: Path, *, pace: Pace = UNPACED, webhook: bool = False, **settings: Any
) -> AsyncIterator[App]:
    """The app, started against the stand-in; stopped gracefully at the end."""
    chosen = Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        telegram_api_base=standin.url,
        data_dir=folder,
        **settings,
    )
    app = await build(chosen, SystemClock(), routes=echo_routes, pace=pace, webhook=webhook)
    await app.start()
    try:
        yield app
    finally:
        await app.stop()
