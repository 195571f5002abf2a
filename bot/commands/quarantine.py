"""`wennuan quarantine`: updates that could not be handled, set aside for the operator."""

import asyncio
from typing import Annotated

import typer

from bot.commands import _texts as said
from bot.console import opened
from bot.core.config import Settings, read_settings


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="处理不了而被搁置的更新：查看、重试", no_args_is_help=True)
    group.command("list", help="列出被搁置的更新（不含内容）")(list_quarantined)
    group.command("retry", help="把被搁置的更新放回去再处理一次")(retry_quarantined)
    app.add_typer(group, name="quarantine")


def list_quarantined() -> None:
    """One line an update: its number, when it came, how often it was tried, why it was set aside."""
    rows = asyncio.run(_quarantined(read_settings()))
    for row in rows:
        typer.echo("\t".join(row))
    typer.echo(said.listed(len(rows), said.NONE_ASIDE), err=True)


def retry_quarantined(
    update_ids: Annotated[list[int] | None, typer.Argument(help="更新号；不写就是全部")] = None,
) -> None:
    """The running bot picks them up within a second or so."""
    count = asyncio.run(_retry(read_settings(), update_ids))
    typer.echo(said.put_back(count))


async def _quarantined(settings: Settings) -> list[tuple[str, ...]]:
    from bot.core.clock import local
    from bot.store import inbox

    async with opened(settings) as store, store.read() as tx:
        rows = await inbox.quarantined(tx)
    return [
        (
            str(row["update_id"]),
            f"{local(row['received_at']):%Y-%m-%d %H:%M:%S}",
            str(row["attempts"]),
            row["error"] or "",
        )
        for row in rows
    ]


async def _retry(settings: Settings, update_ids: list[int] | None) -> int:
    from bot.store import inbox

    async with opened(settings) as store, store.begin() as tx:
        return await inbox.retry(tx, update_ids or None)
