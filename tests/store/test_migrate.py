"""The migrations make exactly the tables of `bot.store.tables`, from nothing and again."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.core.errors import ConfigError
from bot.store import migrate
from bot.store import tables as t
from bot.store.engine import Store
from tests import support


async def test_migrations_and_tables_agree(any_store: Store) -> None:
    assert await migrate.differences(any_store) == []


async def test_a_second_start_changes_nothing(any_store: Store) -> None:
    await migrate.upgrade(any_store)
    async with any_store.read() as tx:
        rows = await tx.all(select(t.branches.c.name).where(t.branches.c.committee))
    assert [row["name"] for row in rows] == [migrate.COMMITTEE]


async def test_a_database_of_a_newer_version_is_refused(any_store: Store) -> None:
    async with any_store.begin() as tx:
        await tx.run(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ConfigError, match="更新的版本"):
        await migrate.upgrade(any_store)


async def test_of_several_open_claims_of_an_account_the_newest_stays(tmp_path: Path) -> None:
    store = Store(support.sqlite_url(tmp_path), support.vault())
    await migrate.upgrade(store, "0007")
    async with store.begin() as tx:
        branch = await tx.value(select(t.branches.c.id))
        await tx.run(t.members.insert().values(staff_no="A1", name="林静", branch_id=branch, updated_at=support.NOON))
        for account in (900, 900, 901):
            values = {"telegram_id": account, "member_id": 1, "status": "open", "created_at": support.NOON}
            await tx.run(t.claims.insert().values(values))
    await migrate.upgrade(store)
    async with store.read() as tx:
        rows = await tx.all(select(t.claims.c.id, t.claims.c.status).order_by(t.claims.c.id))
    assert [row["status"] for row in rows] == ["lapsed", "open", "open"]
    await store.close()
