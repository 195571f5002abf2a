"""`wennuan holidays`: a year's days off and days worked for them, entered without waiting for a release."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import _texts as said
from bot.console import agreed
from bot.core.errors import BadInput

if TYPE_CHECKING:
    from bot.core.work.unit import Deps

Year = Annotated[int, typer.Argument(help="年份", min=2000, max=2100)]
holidays = typer.Typer(help="放假调休：录国务院办公厅公布的安排", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(holidays, name="holidays")


@holidays.command("show", help="看某一年现在按什么算")
def show(year: Year) -> None:
    asyncio.run(_show(year))


@holidays.command("enter", help="录一年的安排：原样粘贴通知里的那几条，或写一个文本文件的位置；先核对，答应了才生效")
def enter(
    words: Annotated[str, typer.Argument(help="安排：“2027年 一、元旦：1月1日（周五）至3日（周日）放假…”，或文件")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="核对过了，不再询问")] = False,
) -> None:
    asyncio.run(_enter(words, yes=yes))


@holidays.command("undo", help="撤销录入的一年")
def undo(year: Year) -> None:
    asyncio.run(_undo(year))


async def _show(year: int) -> None:
    from bot.console import open_deps
    from bot.desk import holidays as arranging
    from bot.desk.texts import holidays as texts

    async with open_deps() as deps:
        typer.echo(texts.stands(year, await arranging.source(deps, year)))


async def _enter(words: str, *, yes: bool) -> None:
    from bot.console import open_deps
    from bot.core.clock import local_date
    from bot.core.work.unit import unit
    from bot.desk import holidays as arranging
    from bot.desk.rules.holidays import doubts
    from bot.desk.texts import holidays as texts

    async with open_deps() as deps:
        found = arranging.checked(_text(words), local_date(deps.clock.now()))
        typer.echo(texts.preview(found, doubts(found), ask=texts.AT_TERMINAL))
        if not yes and not agreed(said.ENTER_HOLIDAYS):
            typer.echo(texts.DROPPED)
            return
        async with unit(deps) as u:
            await arranging.write(u, found, None)
        typer.echo(texts.in_use(found, texts.OPERATOR))


async def _undo(year: int) -> None:
    from bot.console import open_deps

    async with open_deps() as deps:
        typer.echo(await _taken_back(deps, year))


async def _taken_back(deps: "Deps", year: int) -> str:
    from bot.core.queries import holidays as arrangements
    from bot.core.work.unit import unit
    from bot.desk import holidays as arranging
    from bot.desk.texts import holidays as texts

    async with unit(deps) as u:
        found = (await arrangements.entered(u.tx)).get(year)
        if found is None:
            raise BadInput(texts.nothing_to_undo(year))
        await arranging.take_back(u, found.id, year, None)
    return texts.undone(year)


def _text(words: str) -> str:
    """The words themselves, or those of the file that they name."""
    path = Path(words)
    try:
        if not path.is_file():
            return words
    except OSError:  # a pasted notice is too long for a name
        return words
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(said.no_text_file(path)) from error
