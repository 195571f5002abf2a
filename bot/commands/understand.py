"""`wennuan understand`: read messages as reports, one a line, and say which form each would open."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands import _texts as said
from bot.core.clock import local_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge import Library
    from knowledge.reading.report import Report


def register(app: typer.Typer) -> None:
    app.command("understand", help="从一句话读出申报：事项、谁的事、日期、医院；--jsonl 逐行批量读")(understand)


def understand(
    text: Annotated[str, typer.Argument(help="一句话")] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="从标准输入逐行读 {id, text, today}，逐行写 JSON")] = False,
    today: Annotated[str, typer.Option("--today", help="以哪一天为今天（2026-03-04）")] = "",
) -> None:
    """Reads `text`, or every line of standard input with --jsonl."""
    if jsonl:
        for answer in answers(sys.stdin.buffer):
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return
    if not text:
        raise typer.BadParameter(said.WHAT_TO_READ)
    try:
        on = _day(today)
    except ValueError:
        raise typer.BadParameter(said.no_such_day(today)) from None
    typer.echo(described(text, on))


def answers(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """A form for each line; a line that cannot be read gives an object with `error`, and the next is read."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer(number, line)


def _answer(number: int, line: bytes) -> dict[str, Any]:
    asked: Any = None
    try:
        asked = json.loads(line.decode("utf-8-sig"))
        return {"id": asked.get("id")} | form(asked["text"], _day(asked.get("today")))
    except (ValueError, TypeError, KeyError, AttributeError):
        name = asked.get("id") if isinstance(asked, dict) else None
        return {"id": name, "line": number, "error": said.UNREADABLE}


def form(text: str, today: date) -> dict[str, Any]:
    """The form that the message opens, in the contract's fields (DESIGN §5)."""
    from knowledge.reading.report import report_of

    found = report_of(_library().read(text, today=today))
    return {
        "kind": found.kind if found else None,
        "subject": found.subject if found else None,
        "relation": found.relation if found else None,
        "event_date": found.event_date.isoformat() if found and found.event_date else None,
        "colleague_name": found.colleague_name if found else None,
        "hospital": found.hospital if found else None,
    }


@lru_cache(maxsize=1)
def _library() -> Library:
    from knowledge import Library

    return Library.load()


def described(text: str, today: date) -> str:
    """The reading for a person at a terminal: the form's fields, then what the reading rests on, part by part."""
    from knowledge.reading.report import report_of

    reading = _library().read(text, today=today, explain=True)
    found = report_of(reading)
    return "\n".join([*(_fields(found, today) if found else [said.NO_FORM]), *(f"· {step}" for step in reading.why)])


def _fields(found: Report, today: date) -> Iterator[str]:
    clause = _library().in_force(today).kind(found.kind)
    yield from said.form(clause.title if clause else found.kind, found.subject)
    yield from said.form_rest(found.relation, found.event_date, found.colleague_name, found.hospital)


def _day(written: str | None) -> date:
    """The day given, else today in Shanghai."""
    return date.fromisoformat(written) if written else local_date(datetime.now(UTC))
