"""A copy in memory of a few rows that every question needs, read again after half a minute."""

import asyncio
from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.store.engine import Store

FRESH = timedelta(seconds=30)  # how long another replica's change may go unnoticed
T = TypeVar("T")


class TtlCache(ABC, Generic[T]):
    """Reads the rows at most once in `FRESH`, however many ask for them."""

    def __init__(self) -> None:
        self._known: tuple[T, ...] = ()
        self._read_at: datetime | None = None
        self._changes = 0
        self._reading = asyncio.Lock()

    @abstractmethod
    async def load(self, store: Store, now: datetime) -> tuple[T, ...]:
        """Reads the rows."""

    async def of(self, store: Store, now: datetime) -> tuple[T, ...]:
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
        self._known = await self.load(store, now)
        self._read_at = now if changes == self._changes else None
