"""The parts that a command at the terminal needs: the same services as the running bot, without Telegram."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.config import Settings
from bot.domain.errors import WennuanError

if TYPE_CHECKING:
    from bot.domain.messages import Outgoing
    from bot.services.base import AskedQuestion, Deps
    from bot.store.engine import Store


@asynccontextmanager
async def opened(settings: Settings, url: str | None = None) -> AsyncIterator["Store"]:
    """The database of the settings, or the one at `url`, upgraded; closed at the end."""
    from bot.opening import open_store, prepare
    from bot.services.backup import backup_folder

    store = open_store(settings.model_copy(update={"database_url": url}) if url else settings)
    await prepare(store, None if url else backup_folder(settings.data_dir))
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def still(settings: Settings) -> AsyncIterator["Store"]:
    """The database of the settings, upgraded, for as long as no bot works on it.

    Raises ConfigError when one does, before anything is touched: an older one could not go on after an upgrade.
    """
    from bot.opening import alone, nobody_on, open_store, prepare
    from bot.services.backup import backup_folder

    store = open_store(settings)
    lock = alone(store)
    try:
        await nobody_on(store)
        await prepare(store, backup_folder(settings.data_dir))
        yield store
    finally:
        lock.release()
        await store.close()


@asynccontextmanager
async def open_deps(settings: Settings | None = None) -> AsyncIterator["Deps"]:
    """The services' parts. What is enqueued leaves with the running bot, within a second or so."""
    from bot.domain.clock import SystemClock
    from bot.opening import load_library
    from bot.services.base import Deps

    settings = settings or Settings()
    async with opened(settings) as store:
        yield Deps(store, SystemClock(), load_library(settings), settings, wake=lambda _chats=(): None, reply=_no_reply)


async def _no_reply(
    message: "Outgoing", *, update_id: int | None = None, question: "AskedQuestion | None" = None
) -> int | None:
    raise WennuanError("命令行里没有聊天可以回复。")
