"""What the committee has fixed, at hand for every question: a small copy, renewed together and seldom."""

import asyncio
from datetime import datetime, timedelta

from bot.domain.activities import Activity
from bot.domain.clock import local_date
from bot.store import activities
from bot.store.engine import Store

FRESH = timedelta(seconds=30)  # how long another replica's change may go unnoticed


class Fixed:
    """The committee's published activities that are not past. One statement in half a minute, however many ask."""

    def __init__(self) -> None:
        self._known: tuple[Activity, ...] = ()
        self._read_at: datetime | None = None
        self._changes = 0
        self._reading = asyncio.Lock()

    async def of(self, store: Store, now: datetime) -> tuple[Activity, ...]:
        """As it was at most `FRESH` ago, or as it is after `forget`."""
        if not self._fresh(now):
            async with self._reading:
                if not self._fresh(now):
                    await self._read(store, now)
        return self._known

    def forget(self) -> None:
        """Something has changed here: the next question looks, and a look that is under way does not count."""
        self._read_at = None
        self._changes += 1

    def _fresh(self, now: datetime) -> bool:
        return self._read_at is not None and timedelta() <= now - self._read_at < FRESH

    async def _read(self, store: Store, now: datetime) -> None:
        changes = self._changes
        async with store.read() as tx:
            found = await activities.published(tx, local_date(now))
        self._known = tuple(one for one in found if one.committee)
        self._read_at = now if changes == self._changes else None
