"""`wennuan privacy record`: the record of processing that the law asks of the union."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import _texts as said

privacy = typer.Typer(help="个人信息：处理活动记录", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(privacy, name="privacy")


@privacy.callback()
def _privacy() -> None:
    """Makes `record` a sub-command."""


@privacy.command("record")
def record(
    folder: Annotated[Path | None, typer.Option(help="写到哪个文件夹；不写就是数据文件夹里的 records")] = None,
) -> None:
    """生成个人信息处理活动记录（Markdown 和 Excel），内容取自现在的数据表和设置。"""
    from bot.privacy.texts.record import FILL_IN

    for path in asyncio.run(_record(folder)):
        typer.echo(said.written(path))
    typer.echo(said.fill_in(FILL_IN))


async def _record(folder: Path | None) -> list[Path]:
    from bot.console import open_deps
    from bot.core import private_files
    from bot.core.clock import local_date
    from bot.privacy.record import markdown, read, workbook
    from bot.privacy.texts.record import TITLE

    async with open_deps() as deps:
        found = await read(deps)
        target = folder or deps.settings.data_dir / "records"
    private_files.folder(target)
    stem = f"{TITLE}-{local_date(found.made_at)}"
    written = {target / f"{stem}.md": markdown(found).encode(), target / f"{stem}.xlsx": workbook(found)}
    for path, content in written.items():
        private_files.write(path, content)
    return list(written)
