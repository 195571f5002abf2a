"""`wennuan undelivered`: messages that Telegram would not take, or that may not have arrived."""

import asyncio

import typer

from bot.commands import _texts as said
from bot.console import opened
from bot.core.config import Settings, read_settings


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="发不出去、或不知道到了没有的消息", no_args_is_help=True)
    group.callback()(_undelivered)
    group.command("list", help="列出来（不含内容）")(list_undelivered)
    app.add_typer(group, name="undelivered")


def _undelivered() -> None:
    """Makes `list` a sub-command, also while it is the only one."""


def list_undelivered() -> None:
    """One line a message: its number, when it was given up, the chat, what it was, and why."""
    rows = asyncio.run(_rows(read_settings()))
    for row in rows:
        typer.echo("\t".join(row))
    typer.echo(said.listed(len(rows), said.NONE_UNDELIVERED), err=True)


async def _rows(settings: Settings) -> list[tuple[str, ...]]:
    from bot.core.clock import local
    from bot.desk.queries import refusals

    async with opened(settings) as store, store.read() as tx:
        found = await refusals.listed(tx)
    return [
        (
            str(row["id"]),
            f"{local(row['done_at']):%Y-%m-%d %H:%M:%S}" if row["done_at"] else "",
            str(row["lane"]),
            row["card"] or row["method"],
            said.STATES[row["state"]],
            row["error"] or "",
        )
        for row in found
    ]
