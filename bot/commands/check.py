"""`wennuan check`: everything the bot needs, looked at; status 1 when something wants doing."""

import asyncio

import typer

from bot.config import Settings


def register(app: typer.Typer) -> None:
    app.command("check", help="体检：令牌、群权限、时钟、磁盘、数据库、定时任务、备份")(check)


def check() -> None:
    if not asyncio.run(_check(Settings())):
        raise typer.Exit(1)


async def _check(settings: Settings) -> bool:
    from bot import checking
    from bot.domain.clock import SystemClock
    from bot.opening import open_store

    store = open_store(settings)
    fine = True
    try:
        async for finding in checking.check(settings, store, SystemClock().now()):
            typer.echo(
                f"{'✓' if finding.ok else '✗'} {finding.what}" + (f"：{finding.advice}" if finding.advice else "")
            )
            fine &= finding.ok
    finally:
        await store.close()
    typer.echo("一切正常。" if fine else "请照上面 ✗ 的提示处理，再运行一次 wennuan check。")
    return fine
