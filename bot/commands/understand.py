"""`wennuan understand`: read messages as reports, one a line, and say which form each would open."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.reports import Reading

SHANGHAI = ZoneInfo("Asia/Shanghai")
UNREADABLE = "这一行读不懂。应当是 UTF-8 的 JSON：{id, text, today}，today 写成 2026-03-04。"
_SUBJECTS = {"self": "本人", "family": "家人", "colleague": "代同事报"}


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
        raise typer.BadParameter("要读哪句话？例如：wennuan understand 我昨天住院了，附二医骨科")
    try:
        on = _day(today)
    except ValueError:
        raise typer.BadParameter(f"没有 {today} 这一天，请写成 2026-03-04") from None
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
        return {"id": name, "line": number, "error": UNREADABLE}


def form(text: str, today: date) -> dict[str, Any]:
    """The reading in the contract's fields (DESIGN §5)."""
    from knowledge.reports import read

    reading = read(text, today)
    return {
        "kind": reading.kind,
        "subject": reading.subject,
        "relation": reading.relation,
        "event_date": reading.event_date.isoformat() if reading.event_date else None,
        "colleague_name": reading.colleague_name,
        "hospital": reading.hospital,
    }


def described(text: str, today: date) -> str:
    """The reading for a person at a terminal: the form's fields, then each step's reason."""
    from knowledge.reports import read

    reading = read(text, today)
    return "\n".join([*_fields(reading, today), *(f"· {step}" for step in reading.why)])


def _fields(reading: Reading, today: date) -> Iterator[str]:
    if reading.kind is None or reading.subject is None:
        return
    from knowledge.shelf import Shelf

    clause = Shelf.load().in_force(today).kind(reading.kind)
    yield f"事项：{clause.title if clause else reading.kind}"
    yield f"谁的事：{_SUBJECTS[reading.subject]}"
    optional = {
        "关系": reading.relation,
        "日期": reading.event_date,
        "同事": reading.colleague_name,
        "医院": reading.hospital,
    }
    yield from (f"{label}：{value}" for label, value in optional.items() if value)


def _day(written: str | None) -> date:
    """The day given, else today in Shanghai."""
    return date.fromisoformat(written) if written else datetime.now(SHANGHAI).date()
