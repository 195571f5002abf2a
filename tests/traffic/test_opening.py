"""Starting, and the plain words for why not; stopping in time."""

import asyncio
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError

from bot.app import build
from bot.core.clock import SystemClock
from bot.core.config import Settings
from bot.core.errors import ConfigError
from bot.ops.opening import VERSIONS, Making, explain, newest, open_store, prepare, up_to_date
from bot.store.engine import Store
from tests.support import KEY, sqlite_url, vault
from tests.traffic.conftest import running
from tests.traffic.routes import said
from tests.traffic.standin import TOKEN, StandIn, refusal


def settings(folder: Path, **values: object) -> Settings:
    given = {"bot_token": SecretStr(TOKEN), "data_dir": folder} | values
    return Settings(_env_file=None, **given)  # type: ignore[arg-type]


async def test_without_a_token_it_says_where_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="BotFather"):
        await build(settings(tmp_path, bot_token=None), SystemClock())


async def test_a_refused_token_ends_the_start(standin: StandIn, tmp_path: Path) -> None:
    standin.faults["getMe"].append(refusal(401, "Unauthorized"))
    with pytest.raises(ConfigError, match="BOT_TOKEN"):
        async with running(standin, tmp_path):
            pass


async def test_a_second_bot_on_the_same_file_is_refused_and_may_follow(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path):
        with pytest.raises(ConfigError, match="另一个"):
            await build(settings(tmp_path), SystemClock())
    async with running(standin, tmp_path):
        standin.push(said(1, "在吗"))
        await standin.until(lambda: standin.texts() == ["答在吗"])


async def test_a_second_bot_that_comes_by_a_symlink_is_refused_too(standin: StandIn, tmp_path: Path) -> None:
    """The lock lies beside the file itself, whichever name leads to it: of the file, or of its folder."""
    (tmp_path / "real").mkdir()
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "file.db").symlink_to("real/wennuan.db")
    async with running(standin, tmp_path / "real"):
        for other in (
            settings(tmp_path / "folder"),
            settings(tmp_path, database_url=f"sqlite+aiosqlite:///{tmp_path}/file.db"),
        ):
            with pytest.raises(ConfigError, match="另一个"):
                await build(other, SystemClock())


async def test_a_database_out_of_reach_is_named_without_its_password(tmp_path: Path) -> None:
    url = "postgresql+asyncpg://me:geheim@127.0.0.1:9/x"
    with pytest.raises(ConfigError, match="连不上数据库") as refused:
        await build(settings(tmp_path, database_url=url), SystemClock())
    assert "geheim" not in str(refused.value)


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "wennuan.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(ConfigError, match="损坏"):
        await build(settings(tmp_path), SystemClock())
    assert (tmp_path / "wennuan.db").read_bytes().startswith(b"not a database")


@pytest.mark.parametrize(
    ("reason", "advice"),
    [
        ("database is locked", "占用"),
        ("attempt to write a readonly database", "权限"),
        ("database or disk is full", "磁盘"),
        ("connection refused", "连不上"),
    ],
)
async def test_the_operator_reads_what_to_do(tmp_path: Path, reason: str, advice: str) -> None:
    store = Store(sqlite_url(tmp_path), vault())
    assert advice in explain(OperationalError("select", {}, Exception(reason)), store)
    await store.close()


async def test_migrations_run_only_when_there_is_something_to_do(tmp_path: Path) -> None:
    assert not await up_to_date(settings(tmp_path, data_keys=SecretStr(KEY)))
    store = Store(sqlite_url(tmp_path), vault())
    await prepare(store, tmp_path / "backups")
    assert await up_to_date(settings(tmp_path, data_keys=SecretStr(KEY)))
    await prepare(store, tmp_path / "backups")
    await store.close()
    assert not (tmp_path / "backups").exists()  # nothing was there to be backed up
    assert ScriptDirectory(str(VERSIONS.parent)).get_heads() == [newest()]


async def test_a_network_that_is_down_at_the_start_is_waited_for(standin: StandIn, tmp_path: Path) -> None:
    standin.faults["getMe"].append(refusal(502, "Bad Gateway"))
    async with running(standin, tmp_path):
        standin.push(said(1, "在吗"))
        await standin.until(lambda: standin.texts() == ["答在吗"])


async def test_it_stops_within_ten_seconds_with_a_send_in_the_air(standin: StandIn, tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    async with running(standin, tmp_path):
        standin.delay = 30
        standin.push(said(1, "记一"), said(2, "问", chat=8))
        await asyncio.sleep(0.5)
        began = loop.time()
        standin.delay = 0
    assert loop.time() - began < 10
    async with running(standin, tmp_path):
        await standin.until(lambda: {"收到记一", "答问"} <= set(standin.texts()))


async def test_a_new_database_is_for_the_bot_alone(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path / "data")
    store = open_store(settings, making=Making.ALL)
    await prepare(store)
    await store.close()
    rights = {path.name: path.stat().st_mode & 0o777 for path in settings.data_dir.iterdir()}
    assert rights == {"keys": 0o600, "wennuan.db": 0o600}
