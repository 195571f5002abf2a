"""Fixtures that every part may use. `any_store` runs a test on SQLite and on PostgreSQL."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store.engine import Store
from tests import postgres, support

settings.register_profile("whatever the load", deadline=None)  # how long an example takes tells of the machine
settings.load_profile("whatever the load")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="sweeps try every case, where an ordinary run tries a part")


@pytest.fixture(scope="session")
def whole(pytestconfig: pytest.Config) -> bool:
    """Whether a sweep is to try every case; an ordinary run tries a fixed part, in which each value stands."""
    return bool(pytestconfig.getoption("whole"))


@pytest.fixture(scope="session", autouse=True)
def made_once() -> Iterator[None]:
    """A test's database is new, its statements are not; an app has a library of its own, of what is read once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.store.engine.create_async_engine", support.engine_of)
        patch.setattr("bot.app.load_library", support.own_library)
        yield


@pytest.fixture
def clock() -> support.TestClock:
    return support.TestClock()


@pytest.fixture
def replies() -> support.Replies:
    return support.Replies()


@pytest.fixture
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    peopled = "roster" in request.fixturenames
    async with support.open_store(support.sqlite_url(tmp_path), peopled=peopled) as opened:
        yield opened


@pytest.fixture
def deps(store: Store, clock: support.TestClock, replies: support.Replies, tmp_path: Path) -> Deps:
    return support.make_deps(store, clock, replies, tmp_path)


@pytest.fixture
def roster(store: Store) -> dict[str, Member]:
    """The sample people of `tests.support`, by staff number. `store` was opened with them in it."""
    return dict(support.sample)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """A new, empty database on the session's PostgreSQL."""
    return postgres.create_database(postgres_server, f"t{uuid.uuid4().hex[:12]}")


@pytest.fixture(scope="session")
def migrated(postgres_server: str) -> str:
    """The name of a PostgreSQL database with the tables in it, to be copied."""
    asyncio.run(_migrate(postgres.create_database(postgres_server, "migrated")))
    return "migrated"


async def _migrate(url: str) -> None:
    async with support.open_store(url):
        pass


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return support.sqlite_url(tmp_path)
    server, template = (request.getfixturevalue(name) for name in ("postgres_server", "migrated"))
    return postgres.create_database(server, f"t{uuid.uuid4().hex[:12]}", template=template)


@pytest.fixture
async def any_store(any_url: str) -> AsyncIterator[Store]:
    """The same test on both databases."""
    async with support.open_store(any_url) as opened:
        yield opened
