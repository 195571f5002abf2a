"""`wennuan init`: the data folder, the key and the database of a new installation. `wennuan run` calls it by itself."""

import asyncio

import typer

from bot.core.config import Settings, read_settings
from bot.core.texts import installation as texts


def register(app: typer.Typer) -> None:
    app.command("init", help="第一次使用：建好数据文件夹、密钥和数据库（启动时会自动做）")(init)


def init() -> None:
    """Where there is one already, it is brought up to date and otherwise left alone."""
    settings = read_settings()
    new = asyncio.run(_init(settings))
    typer.echo(texts.made(settings.data_dir) if new else texts.there_already(settings.data_dir))


async def _init(settings: Settings) -> bool:
    from bot.core.logs import for_a_command
    from bot.ops.backup import backup_folder
    from bot.ops.opening import Making, alone, look, open_store, prepare

    for_a_command()
    store = open_store(settings, making=Making.ALL)
    lock = alone(store)
    try:
        new = (await look(store)).revision is None
        await prepare(store, backup_folder(settings.data_dir))
    finally:
        lock.release()
        await store.close()
    return new
