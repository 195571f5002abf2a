"""Backups restore to the same rows, on either database; a damaged or foreign one is refused and changes nothing."""

import json
import subprocess
import sys
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, text

from bot.core import private_files
from bot.core.clock import local
from bot.core.errors import BadInput, ConfigError
from bot.core.kinds import Kind
from bot.core.messages import Outgoing
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Deps
from bot.ops import backup, queries
from bot.ops.opening import prepare
from bot.reports.queries import reports
from bot.store import migrate, outbox
from bot.store import tables as t
from bot.store.engine import Store
from bot.store.vault import Vault
from tests import support


async def filled(store: Store) -> dict[str, queries.Sums]:
    people = await support.fill_roster(store)
    async with store.begin() as tx:
        await reports.add_draft(tx, Kind.HOSPITALIZATION, people["A001"], {"hospital": "附一医"}, support.NOON)
        await outbox.enqueue(tx, [Outgoing(101, "您好")], support.NOON)
        return await queries.sums(tx)


async def sums(store: Store) -> dict[str, queries.Sums]:
    async with store.read() as tx:
        return await queries.sums(tx)


async def test_a_backup_restores_to_the_same_rows(any_store: Store, tmp_path: Path) -> None:
    before = await filled(any_store)
    made = await backup.make(any_store, tmp_path / "backups", support.NOON)
    async with support.open_store(f"sqlite+aiosqlite:///{tmp_path}/other.db") as other:
        assert (await backup.restore(other, made.path)).rows == made.rows
        assert await sums(other) == before
        async with other.begin() as tx:  # ids go on behind the restored ones
            author = await members.by_staff_no(tx, "A002", support.NOON.date())
            assert author is not None
            assert (await reports.add_draft(tx, Kind.MARRIAGE, author, {}, support.NOON)).id == 2


async def test_a_snapshot_stays_at_its_moment_while_others_write(any_store: Store) -> None:
    before = await filled(any_store)
    async with any_store.snapshot() as tx:
        shape = await queries.shape(tx)
        async with any_store.begin() as other:
            await outbox.enqueue(other, [Outgoing(102, "后到的一句")], support.NOON)
        assert await queries.sums(tx, shape) == before
    assert await sums(any_store) != before


async def test_an_older_database_is_backed_up_before_it_is_upgraded(tmp_path: Path) -> None:
    store = Store(support.sqlite_url(tmp_path), support.vault())
    await migrate.upgrade(store, "0002")
    async with store.begin() as tx:
        branch = await tx.value(select(t.branches.c.id))
        await tx.run(t.members.insert().values(staff_no="A1", name="林静", branch_id=branch, updated_at=support.NOON))
        old = await queries.shape(tx)
    await prepare(store, tmp_path / "backups")
    async with store.read() as tx:
        assert len(await queries.shape(tx)) > len(old)
        before = await queries.sums(tx, old)
    made = backup.newest(tmp_path / "backups")
    assert made is not None
    await backup.restore(store, made, replace=True)
    async with store.read() as tx:
        assert await queries.sums(tx, old) == before
    await store.close()


async def test_what_is_no_backup_is_told_from_a_wrong_key(store: Store, tmp_path: Path) -> None:
    lines = (await backup.make(store, tmp_path / "made", support.NOON)).path.read_bytes().splitlines(keepends=True)
    file = tmp_path / "file.wennuan"
    for content, told in (
        (b"PK\x03\x04 some workbook", "不是温暖的备份文件"),
        ("名册\n".encode("gbk"), "不是温暖的备份文件"),
        (lines[0][:40], "不是温暖的备份文件"),
        (lines[0] + b"rubbish\n" + lines[-1], "第 2 行读不出来"),
        (lines[0] + Fernet(Fernet.generate_key()).encrypt(b"x") + b"\n", "第 2 行读不出来"),
        (store.vault.seal_bytes(b"no zlib") + b"\n", "第 1 行读不出来"),
        (Fernet(Fernet.generate_key()).encrypt(b"x") + b"\n", "密钥不是做这份备份时的那把"),
        (b"", "不完整"),
    ):
        file.write_bytes(content)
        with pytest.raises((BadInput, ConfigError), match=told):
            await backup.restore(store, file, replace=True)


async def test_no_table_is_left_out_of_a_backup(store: Store) -> None:
    """Whatever else a process has imported, or not."""
    code = "from bot.ops.queries import metadata; print(*metadata.tables)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: ASYNC221
    found = done.stdout.split()
    async with store.read() as tx:
        there = await tx.all(text("select name from sqlite_master where type = 'table' and name not like 'sqlite%'"))
    assert sorted([*found, "alembic_version"]) == sorted(row["name"] for row in there)


async def test_nothing_personal_is_readable_in_the_file(store: Store, tmp_path: Path) -> None:
    await filled(store)
    made = await backup.make(store, tmp_path, support.NOON)
    content = made.path.read_bytes()
    assert "林静".encode() not in content
    assert made.path.stat().st_mode & 0o077 == 0


async def test_a_database_in_use_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    before = await filled(store)
    made = await backup.make(store, tmp_path, support.NOON)
    with pytest.raises(BadInput, match="--replace"):
        await backup.restore(store, made.path)
    assert await sums(store) == before
    await backup.restore(store, made.path, replace=True)
    assert await sums(store) == before


async def test_a_truncated_backup_is_refused_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    before = await filled(store)
    made = await backup.make(store, tmp_path, support.NOON)
    made.path.write_bytes(b"".join(made.path.read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(ConfigError, match="不完整"):
        await backup.restore(store, made.path, replace=True)
    assert await sums(store) == before


async def altered(store: Store, path: Path, lines: list[bytes], *, left: str) -> None:
    """Refused in words that hold `left`, whether or not the database may be replaced; nothing is changed."""
    before = await sums(store)
    path.write_bytes(b"".join(lines))
    with pytest.raises(ConfigError, match=left):
        await backup.restore(store, path, replace=True)
    assert await sums(store) == before


async def test_a_line_cut_out_of_a_backup_is_found(store: Store, tmp_path: Path) -> None:
    """Whichever it is: the rows of the outbox, or those that others refer to."""
    await filled(store)
    path = (await backup.make(store, tmp_path, support.NOON)).path
    lines = path.read_bytes().splitlines(keepends=True)
    for number in range(len(lines) - 1):
        await altered(store, path, lines[:number] + lines[number + 1 :], left="应有")


async def test_lines_that_changed_places_or_were_replaced_are_found(store: Store, tmp_path: Path) -> None:
    await filled(store)
    path = (await backup.make(store, tmp_path, support.NOON)).path
    lines = path.read_bytes().splitlines(keepends=True)
    swapped = [lines[1], lines[0], *lines[2:]]
    await altered(store, path, swapped, left="次序")
    again = store.vault.seal_bytes(store.vault.open_bytes(lines[0].strip())) + b"\n"
    await altered(store, path, [again, *lines[1:]], left="被换过")
    await altered(store, path, [lines[0], *lines], left="应有")
    await altered(store, path, [*lines, lines[0]], left="最后一行之后")
    await altered(store, path, [*lines[:2], b"gAAAA\n", *lines[3:]], left="第 3 行读不出来")


async def test_a_backup_without_the_chain_restores_when_its_sums_agree(store: Store, tmp_path: Path) -> None:
    """As versions before this one wrote it: the last line holds the sums alone."""
    before = await filled(store)
    path = (await backup.make(store, tmp_path, support.NOON)).path
    *lines, last = path.read_bytes().splitlines(keepends=True)
    ending = json.loads(zlib.decompress(store.vault.open_bytes(last.strip())))
    old = zlib.compress(json.dumps({"sums": ending["sums"]}).encode())
    older = [*lines, store.vault.seal_bytes(old) + b"\n"]
    path.write_bytes(b"".join(older))
    contents = await backup.restore(store, path, replace=True)
    assert not contents.chained
    assert await sums(store) == before
    await altered(store, path, older[1:], left="应有")


async def test_a_backup_that_is_given_up_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with patch.object(backup, "_prove", side_effect=ConfigError("不一致")), pytest.raises(ConfigError):
        await backup.make(store, tmp_path, support.NOON)
    assert list(tmp_path.glob("*.wennuan*")) == []


async def test_what_a_killed_backup_left_is_swept_by_the_next(store: Store, tmp_path: Path) -> None:
    folder = private_files.folder(tmp_path / "backups")
    (folder / "20261101-030000.partial").write_bytes(b"")  # as versions before this one named it
    (folder / "20261102-030000.wennuan.0a1b2c3d.partial").write_bytes(b"")
    (folder / "scratch-0a1b2c3d.partial").mkdir()
    (folder / "scratch-0a1b2c3d.partial" / "proof.db").write_bytes(b"")
    (folder / "notes.partial").write_bytes(b"")  # somebody else's
    made = await backup.make(store, folder, support.NOON)
    assert sorted(folder.iterdir()) == sorted([made.path, folder / "notes.partial"])


async def test_a_file_with_another_name_in_the_folder_hinders_nothing(
    deps: Deps, roster: dict[str, Member], clock: support.TestClock
) -> None:
    folder = private_files.folder(backup.backup_folder(deps.settings.data_dir))
    (folder / "搬家前.wennuan").write_bytes(b"")
    await backup.backup_due(deps)
    made = backup.newest(folder)
    assert made is not None
    assert made.stem != "搬家前"
    assert (folder / "搬家前.wennuan").exists()


async def test_the_wrong_key_is_named_as_the_reason(store: Store, tmp_path: Path) -> None:
    await filled(store)
    made = await backup.make(store, tmp_path, support.NOON)
    store.vault = Vault([Fernet.generate_key().decode()])
    with pytest.raises(ConfigError, match="密钥"):
        await backup.restore(store, made.path, replace=True)


@pytest.mark.postgres
async def test_an_installation_moves_to_postgresql(store: Store, postgres_url: str) -> None:
    before = await filled(store)
    async with support.open_store(postgres_url) as target:
        assert await backup.move(store, target) == before
        assert await sums(target) == before
        with pytest.raises(BadInput, match="空的数据库"):
            await backup.move(store, target)
        async with target.begin() as tx:
            author = await members.by_staff_no(tx, "A002", support.NOON.date())
            assert author is not None
            assert (await reports.add_draft(tx, Kind.MARRIAGE, author, {}, support.NOON)).id == 2


def test_the_rule_keeps_days_weeks_and_months() -> None:
    now = datetime(2026, 11, 23, 3, tzinfo=UTC)
    paths = [Path(f"{now - timedelta(days=n):%Y%m%d-%H%M%S}.wennuan") for n in range(500)]
    kept = sorted(set(paths) - set(backup.stale(paths, now)), reverse=True)
    ages = [(now.date() - datetime.strptime(path.stem[:8], "%Y%m%d").replace(tzinfo=UTC).date()).days for path in kept]
    assert ages[:7] == list(range(7))
    assert 16 <= len(kept) <= 24
    assert max(ages) > 300


def test_one_of_several_on_a_day_stays() -> None:
    now = datetime(2026, 11, 23, 23, tzinfo=UTC)
    early, late = Path("20261123-010000.wennuan"), Path("20261123-220000.wennuan")
    assert backup.stale([early, late], now) == [early]


async def test_one_a_day_by_itself(deps: Deps, roster: dict[str, Member], clock: support.TestClock) -> None:
    folder = backup.backup_folder(deps.settings.data_dir)
    for _ in range(2):
        await backup.backup_due(deps)
    assert len(list(folder.iterdir())) == 1
    clock.forward(days=1)
    await backup.backup_due(deps)
    assert len(list(folder.iterdir())) == 2


async def test_a_backup_of_a_clock_that_ran_ahead_does_not_stand_for_todays(
    deps: Deps, roster: dict[str, Member], clock: support.TestClock
) -> None:
    folder = backup.backup_folder(deps.settings.data_dir)
    clock.forward(days=365)
    await backup.backup_due(deps)
    clock.forward(days=-365)
    await backup.backup_due(deps)
    assert f"{local(clock.now()):%Y%m%d-%H%M%S}" in {path.stem for path in folder.iterdir()}


async def test_an_operator_who_backs_up_otherwise_is_left_alone(
    store: Store, clock: support.TestClock, tmp_path: Path
) -> None:
    deps = support.make_deps(store, clock, support.Replies(), tmp_path, backup_daily=False)
    await backup.backup_due(deps)
    assert backup.newest(backup.backup_folder(tmp_path)) is None
