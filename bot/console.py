"""The parts that a command at the terminal needs: the same services as the running bot, without Telegram."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.config import Settings
from bot.domain.errors import WennuanError

if TYPE_CHECKING:
    from bot.domain.messages import Outgoing
    from bot.services.base import AskedQuestion, Deps


@asynccontextmanager
async def open_deps(settings: Settings | None = None) -> AsyncIterator["Deps"]:
    """Opens and upgrades the database. What is enqueued leaves with the running bot, within a second or so."""
    from bot.app import load_library, open_store, prepare
    from bot.domain.clock import SystemClock
    from bot.services.base import Deps

    settings = settings or Settings()
    store = open_store(settings)
    await prepare(store)
    try:
        yield Deps(store, SystemClock(), load_library(settings), settings, wake=lambda: None, reply=_no_reply)
    finally:
        await store.close()


async def _no_reply(
    message: "Outgoing", *, update_id: int | None = None, question: "AskedQuestion | None" = None
) -> int | None:
    raise WennuanError("命令行里没有聊天可以回复。")
