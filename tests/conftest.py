"""Fixtures that every part may use. `any_store` runs a test on SQLite and on PostgreSQL."""

import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.domain.people import Member
from bot.services.base import Deps
from bot.store.engine import Store
from tests import postgres, support


@pytest.fixture
def clock() -> support.TestClock:
    return support.TestClock()


@pytest.fixture
def replies() -> support.Replies:
    return support.Replies()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with support.open_store(support.sqlite_url(tmp_path)) as opened:
        yield opened


@pytest.fixture
def deps(store: Store, clock: support.TestClock, replies: support.Replies, tmp_path: Path) -> Deps:
    return support.make_deps(store, clock, replies, tmp_path)


@pytest.fixture
async def roster(store: Store) -> dict[str, Member]:
    """The sample people of `tests.support`, by staff number."""
    return await support.fill_roster(store)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """A new, empty database on the session's PostgreSQL."""
    return postgres.create_database(postgres_server, f"t{uuid.uuid4().hex[:12]}")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """The same test on both databases."""
    sqlite = request.param == "sqlite"
    url = support.sqlite_url(tmp_path) if sqlite else request.getfixturevalue("postgres_url")
    async with support.open_store(url) as opened:
        yield opened
