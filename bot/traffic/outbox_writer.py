"""Writes how attempts to send ended, in batches: those that end while one commit is under way share the next."""

import asyncio
from contextlib import suppress

from bot.core.clock import Clock
from bot.core.logs import logger
from bot.store.engine import Store
from bot.traffic.queries import relay as rows
from bot.traffic.queries.relay import Mark

PAUSE_SECONDS = 0.5
_log = logger(__name__)


class OutboxWriter:
    """`put` returns once the mark is in the database; a database in trouble is waited for, not given up."""

    def __init__(self, store: Store, clock: Clock, owner: str) -> None:
        self._store, self._clock, self._owner = store, clock, owner
        self._waiting: list[tuple[Mark, asyncio.Future[None]]] = []
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="outbox-marks")

    async def put(self, mark: Mark) -> None:
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((mark, written))
        self._news.set()
        await written

    async def stop(self) -> None:
        if self._task is None:
            return
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        await self._write()

    async def _run(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                await self._write()
            except Exception as error:
                _log.error("outbox.mark_failed", error=error, seldom=True)
                await asyncio.sleep(PAUSE_SECONDS)
                self._news.set()

    async def _write(self) -> None:
        group, self._waiting = self._waiting, []
        if not group:
            return
        try:
            async with self._store.begin() as tx:
                await rows.mark(tx, self._owner, [mark for mark, _ in group], self._clock.now())
        except BaseException:
            self._waiting = group + self._waiting
            raise
        for _, written in group:
            if not written.done():
                written.set_result(None)
