"""The migrations make exactly the tables of `bot.store.tables`, from nothing and again."""

import pytest
from sqlalchemy import select, text

from bot.domain.errors import ConfigError
from bot.store import migrate
from bot.store import tables as t
from bot.store.engine import Store


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
