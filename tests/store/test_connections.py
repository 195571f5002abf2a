"""Connections to PostgreSQL: so many and no more; what is lost is noticed where it is taken from the pool."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from bot.store.engine import CONNECTIONS, Store
from tests import support

pytestmark = pytest.mark.postgres
_END_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


async def _opened(store: Store, number: int) -> list[Any]:
    """So many connections at a time, all back in the pool; as the driver has them."""
    together = asyncio.Barrier(number)

    async def one() -> Any:  # noqa: ANN401
        async with store.read() as tx:
            await tx.value(text("SELECT 1"))
            await together.wait()
            return (await tx.connection.get_raw_connection()).driver_connection

    return await asyncio.gather(*(one() for _ in range(number)))


async def test_after_the_server_has_closed_them_the_next_transactions_have_new_ones(postgres_url: str) -> None:
    async with support.open_store(postgres_url) as store, support.open_store(postgres_url) as other:
        first = await _opened(store, 3)
        assert set(await _opened(store, 3)) == set(first)
        async with other.begin() as tx:
            await tx.execute(_END_OTHERS)
        async with asyncio.timeout(60):
            while not all(one.is_closed() for one in first):  # noqa: ASYNC110 - the driver tells no event
                await asyncio.sleep(0.01)
        assert not set(await _opened(store, 3)) & set(first)


async def test_a_rush_opens_no_connection_that_is_not_kept(postgres_url: str) -> None:
    """What is opened for a moment costs the server a process, and knows none of the statements."""
    async with support.open_store(postgres_url) as store:

        async def one() -> int:
            async with store.read() as tx:
                await tx.execute(text("SELECT pg_sleep(0.01)"))
                return int(await tx.value(text("SELECT pg_backend_pid()")))

        seen = {pid for _ in range(3) for pid in await asyncio.gather(*(one() for _ in range(4 * CONNECTIONS)))}
    assert len(seen) <= CONNECTIONS
