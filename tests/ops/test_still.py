"""`wennuan restore` and `wennuan move` while a bot works on the data: refused, and nothing is touched."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import load
from bot.core.errors import ConfigError
from bot.ops import backup, queries
from bot.ops.opening import nobody_on
from bot.store.engine import Store
from tests import support
from tests.traffic.conftest import running, standin
from tests.traffic.standin import StandIn

__all__ = ["standin"]
ELSEWHERE = "postgresql+asyncpg://nobody@127.0.0.1:9/nothing"  # is not even asked


async def wennuan(folder: Path, url: str, *words: str) -> Result:
    """What an operator gets who runs the command now. In a thread, for it has a loop of its own."""
    environment = {"DATA_DIR": str(folder), "DATABASE_URL": url, "DATA_KEYS": support.KEY}
    return await asyncio.to_thread(CliRunner().invoke, load("backup"), list(words), env=environment)


async def people(store: Store) -> queries.Sums:
    async with store.read() as tx:
        return (await queries.sums(tx))["members"]


async def left_alone(url: str) -> None:
    """Returns once PostgreSQL has noticed that the bot is gone."""
    store = Store(url, support.vault())
    async with asyncio.timeout(60):
        while True:
            with suppress(ConfigError):
                await nobody_on(store)
                break
            await asyncio.sleep(0.05)
    await store.close()


async def test_nothing_is_restored_or_moved_from_under_a_running_bot(
    standin: StandIn, any_url: str, tmp_path: Path
) -> None:
    async with running(standin, tmp_path, database_url=any_url, data_keys=support.KEY) as app:
        made = await backup.make(app.store, tmp_path / "backups", support.NOON)
        await support.fill_roster(app.store)
        before = await people(app.store)
        for words in (["restore", str(made.path), "--replace"], ["move", "--to", ELSEWHERE]):
            refused = (await wennuan(tmp_path, any_url, *words)).exception
            assert isinstance(refused, ConfigError)
            assert "正在使用这个数据库" in str(refused)
        assert await people(app.store) == before
    await left_alone(any_url)
    done = await wennuan(tmp_path, any_url, "restore", str(made.path), "--replace")
    assert "恢复好了" in done.output
    async with support.open_store(any_url) as store:
        assert (await people(store)).count == 0


async def test_a_postgresql_out_of_reach_is_named_before_anything_else() -> None:
    store = Store(ELSEWHERE, support.vault())
    with pytest.raises(ConfigError, match="连不上数据库"):
        await nobody_on(store)
    await store.close()
