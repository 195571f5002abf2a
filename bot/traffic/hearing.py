"""Hears from other replicas, by LISTEN and NOTIFY, that they have stored something for a chat that we handle.

A chat's updates may reach any replica; only the one that holds its lane goes on with them. Told of it, it looks at once
instead of at its next poll, and so does any when one that stops gives its lanes back. Whatever is not heard is found by
the poll.
"""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress

from sqlalchemy.exc import SQLAlchemyError

from bot.core.logs import logger
from bot.store.engine import Store, Tx

CHANNEL = "wennuan_inbox"
AGAIN_SECONDS = 5.0  # after the connection was lost
MOST = 7000  # bytes of a notification, of which PostgreSQL takes 8,000
ANY = ""  # told where any lane may be meant, or more than can be named
_log = logger(__name__)


async def tell(tx: Tx, lanes: Collection[int] | None) -> None:
    """Told to all replicas once the transaction has committed. None: whichever lanes there are."""
    if lanes is None:
        await tx.notify(CHANNEL, ANY)
    elif lanes:
        named = ",".join(map(str, sorted(lanes)))
        await tx.notify(CHANNEL, named if len(named) <= MOST else ANY)


def lanes_of(told: str) -> set[int] | None:
    """Which lanes were named; None: any may be meant."""
    try:
        return {int(lane) for lane in told.split(",")}
    except ValueError:
        return None


class Hearing:
    """Listens on a connection of its own, and again where that is lost. `hear` is told of lanes (None: any)."""

    def __init__(self, store: Store, hear: Callable[[set[int] | None], None]) -> None:
        self._store, self._hear = store, hear
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="hearing")

    async def stop(self) -> None:
        if self._task is None:
            return
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _run(self) -> None:
        while True:
            try:
                async with self._store.hearing(CHANNEL, lambda told: self._hear(lanes_of(told))) as lost:
                    self._hear(None)  # what was told before is not heard
                    await lost.wait()
                _log.warning("hearing.lost", seldom=True)
            except (SQLAlchemyError, OSError) as error:
                _log.warning("hearing.failed", error=error, seldom=True)
            await asyncio.sleep(AGAIN_SECONDS)
