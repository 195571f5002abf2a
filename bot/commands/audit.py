"""`wennuan audit verify`: whether the history is whole."""

import asyncio

import typer

from bot.commands import _texts as said

audit = typer.Typer(help="核查办理历史有没有被改动", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(audit, name="audit")


@audit.callback()
def _audit() -> None:
    """Makes `verify` a sub-command."""


@audit.command("verify", help="从头到尾核对哈希链，指出第一条有问题的记录；有问题时退出码为 1")
def verify() -> None:
    if not asyncio.run(_verify()):
        raise typer.Exit(1)


async def _verify() -> bool:
    from bot.console import open_deps
    from bot.ops import audit as service

    async with open_deps() as deps:
        verdict = await service.verify(deps)
    if verdict.broken:
        typer.secho(said.broken(verdict.rows + 1, verdict.broken.text), fg="red", err=True)
        return False
    typer.echo(said.whole(verdict.rows))
    return True
