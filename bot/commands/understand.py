"""`wennuan understand`: read messages as reports, one a line, and say which form each would open."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application's command line."""

    @app.command("understand", help="从一句话读出申报：事项、谁的事、日期、医院。")
    def understand(
        text: str | None = typer.Argument(None, help="一句话；不给时须用 --jsonl。"),
        jsonl: bool = typer.Option(False, "--jsonl", help="从标准输入逐行读 {id, text, today}，逐行写结果。"),
        today: str | None = typer.Option(None, "--today", help="以哪一天为今天（2026-03-04），默认今天。"),
    ) -> None:
        if jsonl:
            for answer in answers(sys.stdin.buffer):
                print(json.dumps(answer, ensure_ascii=False), flush=True)
        elif text:
            print(described(text, _day(today)))
        else:
            raise typer.BadParameter("请给一句话，或用 --jsonl 从标准输入逐行读。")


def answers(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """A form for each line; a line that cannot be read gives an object with `error`, and the next is read."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer(number, line)


def _answer(number: int, line: bytes) -> dict[str, Any]:
    asked: Any = None
    try:
        asked = json.loads(line.decode("utf-8-sig"))
        return {"id": asked["id"]} | form(asked["text"], _day(asked.get("today")))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        name = asked.get("id") if isinstance(asked, dict) else None
        return {"id": name, "line": number, "error": f"这一行读不懂：{type(error).__name__}: {error}"}


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

    labels = {
        "kind": "事项",
        "subject": "谁的事",
        "relation": "关系",
        "event_date": "日期",
        "colleague_name": "同事",
        "hospital": "医院",
    }
    fields = [f"{label}：{value}" for name, label in labels.items() if (value := form(text, today)[name])]
    return "\n".join([*fields, "", *(f"· {step}" for step in read(text, today).why)]).strip()


def _day(written: str | None) -> date:
    """The day given, else today in Shanghai."""
    if written:
        return date.fromisoformat(written)
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Asia/Shanghai")).date()
