"""`wennuan understand`: a form a line, a bad line skipped, and words for a person at a terminal."""

import json
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import load

GOOD = {"id": "a1", "text": "替老王报一下，他妈前天走的", "today": "2026-03-04"}


def app() -> typer.Typer:
    return load("understand")


def run(*arguments: str, stdin: bytes | None = None) -> str:
    result = CliRunner().invoke(app(), ["understand", *arguments], input=stdin)
    assert result.exit_code == 0, result.output
    return result.stdout


def lines(stdin: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("--jsonl", stdin=stdin).splitlines()]


def test_each_line_gives_the_fields_of_the_contract() -> None:
    assert lines(json.dumps(GOOD).encode() + b"\n") == [
        {
            "id": "a1",
            "kind": "bereavement",
            "subject": "colleague",
            "relation": "母亲",
            "event_date": "2026-03-02",
            "colleague_name": "老王",
            "hospital": None,
        }
    ]


@pytest.mark.parametrize(
    "bad",
    [
        b"not json",
        b"[1, 2]",
        b"7",
        b'{"id": "b"}',
        b'{"id": "b", "text": 5}',
        b'{"id": "b", "text": "x", "today": "2026-02-30"}',
        b'{"id": "b", "text": "x", "today": 20260230}',
        b"\xff\xfe\x00",
    ],
)
def test_a_bad_line_is_answered_with_an_error_and_the_next_is_read(bad: bytes) -> None:
    first, second = lines(bad + b"\n\n" + json.dumps(GOOD).encode())
    assert "这一行读不懂" in str(first["error"])
    assert first["line"] == 1
    assert second["kind"] == "bereavement"


def test_a_byte_order_mark_does_no_harm() -> None:
    assert lines(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())[0]["kind"] == "bereavement"


def test_a_sentence_is_explained_to_a_person() -> None:
    said = run("我昨天住院了，附二医骨科", "--today", "2026-03-04")
    assert "事项：会员生病住院" in said
    assert "谁的事：本人" in said
    assert "日期：2026-03-03" in said
    assert "医院：附二医" in said


def test_what_opens_no_form_says_why() -> None:
    assert "不开单" in run("婚礼取消了", "--today", "2026-03-04")


def test_neither_text_nor_jsonl_is_a_usage_error() -> None:
    assert CliRunner().invoke(app(), ["understand"]).exit_code == 2


def test_an_impossible_day_is_a_usage_error() -> None:
    result = CliRunner().invoke(app(), ["understand", "我昨天住院了", "--today", "2026-02-30"])
    assert result.exit_code == 2


def test_without_a_day_it_is_today_in_shanghai() -> None:
    (form,) = lines(json.dumps({"id": 1, "text": "刚刚生了个女儿"}).encode())
    assert isinstance(form["event_date"], str)
    assert abs(date.fromisoformat(form["event_date"]) - date.today()).days <= 1  # noqa: DTZ011 - either side of midnight
