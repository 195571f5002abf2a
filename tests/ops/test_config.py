"""Settings: defaults, empty values, and an example file that names every one."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.core.config import Settings
from bot.ops.opening import load_library
from knowledge.answer.care import NUMBERS

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


def test_the_example_names_the_numbers_that_an_empty_line_stands_for() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    order = ("helpline", "police", "ambulance", "women")
    assert f"留空就用 {'、'.join(NUMBERS[name] for name in order)}。" in text
