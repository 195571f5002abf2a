"""The operator's endpoints over real HTTP."""

from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import insert

from bot.core import version
from bot.core.work.unit import Deps
from bot.ops.health import Health
from bot.store import tables as t
from tests import support


@pytest.fixture
async def url(deps: Deps) -> AsyncIterator[str]:
    health = Health(deps, 0)
    port = await health.start()
    yield f"http://127.0.0.1:{port}"
    await health.stop()


async def get(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


async def test_alive_and_ready(url: str) -> None:
    assert await get(f"{url}/healthz") == (200, f"ok {version.current()}\n")
    assert await get(f"{url}/readyz") == (200, "ready\n")


async def test_an_update_that_waits_is_counted_and_makes_it_unready(url: str, deps: Deps) -> None:
    row = {"update_id": 1, "lane": 1, "raw": b"{}", "received_at": support.NOON - timedelta(seconds=400)}
    async with deps.store.begin() as tx:
        await tx.run(insert(t.inbox).values(row))
    status, text = await get(f"{url}/readyz")
    assert (status, "400 s" in text) == (503, True)
    _, metrics = await get(f"{url}/metrics")
    assert "wennuan_inbox_pending 1.0" in metrics
    assert "wennuan_inbox_oldest_seconds 400.0" in metrics


async def test_a_database_that_is_gone_makes_it_unready(url: str, deps: Deps) -> None:
    async with deps.store.begin() as tx:
        await tx.run(t.inbox.delete())
        await tx.connection.exec_driver_sql("ALTER TABLE inbox RENAME TO gone")
    assert (await get(f"{url}/readyz"))[0] == 503
