"""`wennuan check`: everything is looked at, nothing is written, nonsense is told in a line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.core.config import Settings
from bot.core.installation import Purpose
from bot.ops.checking import check, check_calendar, check_names
from bot.ops.opening import Making, open_store, prepare
from bot.store.engine import Store
from tests import support
from tests.traffic.conftest import running, standin
from tests.traffic.standin import ME, TOKEN, Fault, StandIn, raw_answer

__all__ = ["standin"]


async def found(settings: Settings) -> dict[str, str]:
    """What was looked at, and what is to be done about it."""
    return {one.what: one.advice async for one in check(settings, datetime.now(UTC))}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


async def test_it_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(_env_file=None, data_dir=Path("data"))
    assert "wennuan init" in (await found(settings))["数据文件夹"]
    assert list(tmp_path.iterdir()) == []
    Path("data").mkdir()
    said = await found(settings)
    assert "密钥文件" in said["密钥"]
    assert "还没有温暖的数据库" in said["数据库"]
    assert list(Path("data").iterdir()) == []
    store = open_store(settings, making=Making.ALL)
    await prepare(store)
    await store.close()
    before = contents(tmp_path)
    assert "数据库完好" in await found(settings)
    assert contents(tmp_path) == before


async def test_it_looks_at_the_database_of_a_running_bot(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path) as app:
        await support.fill_roster(app.store)
        said = await found(app.settings)
        assert "数据库完好" in said
        assert f"令牌有效，机器人是 @{ME['username']}" in said
        assert "春风机关工会的干部群" in " ".join(said)


@pytest.mark.parametrize("revision", ["0005", "9999"])
async def test_another_version_and_another_purpose_are_named(tmp_path: Path, revision: str) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, data_keys=SecretStr(support.KEY))
    store = Store(settings.database, support.vault(), purpose=Purpose.SANDBOX)
    await prepare(store)
    assert "沙箱" in (await found(settings))["数据库"]
    async with store.begin() as tx:
        await tx.run(text("UPDATE installation SET purpose = 'production'"))
        await tx.run(text("UPDATE alembic_version SET version_num = :number").bindparams(number=revision))
    await store.close()
    assert "版本" in (await found(settings))["数据库"]


async def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "wennuan.db").write_bytes(b"no database" * 100)
    before = contents(tmp_path)
    settings = Settings(_env_file=None, data_dir=tmp_path, data_keys=SecretStr(support.KEY))
    assert "损坏" in (await found(settings))["数据库"]
    assert contents(tmp_path) == before


async def test_postgresql_is_only_looked_at(postgres_url: str, tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, database_url=postgres_url, data_keys=SecretStr(support.KEY))
    assert "是空的" in (await found(settings))["数据库"]
    store = Store(postgres_url, support.vault())
    await prepare(store)
    await store.close()
    assert "数据库完好" in await found(settings)


@pytest.mark.parametrize(
    "answer",
    [
        raw_answer(b"<html>login</html>"),
        raw_answer(b'{"status":"fine"}'),
        raw_answer(b'{"ok":true,"result":{"id":1}}'),
        raw_answer(b'{"ok":true,"result":[]}'),
        raw_answer(b"[1]"),
        raw_answer(b"\xff\xfe"),
    ],
)
async def test_nonsense_is_told_in_a_line(standin: StandIn, tmp_path: Path, answer: Fault) -> None:
    standin.faults["getMe"].append(answer)
    settings = Settings(_env_file=None, data_dir=tmp_path, bot_token=SecretStr(TOKEN), telegram_api_base=standin.url)
    assert "不是 Telegram 的 Bot API" in (await found(settings))["Telegram"]


def test_a_misspelt_name_in_the_file_is_pointed_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert check_names() == []
    Path(".env").write_text("GREETINGS_HOUR=7\nFEB29=mar1\nSOMETHING_ELSE=1\n", encoding="utf-8")
    [finding] = check_names()
    assert "GREETINGS_HOUR" in finding.what
    assert "GREETING_HOUR" in finding.advice


async def test_a_year_without_its_holidays_is_pointed_out(store: Store) -> None:
    assert (await check_calendar(store, datetime(2026, 3, 2, tzinfo=UTC))).ok
    wrong = await check_calendar(store, datetime(2031, 3, 2, tzinfo=UTC))
    assert "2031" in wrong.what
    assert "/holidays" in wrong.advice
    assert "wennuan holidays enter" in wrong.advice
