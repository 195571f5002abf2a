"""A database serves a union or the sandbox, never both, whichever was there first and however old it is."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.app import build
from bot.cli import load
from bot.core.clock import SystemClock
from bot.core.errors import ConfigError
from bot.core.installation import Purpose, purpose_of_unmarked
from bot.core.work.unit import Deps, unit
from bot.members.roster.applying import apply_rows
from bot.members.roster.listing import drop_sample_people
from bot.ops import backup
from bot.ops.opening import Making, look, open_store, prepare
from bot.sandbox.people import GROUP_CHATS, MEMBER_GROUPS, SAMPLE_ROSTER
from bot.store import installation, migrate
from bot.store import tables as t
from bot.store.engine import Store
from tests import support
from tests.traffic.test_opening import settings

COMMANDS = (
    ["roster", "list"], ["roster", "undo", "--yes"], ["offices", "list"], ["ledger", "2026-11"], ["backup"],
    ["upgrade"],
    ["restore", "missing.wennuan"], ["misses"], ["quarantine", "list"], ["audit", "verify"], ["keys", "rotate"],
    ["privacy", "record"], ["undelivered", "list"], ["holidays", "show", "2026"],
    ["rules", "list"], ["budget", "工委", "2026", "1"], ["init"],
    ["move", "--to", "postgresql+asyncpg://nobody@127.0.0.1:9/nothing"],
)  # fmt: skip


@pytest.fixture
def new_url(any_url: str, request: pytest.FixtureRequest) -> str:
    """Of a database on either kind of server in which there is nothing yet."""
    return any_url if "sqlite" in any_url else str(request.getfixturevalue("postgres_url"))


async def made(url: str, purpose: Purpose) -> None:
    store = Store(url, support.vault(), purpose=purpose)
    await migrate.upgrade(store)
    await store.close()


async def made_before_the_mark(url: str) -> Store:
    """A database as the last version that set no mark left it, with the sandbox's sample people in it."""
    store = Store(url, support.vault(), purpose=Purpose.SANDBOX)
    await migrate.upgrade(store, "0007")
    for row in SAMPLE_ROSTER:
        await add_member(store, row.staff_no, row.name)
    return store


async def peopled(store: Store, folder: Path) -> Deps:
    """With the sandbox's sample people and groups in it."""
    deps = support.make_deps(store, support.TestClock(), support.Replies(), folder)
    await apply_rows(deps, SAMPLE_ROSTER, GROUP_CHATS, MEMBER_GROUPS)
    return deps


async def add_member(store: Store, staff_no: str, name: str) -> None:
    async with store.begin() as tx:
        branch = await tx.value(select(t.branches.c.id).limit(1))
        row = t.members.insert().values(staff_no=staff_no, name=name, branch_id=branch, updated_at=support.NOON)
        await tx.run(row)


async def opened_for(url: str, purpose: Purpose) -> Purpose | None:
    store = Store(url, support.vault(), purpose=purpose)
    await prepare(store)
    found = (await look(store)).purpose
    await store.close()
    return found


@pytest.mark.parametrize(
    ("samples", "others", "purpose"),
    [(0, 0, "production"), (19, 0, "sandbox"), (19, 1, "production"), (0, 3, "production")],
)
def test_what_an_older_database_holds_says_what_it_is_for(samples: int, others: int, purpose: str) -> None:
    assert purpose_of_unmarked(samples, others) == purpose


@pytest.mark.parametrize("purpose", list(Purpose))
async def test_it_is_marked_when_it_is_made_and_refused_for_the_other_purpose(new_url: str, purpose: Purpose) -> None:
    await made(new_url, purpose)
    assert await opened_for(new_url, purpose) is purpose
    other = next(one for one in Purpose if one is not purpose)
    with pytest.raises(ConfigError, match="沙箱") as refused:
        await opened_for(new_url, other)
    assert ("wennuan sandbox --data" in str(refused.value)) and "没有动它" in str(refused.value)


@pytest.mark.parametrize("real", [False, True])
async def test_an_older_one_is_marked_by_what_it_holds(new_url: str, real: bool) -> None:
    store = await made_before_the_mark(new_url)
    if real:
        await add_member(store, "Z1", "林静")
    await store.close()
    rightly, wrongly = (Purpose.PRODUCTION, Purpose.SANDBOX) if real else (Purpose.SANDBOX, Purpose.PRODUCTION)
    with pytest.raises(ConfigError):
        await opened_for(new_url, wrongly)
    store = Store(new_url, support.vault())
    assert (await look(store)).revision == "0007"  # refused before it was upgraded
    await store.close()
    assert await opened_for(new_url, rightly) is rightly


async def test_every_command_refuses_the_sandboxs_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await made(support.sqlite_url(tmp_path), Purpose.SANDBOX)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "missing.wennuan").write_text("x")
    before = sorted(path.name for path in tmp_path.iterdir())
    environment = {"DATA_DIR": str(tmp_path), "DATA_KEYS": support.KEY}
    for words in COMMANDS:
        refused = _invoke(words, environment).exception
        assert "是沙箱的" in str(refused), (words, refused)
    assert sorted({path.name for path in tmp_path.iterdir()} - {"wennuan.lock"}) == before


def _invoke(words: list[str], environment: dict[str, str]):  # type: ignore[no-untyped-def] # noqa: ANN202
    from concurrent.futures import ThreadPoolExecutor  # a command has a loop of its own

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(CliRunner().invoke, load(words[0]), words, env=environment).result()


async def test_run_then_sandbox_then_run_in_one_folder_never_mix(tmp_path: Path) -> None:
    """`make run` without a token, then with one, and back, in the folders of before."""
    from bot.sandbox.run import Sandbox

    sandbox = await Sandbox.open(tmp_path / "first", port=0)
    await sandbox.close()
    with pytest.raises(ConfigError, match="是沙箱的"):
        await build(settings(tmp_path / "first"), SystemClock())
    store = open_store(settings(tmp_path / "second"), making=Making.ALL)
    await prepare(store)
    await store.close()
    before = sorted(path.name for path in (tmp_path / "second").iterdir())
    with pytest.raises(ConfigError, match="是正式使用的"):
        await Sandbox.open(tmp_path / "second", port=0)
    assert sorted(path.name for path in (tmp_path / "second").iterdir()) == before


async def test_the_sandbox_keeps_off_what_the_settings_say_of_production(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.sandbox.run import Sandbox, _settings

    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://me:geheim@127.0.0.1:9/union")
    monkeypatch.setenv("DATA_KEYS", support.KEY)
    monkeypatch.setenv("OPERATOR_CHAT_ID", "42")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    apart = _settings(tmp_path / "elsewhere")
    assert (apart.database_url, apart.data_keys, apart.operator_chat_id) == (None, None, None)
    with pytest.raises(ConfigError, match="正式使用的数据文件夹"):
        await Sandbox.open(tmp_path, port=0)
    assert list(tmp_path.iterdir()) == []


async def test_a_backup_of_the_other_purpose_is_not_restored(store: Store, tmp_path: Path) -> None:
    made_here = await backup.make(store, tmp_path, support.NOON)
    url = f"sqlite+aiosqlite:///{tmp_path}/sandbox.db"
    await made(url, Purpose.SANDBOX)
    sandbox = Store(url, support.vault(), purpose=Purpose.SANDBOX)
    with pytest.raises(ConfigError, match="正式使用"):
        await backup.restore(sandbox, made_here.path, replace=True)
    assert (await look(sandbox)).purpose is Purpose.SANDBOX
    of_sandbox = await backup.make(sandbox, tmp_path / "others", support.NOON)
    with pytest.raises(ConfigError, match="来自沙箱"):
        await backup.restore(store, of_sandbox.path, replace=True)
    await sandbox.close()


async def test_a_backup_without_a_mark_is_known_by_what_it_holds(store: Store, tmp_path: Path) -> None:
    older = await made_before_the_mark(f"sqlite+aiosqlite:///{tmp_path}/older.db")
    backed_up = await backup.make(older, tmp_path / "backups", support.NOON)
    await older.close()
    with pytest.raises(ConfigError, match="来自沙箱"):
        await backup.restore(store, backed_up.path, replace=True)


async def test_sample_people_among_members_stop_the_start_until_they_are_dropped(tmp_path: Path) -> None:
    shutil.copy(await support.template(peopled=True), tmp_path / "wennuan.db")
    store = Store(support.sqlite_url(tmp_path), support.vault())
    deps = await peopled(store, tmp_path)
    chosen = settings(tmp_path, data_keys=support.KEY)
    with pytest.raises(ConfigError, match="wennuan roster drop-samples"):
        await build(chosen, SystemClock())
    async with unit(deps) as u:
        assert await drop_sample_people(u) == (19, 3)
    async with store.read() as tx:
        assert await installation.active_samples(tx) == []
        bound = await tx.all(select(t.members.c.telegram_id).where(t.members.c.telegram_id.is_not(None)))
        held = await tx.value(
            select(t.offices.c.id).where(t.offices.c.since == deps.clock.now().date(), t.offices.c.until.is_(None))
        )
    assert {row["telegram_id"] for row in bound} == {person[3] for person in support.PEOPLE if person[3]}
    assert held is None
    await store.close()
    app = await build(chosen, SystemClock())
    await app.stop()


async def test_missing_keys_are_not_made_anew_where_there_is_something_sealed(tmp_path: Path) -> None:
    store = open_store(settings(tmp_path), making=Making.ALL)
    await prepare(store)
    await store.close()
    (tmp_path / "keys").unlink()
    with pytest.raises(ConfigError, match="密钥文件"):
        await build(settings(tmp_path), SystemClock())
    assert not (tmp_path / "keys").exists()


async def test_a_key_is_written_down_before_the_tables_are_made(postgres_url: str, tmp_path: Path) -> None:
    store = open_store(settings(tmp_path, database_url=postgres_url), making=Making.ALL)
    await prepare(store)
    await store.close()
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    with pytest.raises(ConfigError, match="密钥文件"):  # a second machine must be given the first one's key
        store = open_store(settings(tmp_path / "second", database_url=postgres_url), making=Making.ALL)
        await prepare(store)


def test_a_mistyped_folder_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    for folder, words in (("datta", "没有数据文件夹"), ("file", "是一个文件"), (".", "还没有温暖的数据库")):
        for command in COMMANDS[:-2]:
            given = {"DATA_DIR": folder, "DATA_KEYS": support.KEY}
            if command[0] in ("restore",) and folder == ".":
                continue  # it may make the database beside its keys
            refused = CliRunner().invoke(load(command[0]), command, env=given)
            assert words in str(refused.exception), (folder, command, refused.output)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


async def test_an_empty_postgresql_is_no_union_without_members(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"DATA_DIR": str(tmp_path), "DATA_KEYS": support.KEY, "DATABASE_URL": postgres_url}
    assert "是空的" in str(_invoke(["roster", "list"], given).exception)
