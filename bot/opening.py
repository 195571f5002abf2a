"""Opening what the bot stands on, and saying in plain words why it cannot be opened."""

import fcntl
from contextlib import suppress
from pathlib import Path
from typing import IO

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.config import Settings
from bot.domain.clock import SystemClock, local
from bot.domain.errors import ConfigError
from bot.logs import logger
from bot.store.engine import Store
from bot.store.vault import Vault, load_keys
from knowledge.errors import KnowledgeError
from knowledge.library import Library

VERSIONS = Path(__file__).parent / "store" / "migrations" / "versions"
BOT = "wennuan run"  # what PostgreSQL knows a running bot's connections by
_log = logger(__name__)


class Lock:
    """Keeps a second bot off the same SQLite file; the system lets go of it however the process ends."""

    def __init__(self, file: IO[str] | None) -> None:
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            self._file.close()


def alone(store: Store) -> Lock:
    """Makes sure that no other bot works on this SQLite file; PostgreSQL may have as many as it likes.

    Raises ConfigError when there is one.
    """
    if not store.sqlite or not store.url.database:
        return Lock(None)
    path = Path(store.url.database).with_suffix(".lock")
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise ConfigError(f"另一个温暖程序正在使用这个数据库（{path.parent}）。请先停掉它，再启动。") from error
    return Lock(file)


async def nobody_on(store: Store) -> None:
    """Raises ConfigError when a bot works on this PostgreSQL now; whether one does on a file of SQLite, `alone` knows.

    It can't keep one from starting a moment later.
    """
    if store.sqlite:
        return
    here = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = :bot")
    try:
        async with store.read() as tx:
            connections = await tx.value(here.bindparams(bot=BOT))
    except (SQLAlchemyError, OSError) as error:
        raise ConfigError(explain(error, store)) from error
    if connections:
        place = store.url.render_as_string(hide_password=True)
        raise ConfigError(f"还有温暖程序正在使用这个数据库（{place}）。请把每台机器上的都停掉，再来一次。")


def open_store(settings: Settings, program: str = "wennuan") -> Store:
    keys = settings.data_keys.get_secret_value() if settings.data_keys else None
    store = Store(settings.database, Vault(load_keys(keys, settings.data_dir)), program)
    _keep_private(store)
    return store


def _keep_private(store: Store) -> None:
    """A new SQLite file is for the bot's account alone; its journals take over the file's rights."""
    path = Path(store.url.database or "")
    if store.sqlite and path.parent.is_dir() and not path.exists():
        with suppress(OSError):  # a folder that takes no file is explained when the database is opened
            path.touch(mode=0o600)


async def prepare(store: Store, backups: Path | None = None) -> None:
    """Brings the database up to date; one that has been in use is first backed up into the folder `backups`.

    Raises ConfigError when it cannot be reached or used.
    """
    found = await _revision(store)
    if found == newest():
        return
    from bot.store.migrate import upgrade

    try:
        if backups is not None and found is not None and found < newest():
            await _back_up(store, backups)
        await upgrade(store)
    except (SQLAlchemyError, OSError) as error:
        await store.close()
        raise ConfigError(explain(error, store)) from error
    except ConfigError:
        await store.close()
        raise


async def up_to_date(settings: Settings) -> bool:
    """Whether the newest migration has run already: then Alembic (12 MB of memory) need not be loaded."""
    store = open_store(settings)
    try:
        return await _revision(store) == newest()
    finally:
        await store.close()


def newest() -> str:
    """The number of this version's last migration."""
    return max(path.stem.split("_")[0] for path in VERSIONS.glob("[0-9]*.py"))


async def _revision(store: Store) -> str | None:
    """The last migration that has run; None for an empty database, or one in trouble: the upgrade tells which."""
    try:
        async with store.read() as tx:
            found = await tx.value(text("select version_num from alembic_version"))
            return None if found is None else str(found)
    except (SQLAlchemyError, OSError):
        return None


async def _back_up(store: Store, folder: Path) -> None:
    from bot.services import backup

    made = await backup.make(store, folder, local(SystemClock().now()))
    _log.info("opening.backed_up", file=made.path.name, rows=made.rows)


def explain(error: Exception, store: Store) -> str:
    """What is wrong with the database, for the operator."""
    reason = str(getattr(error, "orig", error)).lower()
    place = store.url.render_as_string(hide_password=True)
    if "locked" in reason:
        return f"数据库正被另一个程序占用（{place}）。请先停掉它，再启动。"
    if "readonly" in reason or "read-only" in reason or "permission" in reason:
        return f"数据库不可写（{place}）。请检查数据文件夹的属主和权限。"
    if "full" in reason or "disk" in reason:
        return f"磁盘已满或出错（{place}）。请腾出空间、检查磁盘后再启动。"
    return f"连不上数据库（{place}）。请检查 DATABASE_URL、数据库是否在运行、账号密码是否正确。"


def load_library(settings: Settings) -> Library:
    try:
        return Library.load(help_line=settings.helpline or "", numbers=settings.care_numbers)
    except KnowledgeError as error:
        raise ConfigError(f"通知读不懂，机器人没有启动：{error}") from error
