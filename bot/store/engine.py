"""The database: one file or one server, the same statements.

SQLite: WAL, foreign keys on, one writing connection that begins IMMEDIATE (writers queue here instead of failing with
"database is locked"), a few reading ones. PostgreSQL: one pool for both.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import (
    URL,
    Connection,
    CursorResult,
    Executable,
    Result,
    RowMapping,
    Select,
    UpdateBase,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import AdaptedConnection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.sql.schema import Table
from sqlalchemy.sql.selectable import FromClause

from bot.core import private_files
from bot.core.extras import need
from bot.core.installation import Purpose
from bot.store.vault import Vault

#: What is deleted is overwritten (`secure_delete`): an erased name must not be found in the file's free pages.
#: Four connections keep 1 MB of pages each instead of 2: the system's cache has them too.
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "secure_delete=ON",
    "cache_size=-1024",
)

CONNECTIONS = 16  # to PostgreSQL, of each replica; nobody holds one and asks for another

Upsert = sqlite.Insert | postgresql.Insert


class Tx:
    """A connection inside a transaction, with the vault for sealed columns. Leaving the block commits."""

    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self.connection = connection
        self.vault = vault
        self._memos: dict[frozenset[str], dict[Any, Any]] = {}

    def memo(self, *tables: Table) -> dict[Any, Any]:
        """What this transaction has read of these tables, for whoever asks again within it.

        Empty at first, and again after each write to one of the tables and after each row of them that was locked.
        """
        return self._memos.setdefault(frozenset(table.name for table in tables), {})

    async def run(self, statement: Executable, rows: Sequence[dict[str, Any]] | None = None) -> int:
        """Executes and returns how many rows it touched."""
        result = await self.execute(statement, rows or None)
        return result.rowcount if isinstance(result, CursorResult) else 0

    async def all(
        self, statement: Executable, values: dict[str, Any] | Sequence[dict[str, Any]] | None = None
    ) -> Sequence[RowMapping]:
        return (await self.execute(statement, values)).mappings().all()

    async def one(self, statement: Executable) -> RowMapping | None:
        return (await self.execute(statement)).mappings().first()

    async def value(self, statement: Executable) -> Any:  # noqa: ANN401 - whatever the column holds
        return (await self.execute(statement)).scalar()

    async def number(self, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
        """Inserts the rows; their new ids, which rise in the order of the rows.

        PostgreSQL has to be asked for that order. SQLite numbers a list of values as it stands; SQLAlchemy would insert
        them there one by one.
        """
        ordered = self.connection.dialect.name == "postgresql"
        statement = table.insert().returning(table.c.id, sort_by_parameter_order=ordered)
        return sorted((await self.execute(statement, rows)).scalars()) if rows else []

    async def hold(self, query: Select[Any]) -> RowMapping | None:
        """The first row of the query, held against whoever else holds or changes it until the transaction ends.

        The row is as it was when the wait was over; what was read of its table before may be older, and is forgotten.
        """
        for table in query.columns_clause_froms:
            self._forget(table)
        return await self.one(query.with_for_update())

    async def execute(
        self, statement: Executable, values: dict[str, Any] | Sequence[dict[str, Any]] | None = None
    ) -> Result[Any]:
        """The one way to the database from inside a transaction: whatever it writes is no longer remembered."""
        if isinstance(statement, UpdateBase):
            self._forget(statement.table)
        return await self.connection.execute(statement, values)

    async def notify(self, channel: str, payload: str) -> None:
        """Told to whoever listens on that channel of PostgreSQL, once this has committed."""
        if self.connection.dialect.name == "postgresql":
            await self.connection.execute(select(func.pg_notify(channel, payload)))

    def _forget(self, table: FromClause) -> None:
        """`table`: as a statement names it; what is no table by name (a join) may hold any."""
        name = table.name if isinstance(table, Table) else None
        for tables in [known for known in self._memos if name is None or name in known]:
            del self._memos[tables]

    def insert(self, table: Table) -> Upsert:
        """An INSERT that knows ON CONFLICT on either database."""
        return postgresql.insert(table) if self.connection.dialect.name == "postgresql" else sqlite.insert(table)


class Store:
    """Opens transactions. `begin` for writing, `read` for looking; both are cheap to open and must be short."""

    def __init__(
        self,
        url: str,
        vault: Vault,
        program: str = "wennuan",
        purpose: Purpose = Purpose.PRODUCTION,
        *,
        untouched: bool = False,
    ) -> None:
        """`program`: what PostgreSQL is told that its connections belong to. `purpose`: what the database is for.

        `untouched`: it can only be looked at; not a byte is written, nor a file made beside it.

        Raises ConfigError where PostgreSQL is asked for and its driver is not installed.
        """
        self.vault, self.purpose = vault, purpose
        self._told = {"application_name": program} | ({"default_transaction_read_only": "on"} if untouched else {})
        self.url: URL = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        if self.sqlite and untouched:
            self._writer = self._reader = create_async_engine(_untouched(self.url))
        elif self.sqlite:
            self._writer = _sqlite_engine(self.url, "BEGIN IMMEDIATE", pool_size=1)
            self._reader = _sqlite_engine(self.url, "BEGIN", pool_size=3)
        else:
            need("postgres")
            self._writer = self._reader = _postgresql_engine(self.url, self._told)

    @property
    def engine(self) -> AsyncEngine:
        return self._writer

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        async with self._writer.begin() as connection:
            yield Tx(connection, self.vault)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        async with self._reader.connect() as connection:
            yield Tx(connection, self.vault)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Tx]:
        """Reads one moment of the whole database, however long it takes and whoever writes meanwhile."""
        async with self._reader.connect() as connection:
            if not self.sqlite:  # there each statement would see what was committed before it; SQLite's file stands
                await connection.execution_options(isolation_level="REPEATABLE READ")
            yield Tx(connection, self.vault)

    @asynccontextmanager
    async def hearing(self, channel: str, hear: Callable[[str], None]) -> AsyncIterator[asyncio.Event]:
        """Tells what is notified on a channel of PostgreSQL; the event is set once the connection is lost.

        The connection is none of the pool's.
        """
        lost = asyncio.Event()
        engine = create_async_engine(self.url, poolclass=NullPool, connect_args={"server_settings": self._told})
        async with engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            driver.add_termination_listener(lambda _connection: lost.set())
            await driver.add_listener(channel, lambda _connection, _pid, _channel, payload: hear(payload))
            yield lost

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def _untouched(url: URL) -> URL:
    """Without a journal nobody works on the file, and SQLite need make none to read it."""
    still = not Path(f"{url.database}-wal").exists()
    uri = f"file:{quote(str(url.database))}"
    return url.set(database=uri, query={"mode": "ro", "uri": "true"} | ({"immutable": "1"} if still else {}))


def _postgresql_engine(url: URL, told: dict[str, str]) -> AsyncEngine:
    """A connection that the server has closed is noticed where it is taken from the pool, and all are opened anew.

    SQLAlchemy's own `pool_pre_ping` asks the server each time, in a transaction: three ways to it and a commit before
    each transaction of ours. The driver knows by itself when its socket was closed.

    Who comes when all are taken waits. More that are opened for a moment (`max_overflow`) cost the server a process
    each and know no statement: half of all statements were prepared anew. The one given back last is taken first.
    """
    engine = create_async_engine(
        url, pool_size=CONNECTIONS, max_overflow=0, pool_use_lifo=True, connect_args={"server_settings": told}
    )

    @event.listens_for(engine.sync_engine, "checkout")
    def _on_checkout(connection: AdaptedConnection, _record: object, _proxy: object) -> None:
        if connection.driver_connection.is_closed():
            raise InvalidatePoolError

    return engine


def _sqlite_engine(url: URL, begin: str, pool_size: int) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        private_files.folder(Path(url.database).parent)
    engine = create_async_engine(
        url, pool_size=pool_size, max_overflow=0, pool_timeout=60, connect_args={"timeout": 30}
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is ours to say
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection: Connection) -> None:
        driver = cast(AdaptedConnection, connection.connection.dbapi_connection)
        try:  # one step of the driver's thread, where a cursor takes three
            driver.run_async(lambda aio: aio.execute(begin))
        except sqlite3.Error as error:
            raise DBAPIError.instance(begin, None, error, sqlite3.Error) from error

    return engine
