"""`wennuan keys`: the keys under which facts, evidence and notes are sealed; they live outside the database."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import typer

from bot.commands import _texts as said
from bot.core.errors import ConfigError
from bot.core.texts import installation as texts

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.config import Settings

keys = typer.Typer(help="加密密钥：新建、轮换", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(keys, name="keys")


@keys.command("new")
def new() -> None:
    """新建一把密钥放在最前面（旧的留着，才打得开旧内容）。之后重启机器人，再运行 wennuan keys rotate。"""
    from bot.core.config import read_settings
    from bot.store.vault import new_key, read_keys, write_keys

    settings = read_settings()
    fresh = new_key()
    configured = settings.data_keys.get_secret_value() if settings.data_keys else None
    if configured is not None:
        typer.echo(said.KEY_FOR_SETTINGS, err=True)
        typer.echo(fresh)
        return
    if not (keys := read_keys(None, settings.data_dir)):
        raise ConfigError(texts.no_keys_yet(_file(settings)))
    write_keys(_file(settings), [fresh, *keys])
    typer.echo(said.key_added(_file(settings)))


@keys.command("rotate")
def rotate(
    drop_old: bool = typer.Option(False, "--drop-old", help="换好以后删掉旧密钥（旧备份仍要靠旧密钥打开，请先另存）"),
) -> None:
    """把所有加密内容换成用第一把密钥加密。机器人可以照常运行。"""
    from bot.core.config import read_settings
    from bot.store.vault import read_keys, write_keys

    settings = read_settings()
    if drop_old and settings.data_keys is not None:
        raise ConfigError(said.DROP_YOURSELF)
    count = asyncio.run(_rotate(settings))
    typer.echo(said.resealed(count))
    if drop_old:
        write_keys(_file(settings), read_keys(None, settings.data_dir)[:1])
        typer.echo(said.OLD_KEYS_GONE)


async def _rotate(settings: Settings) -> int:
    from bot.console import open_deps, progress
    from bot.privacy.queries.resealing import ROTATED, reseal
    from bot.store import ticks

    total = 0
    async with open_deps(settings) as deps:
        with progress() as bar:
            task = bar.add_task(said.RESEALING, total=None)
            async for done in reseal(deps.store):
                total += done
                bar.update(task, advance=done)
        async with deps.store.begin() as tx:
            await ticks.note(tx, ROTATED, str(total), deps.clock.now())
    return total


def _file(settings: Settings) -> Path:
    from bot.store.vault import KEY_FILE

    return settings.data_dir / KEY_FILE
