"""`wennuan sandbox`: try, train and test without Telegram."""

import asyncio
import errno
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import _texts as said
from bot.core.config import read_settings
from bot.core.errors import ConfigError
from bot.core.extras import need
from bot.sandbox import texts

PORT_TROUBLES = (errno.EADDRINUSE, errno.EACCES, errno.EPERM)


def register(app: typer.Typer) -> None:
    app.command("sandbox", help="不用 Telegram，在网页里试用全部功能")(sandbox)


def sandbox(
    port: Annotated[int, typer.Option(help="网页的端口", min=0, max=65535)] = 8642,
    data: Annotated[
        Path | None, typer.Option(help="数据放在哪里，下次接着用；不写就是设置里的 SANDBOX_DIR（sandbox-data）")
    ] = None,
    headless: Annotated[bool, typer.Option("--headless", help="不要网页，只要接口（测试用）")] = False,
    limits: Annotated[bool, typer.Option("--limits", help="照 Telegram 的规矩限速")] = False,
) -> None:
    """Runs the stand-in and the bot until Ctrl-C or SIGTERM. Raises ConfigError where the extra is not installed."""
    need("sandbox")
    import uvloop

    from bot.core.logs import configure
    from bot.ops.process import until_stopped

    folder = data or read_settings().sandbox_dir
    configure("WARNING")
    serving = _serve(port, folder, headless=headless, limits=limits)
    uvloop.run(until_stopped(serving, lambda: typer.echo(texts.STOPPING)))
    typer.echo(texts.STOPPED)


async def _serve(port: int, data: Path, *, headless: bool, limits: bool) -> None:
    from bot.sandbox.run import Sandbox

    try:
        running = await Sandbox.open(data, port=port, page=not headless, limits=limits)
    except OSError as error:
        if error.errno not in PORT_TROUBLES:
            raise
        raise ConfigError(texts.port_taken(port)) from error
    typer.echo(said.sandbox_ready(running.url, data))
    try:
        await asyncio.Event().wait()
    finally:
        await running.close()
