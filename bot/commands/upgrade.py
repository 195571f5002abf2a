"""`wennuan upgrade`: the database brought up to this version, with a backup first. `wennuan run` does it by itself."""

import asyncio

import typer

from bot.commands import _texts as said
from bot.core.config import Settings, read_settings


def register(app: typer.Typer) -> None:
    app.command("upgrade", help="先备份，再把数据库升级到这个版本（启动时会自动做）")(upgrade)


def upgrade() -> None:
    """Raises ConfigError when the bot is running, or the database cannot be used."""
    asyncio.run(_upgrade(read_settings()))


async def _upgrade(settings: Settings) -> None:
    from bot.core.logs import for_a_command
    from bot.ops.backup import backup_folder
    from bot.ops.opening import alone, open_store, prepare

    for_a_command()
    store = open_store(settings)
    lock = alone(store)
    try:
        await prepare(store, backup_folder(settings.data_dir), new=False)
    finally:
        lock.release()
        await store.close()
    typer.echo(said.UP_TO_DATE)
