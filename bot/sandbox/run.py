"""The whole product on one machine without Telegram: the stand-in, the page, and the bot itself over real HTTP."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from pydantic import SecretStr
from starlette.types import ASGIApp

from bot.activities.queries import activities
from bot.activities.queries.activities import Origin
from bot.activities.rules import DAY_END, Plan
from bot.app import App, build
from bot.conversation.welcoming import greeting
from bot.core.clock import SHANGHAI
from bot.core.config import Settings, read_settings
from bot.core.errors import ConfigError
from bot.core.installation import Purpose
from bot.core.queries import members
from bot.core.work.unit import Deps, unit
from bot.members.roster.applying import apply_rows
from bot.members.rules.roster_plan import What
from bot.ops.opening import Making, fit, look, open_store
from bot.sandbox import texts
from bot.sandbox.api import bot_api_routes
from bot.sandbox.control import control_routes
from bot.sandbox.people import GROUP_CHATS, MEMBER_GROUPS, SAMPLE_ROSTER
from bot.sandbox.server import Stop, serve
from bot.sandbox.world import SANDBOX_TOKEN, World
from bot.traffic.pacing import UNPACED

ORGANISER = "C0001"
SATURDAY = 5
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


async def sample_activity(deps: Deps) -> None:
    """A walk on a Saturday to come, of the committee's own; only where there are no activities yet."""
    async with unit(deps) as u:
        officer = await members.by_staff_no(u.tx, ORGANISER, u.today)
        if officer is None or await activities.any_there(u.tx):
            return
        await activities.add(u.tx, officer.branch_id, _walk(u.today), Origin(), officer.id, u.now)


async def welcome_sample(deps: Deps, accounts: Iterable[int]) -> None:
    """What binding says to everybody: the sample people came with their accounts and never opened a link.

    With it comes the menu, to which the guide and the texts point.
    """
    async with unit(deps) as u:
        for account in accounts:
            await u.say(await greeting(u, account))


def _walk(today: date) -> Plan:
    day = today + timedelta(days=10 + (SATURDAY - today.weekday() - 10) % 7)
    return Plan(
        title="机关健步走",
        day=day,
        start="08:30",
        place="江滨公园东门",
        audience="全体会员",
        places=3,
        deadline=datetime.combine(day - timedelta(days=3), DAY_END, SHANGHAI),
        note="穿运动鞋，带水。",
    )


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
        self.world.feb29 = self._settings.feb29
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
