"""A machine in trouble: a full disk, a database that takes no writes, and a handler that never comes back."""

import asyncio
import errno
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from socket import gaierror
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.app import App
from bot.core.work.unit import Deps
from bot.store.engine import Store
from bot.traffic.dispatch import Retry, of_the_machine
from bot.traffic.texts import APOLOGY
from tests import support
from tests.traffic.conftest import running
from tests.traffic.outgoing import QUICK
from tests.traffic.routes import echo_routes, said
from tests.traffic.standin import StandIn
from tests.traffic.test_intake import inbox_rows, settled

SSL_REQUEST = 80877103  # the number by which a client of PostgreSQL asks for it


async def writer(app: App) -> Callable[[str], Awaitable[int]]:
    """Tells SQLite something on the one connection that writes, past its transactions; more may be told later."""
    async with app.store.begin() as tx:
        driver = (await tx.connection.get_raw_connection()).driver_connection
    assert isinstance(driver, aiosqlite.Connection)

    async def tell(setting: str) -> int:
        async with driver.execute(f"PRAGMA {setting}") as cursor:
            row = await cursor.fetchone()
        return int(row[0]) if row else 0

    return tell


@asynccontextmanager
async def full_disk(app: App) -> AsyncIterator[None]:
    """The file may not grow by a single page: SQLITE_FULL, as from the system."""
    tell = await writer(app)
    before = await tell("max_page_count")
    await tell(f"max_page_count = {await tell('page_count')}")
    yield
    await tell(f"max_page_count = {before}")


@asynccontextmanager
async def read_only(app: App) -> AsyncIterator[None]:
    """Every transaction that would write is refused with SQLite's own words for a file without the right to."""
    tell = await writer(app)
    await tell("query_only = ON")
    yield
    await tell("query_only = OFF")


@pytest.mark.parametrize("trouble", [full_disk, read_only])
async def test_nothing_is_lost_while_the_database_takes_no_writes(
    standin: StandIn,
    tmp_path: Path,
    trouble: Any,  # noqa: ANN401 - one of the two above
) -> None:
    long = "记" + "长" * 3000
    async with running(standin, tmp_path) as app:
        standin.push(said(1, "记一"))
        await settled(app, 1)
        await standin.until(lambda: standin.texts() == ["收到记一"])
        async with trouble(app):
            standin.push(*(said(n, f"{long}{n}", chat=n) for n in range(2, 6)))
            await asyncio.sleep(1.0)
            assert set(await inbox_rows(app)) == {1}
            assert [update["update_id"] for update in standin.updates][-4:] == [2, 3, 4, 5]  # unconfirmed
        await standin.until(lambda: len(standin.texts()) == 5, 20)
        rows = await settled(app, 5)
    assert sorted(standin.texts()) == sorted(["收到记一", *(f"收到{long}{n}" for n in range(2, 6))])
    assert {row["state"] for row in rows.values()} == {"done"}
    assert {row["attempts"] for row in rows.values()} == {1}


async def test_a_full_disk_in_the_midst_of_handling_blames_nobody(standin: StandIn, tmp_path: Path) -> None:
    """The update is stored, its handler cannot write: it waits for the machine, and no attempt is counted."""
    async with running(standin, tmp_path) as app:
        app._dispatcher._retry = Retry(machine=0.1)
        app.relay._back_off = QUICK
        await app.lanes.stop()
        standin.push(said(1, "记" + "长" * 3000))
        async with asyncio.timeout(60):
            while not await inbox_rows(app):  # noqa: ASYNC110 - the row tells no event
                await asyncio.sleep(0.02)
        async with full_disk(app):
            app.lanes.start(app._dispatcher)
            await asyncio.sleep(0.5)
            assert (await inbox_rows(app))[1]["state"] == "pending"
            assert standin.texts() == []
        await standin.until(lambda: len(standin.texts()) == 1)
        rows = await settled(app, 1)
    assert (rows[1]["state"], rows[1]["attempts"]) == ("done", 1)


def lacking_routes(deps: Deps) -> list[BaseHandler[Update, Any, None]]:
    """`缺…` never gets what it needs from the machine."""

    async def lack(update: Update, _context: object) -> None:
        assert update.effective_message is not None
        if update.effective_message.text == "缺文件":
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")
        raise OSError(errno.EMFILE, "Too many open files")

    return [MessageHandler(filters.Regex("^缺"), lack), *echo_routes(deps)]


async def test_what_one_update_alone_lacks_is_told_and_ends(standin: StandIn, tmp_path: Path) -> None:
    """The database is well and others are answered: after a while it is set aside, and its chat goes on."""
    async with running(standin, tmp_path, routes=lacking_routes, operator_chat_id=99) as app:
        app._dispatcher._retry = Retry(pauses=(0.01,), machine=0.01, longest=0.02, waits=4, told=2)
        standin.push(said(1, "缺句柄", chat=7), said(2, "等着", chat=7), said(3, "旁边", chat=8))
        await standin.until(lambda: len(standin.sent()) == 4)
        rows = await settled(app, 3)
    assert standin.texts(8) == ["答旁边"]
    assert set(standin.texts(7)) == {APOLOGY, "答等着"}
    assert "机器或数据库的故障" in standin.texts(99)[0]
    assert rows[1]["state"] == "quarantined"


async def test_what_is_no_lack_of_the_machine_is_a_crash_like_others(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path, routes=lacking_routes) as app:
        app._dispatcher._retry = Retry(pauses=(0.01,), machine=3600.0)
        standin.push(said(1, "缺文件"))
        await standin.until(lambda: standin.texts() == [APOLOGY])
        rows = await settled(app, 1)
    assert rows[1]["state"] == "quarantined"


@pytest.mark.parametrize(
    ("error", "machine"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EROFS, "Read-only file system"), True),
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), True),
        (TimeoutError(), True),
        (gaierror(-2, "Name or service not known"), True),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), False),
        (PermissionError(errno.EACCES, "Permission denied"), False),
        (OSError("cannot identify image file"), False),
        (KeyError("x"), False),
    ],
)
def test_which_errors_are_the_machines(error: Exception, machine: bool) -> None:
    assert of_the_machine(error) is machine


@pytest.mark.parametrize(
    ("code", "machine"),
    [
        ("57P03", True),  # the database system is starting up
        ("53300", True),  # sorry, too many clients already
        ("57P01", True),  # terminating connection due to administrator command
        ("28P01", False),  # password authentication failed
    ],
)
async def test_a_server_that_refuses_connections_is_the_machine(code: str, machine: bool) -> None:
    """Through the driver, which has its own class for each refusal; the server says no more than that one sentence."""

    async def refuse(reader: asyncio.StreamReader, wire: asyncio.StreamWriter) -> None:
        if int.from_bytes((await reader.read(1000))[4:8]) == SSL_REQUEST:
            wire.write(b"N")
            await reader.read(1000)
        fields = f"SFATAL\0VFATAL\0C{code}\0Mrefused\0\0".encode()
        wire.write(b"E" + (len(fields) + 4).to_bytes(4) + fields)
        await wire.drain()
        wire.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        store = Store(f"postgresql+asyncpg://u:p@127.0.0.1:{port}/d", support.vault())
        with pytest.raises(DBAPIError) as refused:
            async with store.read() as tx:
                await tx.value(select(1))
        await store.close()
    assert of_the_machine(refused.value) is machine


def test_the_machine_is_waited_for_longer_each_time_up_to_half_a_minute() -> None:
    assert [Retry().waiting(waits) for waits in (1, 2, 3, 9, 99)] == [2.0, 4.0, 8.0, 30.0, 30.0]


def hanging_routes(deps: Deps) -> list[BaseHandler[Update, Any, None]]:
    """`挂` never comes back."""

    async def hang(_update: Update, _context: object) -> None:
        await asyncio.Event().wait()

    return [MessageHandler(filters.Regex("^挂"), hang), *echo_routes(deps)]


async def test_a_handler_that_hangs_is_given_up_and_holds_up_nobody(
    standin: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.traffic.dispatch.HANDLER_SECONDS", 0.2)
    async with running(standin, tmp_path, routes=hanging_routes) as app:
        app._dispatcher._retry = Retry(pauses=(0.05,))
        standin.push(said(1, "挂了", chat=7), said(2, "等着", chat=7), said(3, "旁边", chat=8))
        await standin.until(lambda: len(standin.sent()) == 3)
        rows = await settled(app, 3)
    assert standin.texts()[0] == "答旁边"
    assert set(standin.texts(7)) == {APOLOGY, "答等着"}
    assert (rows[1]["state"], rows[1]["attempts"]) == ("quarantined", 3)


async def test_a_handler_that_hangs_on_the_database_waits_for_it(
    standin: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.traffic.dispatch.HANDLER_SECONDS", 0.1)
    monkeypatch.setattr("bot.traffic.dispatch.PROBE_SECONDS", 0.1)
    async with running(standin, tmp_path) as app:
        app._dispatcher._retry = Retry(pauses=(0.05,), machine=0.05)
        await app.lanes.stop()
        standin.push(said(1, "记一"))
        async with asyncio.timeout(60):
            while not await inbox_rows(app):  # noqa: ASYNC110 - the row tells no event
                await asyncio.sleep(0.02)
        async with app.store.begin():  # somebody else writes, for long
            app.lanes.start(app._dispatcher)
            await asyncio.sleep(1.0)  # several attempts
            monkeypatch.setattr("bot.traffic.dispatch.HANDLER_SECONDS", 10.0)
        await standin.until(lambda: standin.texts() == ["收到记一"])
        rows = await settled(app, 1)
    assert rows[1]["state"] == "done"
    assert rows[1]["attempts"] <= 1  # the one during which the database came free
