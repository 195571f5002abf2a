"""`wennuan run`: the bot itself, on Telegram (or whatever `TELEGRAM_API_BASE` names)."""

import asyncio
import signal
import subprocess
import sys
from typing import Annotated

import typer

from bot.config import Settings

SETTLED_SECONDS = 30.0


def register(app: typer.Typer) -> None:
    app.command("run", help="启动机器人（需要 BOT_TOKEN）")(run)


def run(
    webhook: Annotated[bool, typer.Option("--webhook", help="由 Telegram 推送，不用轮询（需要公网地址）")] = False,
) -> None:
    """Runs until SIGTERM or SIGINT. Raises ConfigError when it cannot start."""
    import uvloop

    from bot import thrift

    thrift.load()
    from bot.logs import configure

    settings = Settings()
    configure(settings.log_level)
    uvloop.run(_serve(settings, webhook=webhook))


async def _serve(settings: Settings, *, webhook: bool) -> None:
    from bot.app import build
    from bot.domain.clock import SystemClock
    from bot.opening import up_to_date
    from bot.thrift import give_back, settle

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    if not await up_to_date(settings):
        await _upgrade()
    app = await build(settings, SystemClock(), webhook=webhook)
    settle()
    loop.call_later(SETTLED_SECONDS, give_back)
    await app.run(stop)


async def _upgrade() -> None:
    """In a process of its own: what migrations need is not kept in memory for as long as the bot runs."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "upgrade", stdout=subprocess.DEVNULL)
    if await process.wait():
        raise typer.Exit(1)  # it has said why
