"""A small machine: what is not installed is not missed, and where it is wanted the line that installs it is said."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from typer.testing import CliRunner

from bot import cli
from bot.core import extras
from bot.core.errors import ConfigError
from bot.store.engine import Store
from tests.support import vault
from tests.traffic.routes import said
from tests.traffic.standin import TOKEN, standing_in

ROOT = Path(__file__).parents[2]
#: What comes with the extras only, and with nothing else.
LEFT_OUT = (
    "nicegui", "fastapi", "starlette", "uvicorn", "fastjsonschema", "matplotlib", "numpy", "scipy", "sklearn", "PIL",
    "asyncpg", "pdfplumber", "pdfminer", "pypdfium2", "rapidocr", "onnxruntime", "cv2",
)  # fmt: skip
WITHOUT = f"""
import importlib.abc, sys
class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {LEFT_OUT!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Missing())
"""


async def test_the_base_answers_without_any_extra(tmp_path: Path) -> None:
    code = f"{WITHOUT}\nsys.argv = ['wennuan', 'run']\nfrom bot.cli import main\nmain()"
    async with standing_in() as standin:
        environment = os.environ | {
            "BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE": standin.url, "DATA_DIR": str(tmp_path), "BACKUP_DAILY": "false",
        }  # fmt: skip
        bot = await asyncio.create_subprocess_exec(sys.executable, "-c", code, env=environment, cwd=tmp_path)
        try:
            standin.push(said(1, "生病住院能领多少慰问金"))
            await standin.until(lambda: any("1000" in text for text in standin.texts(7)))
        finally:
            bot.terminate()
            assert await bot.wait() == 0


LEARNING = tuple(f"knowledge.reading.{name}" for name in ("learn", "odds", "ranking", "crossfit"))
NEEDING = ("bot.sandbox", "bot.store.migrations", "bot.__main__", *LEARNING)


def test_every_module_but_the_sandbox_is_read_without_any_extra() -> None:
    """Nor what teaches the classifiers, which only who changes the lexicon needs."""
    code = f"""{WITHOUT}
import importlib, pkgutil
for package in ("bot", "handlers", "knowledge"):
    path = importlib.import_module(package).__path__
    for module in pkgutil.walk_packages(path, package + ".", onerror=lambda _: None):
        if not module.name.startswith({NEEDING!r}):
            importlib.import_module(module.name)
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No extra is installed, so far as anybody can tell."""
    for library in extras.LIBRARIES.values():
        monkeypatch.setitem(sys.modules, library, None)
    for kept in (extras.has, extras.chinese_font):
        kept.cache_clear()
    yield
    for kept in (extras.has, extras.chinese_font):
        kept.cache_clear()


@pytest.mark.usefixtures("bare")
def test_what_is_missing_is_said_with_the_line_that_installs_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"PostgreSQL.*pip install -r requirements/postgres\.lock"):
        Store("postgresql+asyncpg://wennuan@127.0.0.1:9/x", vault())
    shown = CliRunner().invoke(cli.load("sandbox"), ["sandbox", "--data", str(tmp_path / "x")])
    assert isinstance(shown.exception, ConfigError)
    assert "requirements/sandbox.lock" in str(shown.exception)
    assert not (tmp_path / "x").exists()
    assert "requirements/pictures.lock" in extras.ability()


@pytest.mark.parametrize("extra", extras.LIBRARIES)
def test_each_extra_has_a_lock_that_holds_the_base_too(extra: str) -> None:
    locked, base = (_locked(name) for name in (extra, "run"))
    assert base.items() <= locked.items()
    assert extras.LIBRARIES[extra] in locked
    assert not set(extras.LIBRARIES.values()) & set(base)


def test_the_tour_has_what_the_page_and_the_pictures_need_and_the_tests_have_all() -> None:
    tour, dev = _locked("tour"), _locked("dev")
    assert (_locked("sandbox") | _locked("pictures")).items() <= tour.items()
    assert (tour | _locked("postgres") | _locked("documents") | _locked("ocr")).items() <= dev.items()


def _locked(name: str) -> dict[str, str]:
    lines = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8").splitlines()
    found = [Requirement(line.rstrip("\\ ")) for line in lines if line[:1].isalnum()]
    return {one.name: str(one.specifier) for one in found}
