"""The services' parts for the command line: database, notices and clock, without a token and without the network."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.config import Settings
from bot.domain.clock import SystemClock
from bot.domain.messages import Outgoing
from bot.services.base import AskedQuestion, Deps


@asynccontextmanager
async def offline(settings: Settings) -> AsyncIterator[Deps]:
    """Messages that services write stay in the outbox until the bot runs."""
    from bot.app import load_library, open_store, prepare

    store = open_store(settings)
    await prepare(store)
    try:
        yield Deps(
            store=store,
            clock=SystemClock(),
            library=load_library(settings),
            settings=settings,
            wake=lambda: None,
            reply=_nobody,
        )
    finally:
        await store.close()


async def _nobody(
    message: Outgoing, *, update_id: int | None = None, question: AskedQuestion | None = None
) -> int | None:
    raise RuntimeError(f"the command line answers nobody in a chat: {message.chat_id}")
