"""`wennuan backup`, `restore` and `move`: copies of everything, proved by reading them back."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.console import opened, still
from bot.core.config import is_database, read_settings
from bot.core.errors import BadInput
from bot.core.texts.settings import ALLOWED

OLD_FORM = "这份备份是旧版本做的，没有记下行的次序；各表的行数和内容都核对过，对得上。"


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
    typer.echo(
        f"备份好了，并已恢复检验：{made.path}（{made.rows} 行，{made.size / 1024:.0f} KB）。\n"
        "没有密钥打不开它：请把数据文件夹里的 keys 文件（或 DATA_KEYS）另外妥善保存一份。"
    )


async def _restore(file: Path | None, *, replace: bool) -> None:
    from bot.ops import backup as service

    settings = read_settings()
    chosen = file or service.newest(service.backup_folder(settings.data_dir))
    if chosen is None:
        raise BadInput("还没有备份。请写出备份文件的位置：wennuan restore 文件")
    async with still(settings, new=True) as store:
        contents = await service.restore(store, chosen, replace=replace)
    checked = "每一行和行的次序都核对过。" if contents.chained else OLD_FORM
    typer.echo(f"恢复好了：{chosen}，{contents.rows} 行。{checked}")


async def _move(to: str) -> None:
    from bot.ops import backup as service

    settings = read_settings()
    if not is_database(to):
        raise BadInput(f"--to 的地址不对。应当是：{ALLOWED['database_url']}。")
    async with still(settings) as source, opened(settings, to) as target:
        sums = await service.move(source, target)
    for name, total in sums.items():
        typer.echo(f"{name:16} {total.count:>8} 行  一致")
    typer.echo("搬好了，逐行核对一致。请把 .env 里的 DATABASE_URL 改成新的地址，再启动。")
