"""Where nothing was set up, no settings need be read; in doubt they are."""

from pathlib import Path

import pytest

from bot.core.config import read_settings
from bot.core.whereabouts import DATA_DIR, DATABASE, may_be_installed


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("environ", "settings", "expected"),
    [
        ({}, None, False),
        ({"PATH": "/bin", "BOT_TOKEN": "1:a"}, "LOG_LEVEL=INFO", False),
        ({"DATA_DIR": "/srv"}, None, True),
        ({"database_url": ""}, None, True),
        ({}, "\ufeffDATA_DIR=/srv", True),
        ({}, "Export Database_URL = x", True),
        ({}, "# DATA_DIR=", True),
        ({"CARE_HELPLINE": "0577-1234"}, None, True),
        ({}, "CARE_POLICE=0577-1100", True),
        ({}, "HELPLINE=我们在", True),
        ({"XDG_DATA_DIRS": "/usr/share"}, None, False),
    ],
)
def test_a_place_may_be_named(environ: dict[str, str], settings: str | None, expected: bool, here: Path) -> None:
    if settings is not None:
        (here / ".env").write_text(settings, encoding="utf-8")
    assert may_be_installed(environ) is expected


def test_a_database_in_the_usual_place_is_seen() -> None:
    DATA_DIR.mkdir()
    (DATA_DIR / DATABASE).touch()
    assert may_be_installed({})


def test_settings_that_cannot_be_read_are_left_to_those_who_read_them(here: Path) -> None:
    (here / ".env").mkdir()
    assert may_be_installed({})


def test_what_is_not_named_is_where_the_settings_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA_DIR", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    settings = read_settings()
    assert (settings.data_dir, settings.database_url) == (DATA_DIR, None)
