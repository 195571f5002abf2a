"""The whole product on one machine without Telegram: the stand-in, the page, and the bot itself over real HTTP."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from pydantic import SecretStr
from starlette.types import ASGIApp

from bot.app import App, build
from bot.core.config import Settings, read_settings
from bot.core.errors import ConfigError
from bot.core.installation import Purpose
from bot.members.roster.applying import apply_rows
from bot.members.rules.roster_plan import What
from bot.ops.opening import Making, fit, look, open_store
from bot.sandbox import texts
from bot.sandbox.api import bot_api_routes
from bot.sandbox.control import control_routes
from bot.sandbox.people import GROUP_CHATS, MEMBER_GROUPS, SAMPLE_ROSTER
from bot.sandbox.samples import sample_activity, welcome_sample
from bot.sandbox.server import Stop, serve
from bot.sandbox.world import SANDBOX_TOKEN, World
from bot.traffic.pacing import UNPACED

PORT = 8642
#: What `.env` says of the union's own installation is not for the sandbox: its database, its keys, its operator.
_AWAY_FROM_PRODUCTION: Mapping[str, Any] = {
    "bot_token": SecretStr(SANDBOX_TOKEN),
    "database_url": None,
    "data_keys": None,
    "webhook_url": None,
    "webhook_secret": None,
    "operator_chat_id": None,
    "metrics_port": None,
    "telegram_proxy": None,
    "https_proxy": None,
    "http_proxy": None,
    "all_proxy": None,
    "backup_daily": False,
}


class Sandbox:
    """A world, its address, and the bot that lives in it. Its clock is the world's."""

    def __init__(self, world: World, url: str, stop: Stop, settings: Settings) -> None:
        self.world = world
        self.url = url
        self._stop = stop
        self._settings = settings
        self.bot: App | None = None

    @classmethod
    async def open(
        cls, data: Path, *, host: str = "127.0.0.1", port: int = PORT, page: bool = False, limits: bool = False
    ) -> Self:
        """Serves the world kept in `data` and starts the bot.

        Raises OSError when the port is taken, ConfigError when the folder is a union's: then nothing is touched.
        """
        await _keep_off(data)
        world = World(data / "sandbox", limits=limits)
        url, stop = await serve(world, host, port, app=_with_page(world) if page else None)
        sandbox = cls(world, url, stop, _settings(data, telegram_api_base=url))
        try:
            new = await sandbox.start_bot()
            if page and sandbox.bot:
                await sample_activity(sandbox.bot.deps)
                await welcome_sample(sandbox.bot.deps, new)
        except BaseException:
            await sandbox.close()
            raise
        world.on_clock = sandbox._due
        return sandbox

    async def start_bot(self) -> list[int]:
        """Returns the accounts of the sample people whom this start has entered."""
        pace = None if self.world.limits.on else UNPACED
        self.bot = await build(self._settings, self.world.clock, pace=pace, purpose=Purpose.SANDBOX)
        plan = await apply_rows(self.bot.deps, SAMPLE_ROSTER, GROUP_CHATS, MEMBER_GROUPS)
        await self.bot.start()
        return [one.row.telegram_id for one in plan.of(What.ADDED) if one.row.telegram_id]

    async def restart_bot(self) -> None:
        """The bot goes away and comes back; the world and the data folder stay."""
        if self.bot:
            await self.bot.stop()
        await self.start_bot()

    async def close(self) -> None:
        if self.bot:
            await self.bot.stop()
        await self._stop()

    async def _due(self, _now: datetime) -> None:
        if self.bot:
            await self.bot.run_due()


def _settings(data: Path, **values: Any) -> Settings:  # noqa: ANN401 - of any setting
    return read_settings(**_AWAY_FROM_PRODUCTION, **values, data_dir=data)


async def _keep_off(data: Path) -> None:
    """Raises ConfigError when the folder, or the database in it, serves a union."""
    production = read_settings()
    used = production.bot_token is not None or production.database_url is not None
    if used and data.resolve() == production.data_dir.resolve():
        raise ConfigError(texts.folder_of_production(data))
    store = open_store(_settings(data), purpose=Purpose.SANDBOX, making=Making.ALL)
    try:
        fit(await look(store), store)
    finally:
        await store.close()


def _with_page(world: World) -> ASGIApp:
    from fastapi import FastAPI  # NiceGUI needs it; headless runs do without both

    from bot.sandbox.page import attach

    app = FastAPI(routes=[*bot_api_routes(world), *control_routes(world)], openapi_url=None)
    attach(app, world)
    return app
