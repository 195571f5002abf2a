"""Opens data folder, keys and database; looks at the database first, and says in plain words what is wrong with it."""

import fcntl
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from bot.core import private_files
from bot.core.clock import SystemClock, local
from bot.core.config import Settings
from bot.core.errors import ConfigError
from bot.core.installation import Purpose
from bot.core.logs import logger
from bot.core.texts import installation as texts
from bot.core.texts.settings import without_password
from bot.store import installation
from bot.store.engine import Store
from bot.store.vault import KEY_FILE, Vault, new_key, read_keys

VERSIONS = Path(__file__).parents[1] / "store" / "migrations" / "versions"
BOT = "wennuan run"  # what PostgreSQL knows a running bot's connections by
_log = logger(__name__)


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
        return texts.taken(place)
    if "readonly" in reason or "read-only" in reason or "permission" in reason:
        return texts.read_only(place)
    if "full" in reason or "disk" in reason:
        return texts.disk_trouble(place)
    return texts.unreachable(place)


class Lock:
    """Keeps a second bot off the same SQLite file; the system lets go of it however the process ends."""

    def __init__(self, file: IO[bytes] | None) -> None:
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
    path = Path(store.url.database).resolve().with_suffix(".lock")  # beside the file itself, whatever name led to it
    try:
        file = private_files.append(path)
    except OSError as error:
        raise ConfigError(texts.cannot_make(path.parent)) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise ConfigError(texts.runs_already(path.parent)) from error
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
        place = place_of(store)
        raise ConfigError(texts.runs_elsewhere(place))


class Making(IntEnum):
    """How much may be made where it is not there yet. A mistyped folder must not look like a union without members."""

    NOTHING = 0  # the commands
    DATABASE = 1  # restoring, beside the keys that were put back
    ALL = 2  # run, init and sandbox


def open_store(
    settings: Settings,
    program: str = "wennuan",
    *,
    purpose: Purpose = Purpose.PRODUCTION,
    making: Making = Making.NOTHING,
) -> Store:
    """The database of the settings, not connected yet. Raises ConfigError for what is missing, with what to do."""
    _folder(settings.data_dir, making)
    url = make_url(settings.database)
    file = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
    if file is not None and not file.exists() and making is Making.NOTHING:
        raise ConfigError(texts.no_database(settings.data_dir))
    try:
        store = Store(settings.database, _vault(settings, making), program, purpose)
    except OSError as error:
        raise ConfigError(texts.cannot_make(file.parent if file else settings.data_dir)) from error
    if file is not None:
        _keep_private(file)
    return store


def untouched(settings: Settings, keys: list[str]) -> Store:
    """The database, to be looked at only. Raises ConfigError when it is not there."""
    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        raise ConfigError(texts.no_database(settings.data_dir))
    return Store(settings.database, Vault(keys or [new_key()]), untouched=True)  # a look opens nothing that is sealed


def _folder(folder: Path, making: Making) -> None:
    if folder.exists() and not folder.is_dir():
        raise ConfigError(texts.not_a_folder(folder))
    if not folder.exists() and making is not Making.ALL:
        raise ConfigError(texts.no_folder(folder))
    try:
        private_files.folder(folder)
    except OSError as error:
        raise ConfigError(texts.cannot_make(folder)) from error


def _vault(settings: Settings, making: Making) -> Vault:
    """With the keys there are; a new one is written down only once the database has turned out to be new, too."""
    keys = read_keys(settings.data_keys.get_secret_value() if settings.data_keys else None, settings.data_dir)
    if keys:
        return Vault(keys)
    file = settings.data_dir / KEY_FILE
    if making is not Making.ALL:
        raise ConfigError(texts.no_keys_yet(file))
    return Vault([new_key()], unsaved=file)


def _keep_private(file: Path) -> None:
    """A new SQLite file is for the bot's account alone; its journals take over the file's rights."""
    if not file.exists():
        with suppress(OSError):  # a folder that takes no file is explained when the database is opened
            file.touch(mode=0o600)


async def prepare(store: Store, backups: Path | None = None, *, new: bool = True) -> None:
    """Brings the database up to date; one that has been in use is first backed up into the folder `backups`.

    Raises ConfigError when it cannot be reached or used, is for the other purpose, or is empty and may not be (`new`).
    Nothing has been changed then.
    """
    try:
        found = await look(store)
        fit(found, store, new=new)
        if found.revision == newest():
            return
        from bot.store.migrate import upgrade

        if found.revision is None:
            store.vault.keep()
        elif backups is not None and found.revision < newest():
            await _back_up(store, backups)
        await upgrade(store)
    except (SQLAlchemyError, OSError) as error:
        await store.close()
        raise ConfigError(explain(error, store)) from error
    except BaseException:
        await store.close()
        raise


def fit(found: Found, store: Store, *, new: bool = True) -> None:
    """Raises ConfigError when the database is not one for this purpose, or its keys are missing."""
    place = place_of(store)
    if found.revision is None and not new:
        raise ConfigError(texts.no_tables(place))
    if found.purpose not in (None, store.purpose):
        raise ConfigError(texts.of_other(store.purpose, place))
    if found.revision is not None and store.vault.unsaved is not None:
        raise ConfigError(texts.no_keys(store.vault.unsaved))


async def no_samples(store: Store) -> None:
    """Raises ConfigError when sample people of the sandbox are members here, as of before databases were marked."""
    async with store.read() as tx:
        if names := await installation.active_samples(tx):
            raise ConfigError(texts.samples_inside(names))


async def up_to_date(settings: Settings) -> bool:
    """Whether the newest migration has run already: then Alembic (12 MB of memory) need not be loaded."""
    store = open_store(settings, making=Making.ALL)
    try:
        return (await look(store)).revision == newest()
    finally:
        await store.close()


def token_of(settings: Settings) -> str:
    """Raises ConfigError when there is none."""
    if settings.bot_token is None:
        raise ConfigError(texts.NOT_ON_TELEGRAM_YET)
    return settings.bot_token.get_secret_value()


async def _back_up(store: Store, folder: Path) -> None:
    from bot.ops import backup

    made = await backup.make(store, folder, local(SystemClock().now()))
    _log.info("opening.backed_up", file=made.path.name, rows=made.rows)
