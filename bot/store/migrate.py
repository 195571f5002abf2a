"""Brings a database up to the tables of this version, from an empty one or an older one, at every start."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DatabaseError

from bot.domain.errors import ConfigError
from bot.store import tables as t
from bot.store import tables_activities as _activities  # noqa: F401 - they belong to the same metadata
from bot.store import tables_broadcasts as _broadcasts  # noqa: F401 - so do these
from bot.store import tables_desk as _desk  # noqa: F401 - so do these
from bot.store import tables_members as _members  # noqa: F401 - so do these
from bot.store.engine import Store

COMMITTEE = "市直属机关工会工作委员会"


async def upgrade(store: Store, revision: str = "head") -> None:
    """Runs the missing migrations in one transaction. Raises ConfigError for a file that is no database of ours."""
    try:
        async with store.engine.begin() as connection:
            await connection.run_sync(_upgrade, revision)
    except DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise ConfigError(
                "数据库文件已损坏或不是温暖的数据库。请不要删除它；先停机，再用 wennuan restore 从备份恢复。"
            ) from error
        raise


async def differences(store: Store) -> list[object]:
    """What the migrations lack against the tables; empty when they agree."""
    async with store.engine.connect() as connection:
        return await connection.run_sync(
            lambda sync: list(compare_metadata(MigrationContext.configure(sync), t.metadata))
        )


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection, revision: str) -> None:
    config = _config(connection)
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current and current not in known:
        raise ConfigError("数据库来自更新的版本。请把程序也升级到同一版本，或从升级前的备份恢复。")
    command.upgrade(config, revision)
    if not connection.execute(select(t.branches.c.id).where(t.branches.c.committee)).first():
        connection.execute(insert(t.branches).values(name=COMMITTEE, committee=True))
