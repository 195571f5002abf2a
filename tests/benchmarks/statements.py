"""What SQLAlchemy Core costs over bare aiosqlite: `python -m tests.benchmarks.statements`, CPU a statement.

The same two things on the same file with the same pragmas: a member read by his account (as before each answer), and a
short write (a row and its commit). CPU is that of the whole process, the driver's threads included.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import aiosqlite
from sqlalchemy import insert, select

from bot.store import tables as t
from bot.store.engine import Store
from tests.support import NOON, open_store, sqlite_url

TIMES = 2000
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
Once = Callable[[int], Awaitable[object]]


async def cost(once: Once, times: int) -> float:
    """Milliseconds of CPU for each of `times`, after some to warm up."""
    for number in range(50):
        await once(-1 - number)
    before = time.process_time()
    for number in range(times):
        await once(number)
    return (time.process_time() - before) * 1000 / times


def ours(store: Store) -> dict[str, Once]:
    async def read(_number: int) -> object:
        async with store.read() as tx:
            return await tx.one(select(t.members).where(t.members.c.telegram_id == 101))

    async def write(number: int) -> object:
        async with store.begin() as tx:
            return await tx.run(insert(t.ticks), [{"name": f"s{number}", "slot": "x", "at": NOON}])

    return {"read": read, "write": write}


def bare(connection: aiosqlite.Connection) -> dict[str, Once]:
    async def read(_number: int) -> object:
        async with connection.execute("SELECT * FROM members WHERE telegram_id = ?", (101,)) as cursor:
            return await cursor.fetchone()

    async def write(number: int) -> object:
        await connection.execute("BEGIN IMMEDIATE")
        await connection.execute(
            "INSERT INTO ticks (name, slot, at) VALUES (?, ?, ?)", (f"n{number}", "x", NOON.isoformat())
        )
        await connection.commit()
        return None

    return {"read": read, "write": write}


async def measure(folder: Path) -> None:
    async with open_store(sqlite_url(folder), peopled=True) as store, _connected(folder) as connection:
        for name, once in ours(store).items():
            theirs = bare(connection)[name]
            print(f"{name}: {await cost(once, TIMES):.2f} ms with SQLAlchemy, {await cost(theirs, TIMES):.2f} ms bare")


@asynccontextmanager
async def _connected(folder: Path) -> AsyncIterator[aiosqlite.Connection]:
    """As `bot.store.engine` opens them; the driver begins nothing by itself."""
    async with aiosqlite.connect(folder / "wennuan.db", isolation_level=None) as connection:
        for pragma in PRAGMAS:
            await connection.execute(f"PRAGMA {pragma}")
        yield connection


def main() -> None:
    with TemporaryDirectory(prefix="wennuan-statements-") as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    main()
