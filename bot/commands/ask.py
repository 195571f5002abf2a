"""`wennuan ask`: one question, or JSON Lines in and out (DESIGN §5)."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands import _texts as said
from bot.core.clock import local_date
from bot.core.whereabouts import DATABASE, may_be_installed

if TYPE_CHECKING:
    from datetime import date

    from knowledge import Answer, Library


def register(app: typer.Typer) -> None:
    app.command("ask", help="问一句，得到答复；--jsonl 逐行批量问答")(ask)


def ask(
    question: Annotated[str, typer.Argument(help="要问的话")] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="从标准输入逐行读 JSON，逐行写 JSON")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="说明为什么这样答")] = False,
    on: Annotated[
        datetime | None, typer.Option("--on", help="当作是这一天来问，例如 2020-06-01", formats=["%Y-%m-%d"])
    ] = None,
) -> None:
    """Answers `question`, or every line of standard input with --jsonl."""
    today = on.date() if on else local_date(datetime.now(UTC))
    library = _library()
    if jsonl:
        for line in answered(library, sys.stdin, today):
            sys.stdout.write(line + "\n")
        return
    if not question:
        raise typer.BadParameter(said.WHAT_TO_ASK)
    answer = library.answer(question, today=today)
    typer.echo(answer.text)
    if explain:
        typer.echo(said.words(library.words(question)))
        typer.echo("\n".join(library.read(question, today=today, explain=True).why))


def _library() -> Library:
    """As the bot of the installation here has it: with the operator's numbers and with what is published there.
    Where there is none, with what comes with the program."""
    from knowledge import Library

    if not may_be_installed(os.environ):
        return Library.load()
    import asyncio

    from bot.core.config import read_settings
    from bot.core.errors import WennuanError
    from bot.ops.library import load_library

    try:
        settings = read_settings()
    except WennuanError:  # a question is answered whatever the settings say
        return Library.load()
    library = load_library(settings)
    if settings.database_url or (settings.data_dir / DATABASE).exists():
        from bot.ops.published_here import inform

        asyncio.run(inform(library, settings))
    return library


def answered(library: Library, lines: Iterable[str], today: date) -> Iterable[str]:
    """One JSON line for each non-empty line in; a line that cannot be read yields an error object, and on it goes."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield json.dumps(_answer(library, number, line, today), ensure_ascii=False)


def _answer(library: Library, number: int, line: str, today: date) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return {"line": number, "error": said.no_json(number, error.msg)}
    if not isinstance(row, dict) or not isinstance(row.get("q"), str):
        return {
            "id": row.get("id") if isinstance(row, dict) else None,
            "line": number,
            "error": said.no_question(number),
        }
    context = row.get("context") or []
    if not isinstance(context, list) or not all(isinstance(one, str) for one in context):
        return {"id": row.get("id"), "line": number, "error": said.wrong_context(number)}
    return {"id": row.get("id"), **as_json(library.answer(row["q"], context, today=today))}


def as_json(answer: Answer) -> Mapping[str, Any]:
    """The fields of DESIGN §5."""
    return {
        "intent": answer.intent,
        "topics": list(answer.topics),
        "amounts": answer.amounts,
        "facets": list(answer.facets),
        "text": answer.text,
        "citations": [{"notice": place.notice, "clause": place.clause} for place in answer.citations],
    }
