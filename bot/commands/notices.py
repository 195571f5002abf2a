"""`wennuan notices`: what the notices grant, and whether notices and lexicon can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

notices = typer.Typer(help="通知和词库：看读出了什么，查有没有矛盾", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds the command group to the application's command line."""
    app.add_typer(notices, name="notices")


@notices.command("show")
def show(folder: Annotated[Path | None, typer.Option(help="通知文件夹，默认随程序带的")] = None) -> None:
    """列出每份通知读出的事项、形式、上限和出处。"""
    from knowledge import KnowledgeError
    from knowledge.lexicon.load import load
    from knowledge.shelf import NOTICES, Shelf

    try:
        shelf = Shelf(folder or NOTICES, load())
    except KnowledgeError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    for notice in shelf.notices:
        typer.echo(f"{notice.number}（{notice.printed.isoformat()} 印发）{notice.title}")
        for kind in notice.kinds:
            grant = f"{kind.form}不超过 {kind.ceiling} 元" if kind.ceiling is not None else "未写明金额"
            typer.echo(f"  {kind.citation}  {kind.title}：{kind.deed}，{grant}")
