"""`wennuan backup`, `restore` and `move`: copies of everything, proved by reading them back."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import _texts as said
from bot.console import opened, still
from bot.core.config import is_database, read_settings
from bot.core.errors import BadInput
from bot.core.texts.settings import ALLOWED


def register(app: typer.Typer) -> None:
    app.command("backup", help="在线备份：加密、恢复检验过才算数")(backup)
    app.command("restore", help="从备份恢复到空的数据库")(restore)
    app.command("move", help="把整个安装搬到另一个数据库（例如 PostgreSQL），逐行核对")(move)


def backup(
    folder: Annotated[Path | None, typer.Option(help="放在哪里；不写就是数据文件夹里的 backups")] = None,
) -> None:
    asyncio.run(_backup(folder))


def restore(
    file: Annotated[Path | None, typer.Argument(help="备份文件；不写就用最新的一份")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="数据库里已有资料也替换掉")] = False,
) -> None:
    asyncio.run(_restore(file, replace=replace))


def move(to: Annotated[str, typer.Option(help="目标数据库，例如 postgresql+asyncpg://user:pw@host/wennuan")]) -> None:
    asyncio.run(_move(to))


async def _backup(folder: Path | None) -> None:
    from bot.core.clock import SystemClock, local
    from bot.ops import backup as service

    settings, now = read_settings(), local(SystemClock().now())
    async with opened(settings) as store:
        made = await service.make(store, folder or service.backup_folder(settings.data_dir), now)
        await service.note(store, made, now)
    typer.echo(said.backed_up(made.path, made.rows, made.size))


async def _restore(file: Path | None, *, replace: bool) -> None:
    from bot.ops import backup as service

    settings = read_settings()
    chosen = file or service.newest(service.backup_folder(settings.data_dir))
    if chosen is None:
        raise BadInput(said.NO_BACKUP)
    async with still(settings, new=True) as store:
        contents = await service.restore(store, chosen, replace=replace)
    typer.echo(said.restored(chosen, contents.rows, chained=contents.chained))


async def _move(to: str) -> None:
    from bot.ops import backup as service

    settings = read_settings()
    if not is_database(to):
        raise BadInput(said.wrong_target(ALLOWED["database_url"]))
    async with still(settings) as source, opened(settings, to) as target:
        sums = await service.move(source, target)
    for name, total in sums.items():
        typer.echo(said.same_rows(name, total.count))
    typer.echo(said.MOVED)
