"""Brings a database up to the tables of this version, from an empty one or an older one, at every start."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DatabaseError

from bot.core.errors import ConfigError
from bot.core.installation import Purpose
from bot.core.texts import installation as texts
from bot.store import installation
from bot.store import tables as t
from bot.store.engine import Store
from bot.store.schema import metadata

LOCK = 2019_07  # any number, as long as nobody else takes it in this database
COMMITTEE = "市直属机关工会工作委员会"


async def upgrade(store: Store, revision: str = "head") -> None:
    """Runs the missing migrations in one transaction. Raises ConfigError for a file that is no database of ours."""
    try:
        async with store.engine.begin() as connection:
            await connection.run_sync(_upgrade, revision, store.purpose)
    except DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise ConfigError(texts.DAMAGED) from error
        raise


async def differences(store: Store) -> list[object]:
    """What the migrations lack against the tables; empty when they agree."""
    async with store.engine.connect() as connection:
        return await connection.run_sync(
            lambda sync: list(compare_metadata(MigrationContext.configure(sync), metadata))
        )


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection, revision: str, purpose: Purpose) -> None:
    config = _config(connection)
    if connection.dialect.name == "postgresql":  # of replicas that start together one migrates, the others wait
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current and current not in known:
        raise ConfigError(texts.NEWER)
    command.upgrade(config, revision)
    if revision == "head":
        installation.mark(connection, None if current else purpose)
    if not connection.execute(select(t.branches.c.id).where(t.branches.c.committee)).first():
        connection.execute(insert(t.branches).values(name=COMMITTEE, committee=True))
