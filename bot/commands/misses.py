"""`wennuan misses`: the month's questions that were not answered well, grouped by likeness."""

import asyncio
from typing import Annotated

import typer

from bot.commands import _texts as said
from bot.console import opened
from bot.core.config import read_settings


def register(app: typer.Typer) -> None:
    app.command("misses", help="这个月没答好的问题，相近的归在一起（不记是谁问的）")(misses)


def misses(month: Annotated[str | None, typer.Argument(help="哪个月，如 2026-03；不写就是本月")] = None) -> None:
    asyncio.run(_misses(month))


async def _misses(month: str | None) -> None:
    from bot.core.clock import SystemClock
    from bot.questions.misses import of_month

    async with opened(read_settings()) as store:
        named, groups = await of_month(store, SystemClock(), month)
    typer.echo(said.misses(named, sum(len(group.questions) for group in groups), len(groups)))
    for group in groups:
        typer.echo(said.alike(len(group.questions), group.example))
        for question in group.questions:
            if question != group.example:
                typer.echo(f"　　　{question}")
