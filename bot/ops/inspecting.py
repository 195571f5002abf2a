"""Looking at a database before anything is done with it, and saying in plain words what is wrong with it."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.core.errors import ConfigError
from bot.core.installation import Purpose
from bot.core.masking import without_password
from bot.core.texts import installation as texts
from bot.store import installation
from bot.store.engine import Store

VERSIONS = Path(__file__).parents[1] / "store" / "migrations" / "versions"


@dataclass(frozen=True)
class Found:
    """How a database stands: its last migration (None: it has no tables of ours yet), and what it is for."""

    revision: str | None
    purpose: Purpose | None


async def look(store: Store) -> Found:
    """Raises ConfigError when it can't be reached, or is no database."""

    def found(connection: Connection) -> Found:
        if not inspect(connection).has_table("alembic_version"):
            return Found(None, None)
        revision = connection.execute(text("select version_num from alembic_version")).scalar()
        return Found(revision, installation.purpose_of(connection))

    try:
        async with store.read() as tx:
            return await tx.connection.run_sync(found)
    except Exception as error:  # each driver has its own, and none of them gets further than this
        raise ConfigError(explain(error, store)) from error


def newest() -> str:
    """The number of this version's last migration."""
    return max(path.stem.split("_")[0] for path in VERSIONS.glob("[0-9]*.py"))


def place_of(store: Store) -> str:
    """Where the database is, without the password."""
    return without_password(store.url.render_as_string(hide_password=True))


def explain(error: Exception, store: Store) -> str:
    """What is wrong with the database, for the operator."""
    reason = str(getattr(error, "orig", error)).lower()
    place = place_of(store)
    if "not a database" in reason or "malformed" in reason:
        return texts.DAMAGED
    if "locked" in reason:
        return f"数据库正被另一个程序占用（{place}）。请先停掉它，再启动。"
    if "readonly" in reason or "read-only" in reason or "permission" in reason:
        return f"数据库不可写（{place}）。请检查数据文件夹的属主和权限。"
    if "full" in reason or "disk" in reason:
        return f"磁盘已满或出错（{place}）。请腾出空间、检查磁盘后再启动。"
    return f"连不上数据库（{place}）。请检查 DATABASE_URL、数据库是否在运行、账号密码是否正确。"
