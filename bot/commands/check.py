"""`wennuan check`: everything the bot needs, looked at; status 1 when something wants doing."""

import asyncio

import typer

from bot.commands import _texts as said
from bot.core.config import Settings, read_settings


def register(app: typer.Typer) -> None:
    app.command("check", help="体检：令牌、群权限、时钟、磁盘、数据库、定时任务、备份")(check)


def check() -> None:
    if not asyncio.run(_check(read_settings())):
        raise typer.Exit(1)


async def _check(settings: Settings) -> bool:
    from bot.core import version
    from bot.core.clock import SystemClock
    from bot.core.texts import commandline as texts
    from bot.ops import checking

    typer.echo(texts.version(version.current()))
    fine = True
    async for finding in checking.check(settings, SystemClock().now()):
        typer.echo(said.finding(finding.what, finding.advice, fine=finding.ok))
        fine &= finding.ok
    typer.echo(said.FINE if fine else said.NOT_FINE)
    return fine
