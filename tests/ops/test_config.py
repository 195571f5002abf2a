"""Settings: defaults, empty values, and an example file that names every one."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.core.config import Settings
from bot.ops.library import load_library
from knowledge.answer.care import NUMBERS
from knowledge.lexicon.load import FOLDER as LEXICON

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def named() -> set[str]:
    return {found.lower() for found in re.findall(r"^([A-Z_0-9]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)}


def test_the_example_explains_every_setting_and_no_other() -> None:
    assert named() == set(Settings.model_fields)


def test_the_example_as_it_is_means_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in named():
        monkeypatch.delenv(name.upper(), raising=False)
    assert Settings(_env_file=EXAMPLE) == Settings(_env_file=None)


def test_an_impossible_hour_is_refused() -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, greeting_hour=24)


def test_the_token_is_not_shown() -> None:
    assert "123:secret" not in repr(Settings(_env_file=None, bot_token="123:secret"))


def test_the_numbers_said_in_care_are_ours_where_the_operator_has_set_none() -> None:
    settings = Settings(_env_file=None, care_police="0577-1100")
    assert load_library(settings).care_numbers == {**NUMBERS, "police": "0577-1100"}


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({}, "12356，白天夜里都有人接"),
        ({"care_helpline": "0577-1234"}, "0577-1234，有人接"),
        (
            {"care_helpline": "0577-1234", "care_helpline_hours": "每天早八点到晚八点"},
            "0577-1234，每天早八点到晚八点有人接",
        ),
        ({"helpline": "请拨 {helpline}，{police} 也行。"}, "请拨 12356，110 也行。"),
    ],
)
def test_hours_are_promised_only_of_a_line_that_is_known_to_keep_them(own: dict[str, Any], said: str) -> None:
    library = load_library(Settings(_env_file=None, **own))
    assert said in library.answer("不想活了", today=date(2026, 3, 2)).text


def test_no_sentence_promises_the_hours_of_the_help_line_by_itself() -> None:
    for path in sorted((LEXICON / "answers").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"\{helpline\}[^。；{\"]*(?:白天夜里|随时|一直有|24 ?小时|整夜|全天)", text) == [], path.name


def test_the_example_names_the_numbers_that_an_empty_line_stands_for() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    order = ("helpline", "police", "ambulance", "women")
    assert f"留空就用 {'、'.join(NUMBERS[name] for name in order)}。" in text
