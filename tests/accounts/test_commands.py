"""`wennuan ledger`, `rules`, `budget` and `audit` as an operator runs them."""

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest
import typer
from sqlalchemy import update
from typer.testing import CliRunner, Result

from bot.commands import audit, ledger, rules
from bot.core.config import Settings
from bot.core.errors import WennuanError
from bot.store import tables as t
from tests import support
from tests.desk.desk import approved

RULE = ["rules", "add", "特殊困难", "800", "--document", "温直工〔2026〕3号", "--since", "2026-04-01"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with the sample roster and one report that was agreed to in November 2026."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"DATA_DIR": str(tmp_path / "data"), "DATA_KEYS": support.KEY, "COLUMNS": "200"}.items():
        monkeypatch.setenv(name, value)
    asyncio.run(_install(tmp_path))
    return tmp_path


async def _install(folder: Path) -> None:
    async with support.open_store(Settings().database) as store:
        deps = support.make_deps(store, support.TestClock(), support.Replies(), folder)
        await approved(deps, await support.fill_roster(store))


async def _harm() -> None:
    async with support.open_store(Settings().database) as store, store.begin() as tx:
        await tx.run(update(t.history).where(t.history.c.action == "approve").values(amount=Decimal(1)))


def run(*words: str) -> Result:
    app = typer.Typer()
    for command in (audit, ledger, rules):
        command.register(app)
    return CliRunner().invoke(app, list(words))


def test_the_book_of_a_month_and_of_a_branch(folder: Path) -> None:
    done = run("ledger", "2026-11", "--branch", "春风", "--out", str(folder / "out"))
    assert done.exit_code == 0
    assert "1 件" in done.stdout
    assert (folder / "out" / "春风机关工会慰问台账（2026年11月）.xlsx").exists()
    other = run("ledger", "2026-11", "--branch", "秋实", "--csv", "--out", str(folder / "out"))
    assert "0 件" in other.stdout
    assert isinstance(run("ledger", "2026-11", "--branch", "冬雪").exception, WennuanError)


def test_a_year_comes_with_its_picture(folder: Path) -> None:
    done = run("ledger", "2026", "--out", str(folder))
    assert done.exit_code == 0
    assert (folder / "全市机关五访五贺（2026年）.png").exists()


def test_rules_and_budgets(folder: Path) -> None:
    assert run("rules", "list").stdout.strip() == "还没有。"
    assert "工委" in str(run(*RULE, "--by", "A003").exception)
    done = run(*RULE, "--by", "C001")
    assert "会员家庭遇特殊困难：不超过 800 元，依据 温直工〔2026〕3号，2026年4月1日起" in done.stdout
    assert "温直工〔2026〕3号" in run("rules", "list").stdout
    assert "50000 元" in run("budget", "春风", "2026", "50000").stdout


def test_the_audit_is_silent_about_nothing(folder: Path) -> None:
    whole = run("audit", "verify")
    assert (whole.exit_code, "完整" in whole.stdout) == (0, True)
    asyncio.run(_harm())
    broken = run("audit", "verify")
    assert broken.exit_code == 1
    assert "第 2 条记录" in broken.output
