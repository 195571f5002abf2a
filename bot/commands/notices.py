"""`wennuan notices`: what the notices grant, and whether notices and lexicon can be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import _publishing
from bot.commands import _texts as said

if TYPE_CHECKING:
    from knowledge.documents.model import Document

REFUSED = 3
BAR_MOVED = 0.2  # log-odds; a bar that moves by less hardly changes what is read
notices = typer.Typer(help="通知和词库：看读出了什么，查有没有矛盾", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds the command group to the application's command line."""
    _publishing.register(notices)
    app.add_typer(notices, name="notices")


@notices.command("show")
def show(
    number: Annotated[int | None, typer.Argument(help="加过的第几份（wennuan notices list 里的编号）")] = None,
    folder: Annotated[Path | None, typer.Option(help="通知文件夹，默认随程序带的")] = None,
) -> None:
    """列出每份通知读出的事项、形式、上限和出处；写了编号，就看加过的那一份。"""
    from knowledge import KnowledgeError
    from knowledge.lexicon.load import load
    from knowledge.shelf import NOTICES, Shelf

    if number is not None:
        _publishing.show(number)
        return
    try:
        shelf = Shelf(folder or NOTICES, load())
    except KnowledgeError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    for refused in shelf.refused:
        typer.echo(str(refused), err=True)
    for notice in shelf.notices:
        typer.echo(said.notice(notice.number, notice.printed, notice.title))
        for kind in notice.kinds:
            typer.echo(said.kind(kind.citation, kind.title, kind.deed, kind.form, kind.ceiling))


@notices.command("read")
def read(
    file: Annotated[
        Path, typer.Argument(help="通知文件：txt、html、docx、PDF、OFD；装了部件的还有扫描件、doc、wps、rtf")
    ],
    json_: Annotated[bool, typer.Option("--json", help="输出 JSON，给程序核对用")] = False,
) -> None:
    """读一份文件，看读出了什么、干部要核对什么；什么都不发布。读不了的说明原因，退出码 3。"""
    import asyncio
    import json
    import sys

    from bot.core import logs
    from bot.core.errors import BadInput
    from knowledge.documents.contract import contract
    from knowledge.documents.plainly import lines

    logs.configure("CRITICAL", sys.stderr)  # whoever reads the JSON or the one line wants nothing beside it
    try:
        document = asyncio.run(_confined(file))
    except BadInput as refusal:
        typer.echo(" ".join(str(refusal).split()), err=True)
        raise typer.Exit(REFUSED) from refusal
    shown = json.dumps(contract(document), ensure_ascii=False, indent=1) if json_ else "\n".join(lines(document))
    typer.echo(shown)


async def _confined(file: Path) -> Document:
    """The document, read in a process of its own beside the notices that come with the program."""
    from bot.confined.confinement import Confinement
    from bot.core.errors import BadInput
    from bot.notices.asking import read_apart

    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadInput(said.cannot_open(file.name, error.strerror)) from error
    return await read_apart(Confinement(), content)


@notices.command("check")
def check() -> None:
    """查词库有没有矛盾，分类模型是不是按现在的词库练的。"""
    from knowledge import KnowledgeError
    from knowledge.lexicon.check import check as conflicts
    from knowledge.lexicon.load import load
    from knowledge.reading.check import check_rows
    from knowledge.reading.rows import all_rows
    from knowledge.reading.teach import is_current
    from knowledge.shelf import NOTICES, Shelf

    try:
        lexicon = load()
        notice = Shelf(NOTICES, lexicon).notices[-1]
        rows = all_rows(lexicon)
    except KnowledgeError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    found = [str(conflict) for conflict in [*conflicts(lexicon, notice), *check_rows(rows, lexicon)]]
    if not is_current():
        found.append(said.STALE_TABLE)
    for line in found:
        typer.echo(line)
    typer.echo(said.checked(len(rows), len(found)))
    raise typer.Exit(1 if found else 0)


@notices.command("train")
def train() -> None:
    """按现在的词库和标注重练分类模型（两个核五分钟上下，约 4 GB 内存），写进 lexicon/reading.bin。"""
    from bot.core.extras import need
    from knowledge.lexicon.load import load
    from knowledge.reading.bars import moved
    from knowledge.reading.rows import all_rows
    from knowledge.reading.teach import kept_bars, teach
    from knowledge.shelf import NOTICES, Shelf

    need("learning")
    lexicon, before = load(), kept_bars()
    table = teach(lexicon, Shelf(NOTICES, lexicon).notices[-1])
    typer.echo(said.trained(len(all_rows(lexicon)), len(table.classes), len(table.rows)))
    for name, old, new in moved(before, table.bars, BAR_MOVED):
        typer.echo(said.bar_moved(name, old, new))
