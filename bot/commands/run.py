"""`wennuan run`: the bot itself, on Telegram (or whatever `TELEGRAM_API_BASE` names)."""

import asyncio
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from bot.core.config import Settings, read_settings
from bot.ops import process as process_ops
from bot.traffic import texts

if TYPE_CHECKING:
    from bot.traffic.reaching import Terminal

SETTLED_SECONDS = 30.0
UPGRADE_SECONDS = 3.0  # for an upgrade that is told to stop


def register(app: typer.Typer) -> None:
    app.command("run", help="启动机器人（需要 BOT_TOKEN）")(run)


def run(
    webhook: Annotated[bool, typer.Option("--webhook", help="由 Telegram 推送，不用轮询（需要公网地址）")] = False,
) -> None:
    """Runs until SIGTERM or SIGINT. Raises ConfigError when it cannot start."""
    import uvloop

    settings = read_settings()
    process_ops.share_one_heap()
    from bot.core.logs import configure
    from bot.ops.process import until_stopped
    from bot.traffic.reaching import Terminal, watched

    terminal = Terminal(settings.telegram_api_base, watched())
    configure(_level(settings, terminal=watched() is not None))
    uvloop.run(until_stopped(_serve(settings, terminal, webhook=webhook), lambda: terminal.say(texts.STOPPING)))
    terminal.say(texts.STOPPED)


def _level(settings: Settings, *, terminal: bool) -> str:
    """On a terminal the log gives way to the sentences, but for errors; who wants all of it says DEBUG."""
    return "ERROR" if terminal and settings.log_level != "DEBUG" else settings.log_level


async def _serve(settings: Settings, terminal: "Terminal", *, webhook: bool) -> None:
    from bot.app import build
    from bot.core import version
    from bot.core.clock import SystemClock, local_date
    from bot.ops.opening import token_of, up_to_date
    from knowledge.warming import warm

    token_of(settings)
    terminal.say(texts.starting(version.current(), settings.data_dir))
    if not await up_to_date(settings):
        await _upgrade()
    app = await build(settings, SystemClock(), webhook=webhook, terminal=terminal)
    warm(app.deps.library, local_date(app.deps.clock.now()))
    process_ops.settle_memory()
    asyncio.get_running_loop().call_later(SETTLED_SECONDS, process_ops.give_back_memory)
    await app.run()


async def _upgrade() -> None:
    """In a process of its own: what migrations need is not kept in memory for as long as the bot runs."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "init", stdout=subprocess.DEVNULL)
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        await _end(process)
        raise
    if code:
        raise typer.Exit(1)  # it has said why


async def _end(process: asyncio.subprocess.Process) -> None:
    """It works in one transaction: what it has not finished has not happened."""
    with suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), UPGRADE_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
