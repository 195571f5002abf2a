"""`wennuan ask` as DESIGN §5 has it: one question, or JSON Lines in and out; a bad line stops nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.commands import ask as ask_command
from bot.commands import notices as notices_command
from knowledge import Library
from tests.knowledge.conftest import TODAY

runner = CliRunner()


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    app = typer.Typer()
    ask_command.register(app)
    notices_command.register(app)
    return app


def rows(library: Library, lines: Iterable[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ask_command.answered(library, lines, TODAY)]


def test_answers_one_question(app: typer.Typer) -> None:
    done = runner.invoke(app, ["ask", "生病住院能领多少慰问金"])
    assert done.exit_code == 0
    assert "慰问金不超过 1000 元" in done.stdout


def test_explains_when_asked_to(app: typer.Typer) -> None:
    shown = runner.invoke(app, ["ask", "疗休养去哪里", "--explain"]).stdout
    for part in ("分词：疗休养 / 去 / 哪里", "问到：recuperation，因为", "问哪一面：place"):
        assert part in shown


def test_calls_the_numbers_of_the_installation(
    app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("CARE_HELPLINE=0577-1234\n", encoding="utf-8")
    shown = runner.invoke(app, ["ask", "不想活了"]).stdout
    assert "0577-1234" in shown
    assert "12356" not in shown
    (tmp_path / ".env").write_text("CARE_HELPLINE=热线\n", encoding="utf-8")  # `wennuan check` says what is wrong
    assert "12356" in runner.invoke(app, ["ask", "不想活了"]).stdout


def test_says_what_is_missing(app: typer.Typer) -> None:
    assert runner.invoke(app, ["ask"]).exit_code == 2


def test_json_lines_carry_id_and_the_fields_of_the_contract(library: Library) -> None:
    (row,) = rows(library, ['{"id": "a1", "q": "结婚给多少"}'])
    assert set(row) == {"id", "intent", "topics", "amounts", "facets", "text", "citations"}
    assert (row["id"], row["intent"], row["topics"]) == ("a1", "entitlement", ["marriage"])
    assert row["amounts"] == {"marriage": 500}
    assert row["citations"] == [{"notice": "温直工〔2019〕7号", "clause": "四（二）"}]


def test_json_lines_take_context(library: Library) -> None:
    (row,) = rows(library, ['{"id": 2, "q": "那生孩子呢", "context": ["住院给多少"]}'])
    assert row["topics"] == ["childbirth"]


def test_a_bad_line_is_reported_and_the_rest_answered(library: Library) -> None:
    lines = ["{", "", '"x"', '{"id": 3}', '{"id": 4, "q": "退休", "context": "x"}', '{"id": 5, "q": "退休送什么"}']
    got = rows(library, lines)
    assert [row.get("id") for row in got] == [None, None, 3, 4, 5]
    assert ["error" in row for row in got] == [True, True, True, True, False]
    assert got[0]["line"] == 1


def test_jsonl_reads_standard_input(app: typer.Typer) -> None:
    done = runner.invoke(app, ["ask", "--jsonl"], input='{"id": 1, "q": "生日"}\n')
    assert json.loads(done.stdout)["topics"] == ["birthday"]


def test_shows_what_was_read_of_the_notices(app: typer.Typer) -> None:
    done = runner.invoke(app, ["notices", "show"])
    assert "会员生育：贺，慰问品不超过 500 元" in done.stdout


def test_checks_the_lexicon(app: typer.Typer) -> None:
    done = runner.invoke(app, ["notices", "check"])
    assert done.exit_code == 0, done.stdout
    assert "没有矛盾" in done.stdout
