"""The record of processing: nothing that is kept is missing from it, and it says what the settings say."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert
from typer.testing import CliRunner

from bot.cli import load
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.privacy import own_data as privacy
from bot.privacy.queries.resealing import SEALED
from bot.privacy.record import cells, markdown, read, workbook
from bot.privacy.retention import purge_due
from bot.privacy.texts.processing import ACTIVITIES, IMPERSONAL
from bot.store import migrate
from bot.store import tables as t
from bot.store.tables_members import erasures
from tests.support import NOON, Replies, TestClock, make_deps

Roster = dict[str, Member]


def test_every_table_is_in_the_record_once() -> None:
    """A new table belongs in `bot/privacy/texts/processing.py`: what it holds, why, who sees it, how long."""
    assert migrate.COMMITTEE, "with the migrations, every module of tables is loaded"
    named = [name for activity in ACTIVITIES for name in activity.tables] + list(IMPERSONAL)
    assert sorted(named) == sorted(table.name for table in t.metadata.sorted_tables)


def test_no_table_about_members_passes_for_impersonal() -> None:
    sealed = {table.name for table, _ in SEALED}
    for table in t.metadata.sorted_tables:
        about = {fk.column.table.name for column in table.columns for fk in column.foreign_keys} & {"members"}
        accounts = {"telegram_id", "lane", "chat_id"} & set(table.c.keys())
        if about or (accounts and table.name != "lanes") or table.name in sealed:
            assert table.name not in IMPERSONAL, f"{table.name} holds {about or accounts or 'sealed words'}"


@pytest.mark.parametrize("days", [180, 365])
async def test_record_and_notice_say_what_the_sweep_does(
    deps: Deps, clock: TestClock, replies: Replies, tmp_path: Path, days: int
) -> None:
    there = make_deps(deps.store, clock, replies, tmp_path, retention_days=days)
    assert f"办结 {days} 天后" in markdown(await read(there))
    await privacy.tell(there, await _heard(deps), 999)
    async with deps.store.read() as tx:
        said = deps.store.vault.open(await tx.value(t.outbox.select().with_only_columns(t.outbox.c.payload)))
    assert f"申报结束 {days} 天后" in said["text"]
    for activity in ACTIVITIES:
        assert activity.told in said["text"]


async def test_the_record_counts_and_dates(deps: Deps, clock: TestClock, roster: Roster) -> None:
    async with deps.store.begin() as tx:
        values = {"member_id": roster["A001"].id, "requested_at": NOON, "due_at": NOON + timedelta(days=7)}
        await tx.run(insert(erasures).values(values))
    assert "等待执行（7 天反悔期内，或有申报未办结） | 1 次" in markdown(await read(deps))
    clock.forward(days=8)
    await purge_due(deps)
    found = markdown(await read(deps))
    assert "在册会员 11 人，其中绑定账号 10 人" in found
    assert "会员申请删除，已执行 | 1 次，最近 2026-12-01 12:00" in found
    assert "members 12" in found
    assert "林静" not in found


async def test_the_record_as_excel(deps: Deps, roster: Roster) -> None:
    record = await read(deps)
    book = load_workbook(BytesIO(workbook(record)))
    assert book.sheetnames == ["个人信息处理活动记录", "数量"]
    names = [row[0] for row in book.worksheets[0].iter_rows(min_row=3, values_only=True)]
    assert names == [row[0] for row in cells(record)]
    assert ("members", 12, "会员名册") in list(book.worksheets[1].iter_rows(min_row=3, values_only=True))


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(load("init"), ["init"])
    assert "已重新加密" in CliRunner().invoke(load("keys"), ["keys", "rotate"]).output
    done = CliRunner().invoke(load("privacy"), ["privacy", "record"])
    assert done.output.count("已写入") == 2, done.output
    [page] = (tmp_path / "records").glob("*.md")
    text = page.read_text()
    assert "向境外提供" in text
    assert "由工会评估决定" in text
    assert "最近一次全部换用新密钥：20" in text


async def _heard(deps: Deps) -> int:
    async with deps.store.begin() as tx:
        await tx.run(insert(t.inbox).values(update_id=1, lane=999, raw=b"{}", received_at=NOON))
    return 1
