"""The queue of updates that wait for the bot, as Telegram keeps it, and waking whoever waits for a change."""

import asyncio
from collections.abc import Iterable
from time import monotonic

from bot.sandbox.errors import Conflict
from bot.sandbox.jsons import Json, dumps
from bot.sandbox.keeping import Journal

FIRST_UPDATE_ID = 640_000_001
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class ChangeSignal:
    """An event that is over the moment it was heard: every waiter wakes once per ``fire``."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    def fire(self) -> None:
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, seconds: float) -> bool:
        """True when fired within ``seconds``, False on time-out."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return False
        finally:
            self._waiters.discard(waiter)
        return True


class UpdateQueue:
    """Pending updates in order; each is kept as the bytes that the bot will read, so that poison can be queued too."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        kept = journal.state.get("update", {})
        self.pending: dict[int, str] = {int(key): kept[key] for key in sorted(kept, key=int)}
        self._next: int = journal.state.get("meta", {}).get("next_update_id", FIRST_UPDATE_ID)
        self.allowed: list[str] | None = journal.state.get("meta", {}).get("allowed_updates")
        self.pulse = ChangeSignal()
        self._poller = 0
        self._closed = False

    def push(self, kind: str, content: Json) -> int:
        """Queue an update unless the bot asked not to get this kind; its id is spent either way."""
        update_id = self.take_id()
        if self._wanted(kind):
            self.push_raw(dumps({"update_id": update_id, kind: content}).decode(), update_id)
        return update_id

    def take_id(self) -> int:
        update_id = self._next
        self.reset_ids(update_id + 1)
        return update_id

    def reset_ids(self, next_id: int) -> None:
        """The next update will have this id (Telegram starts anew at random after a week of silence)."""
        self._next = next_id
        self._journal.put("meta", "next_update_id", next_id)

    def push_raw(self, text: str, update_id: int) -> None:
        """Queue any text at all as the update with this id."""
        self.pending[update_id] = text
        self._journal.put("update", update_id, text)
        self.pulse.fire()

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def allow(self, kinds: list[str] | None) -> None:
        """What ``allowed_updates`` said; an empty list means the default, none means as before."""
        if kinds is not None:
            self.allowed = kinds or None
            self._journal.put("meta", "allowed_updates", self.allowed)

    def forget(self, ids: Iterable[int]) -> None:
        for update_id in list(ids):
            if self.pending.pop(update_id, None) is not None:
                self._journal.put("update", update_id, None)

    def close(self) -> None:
        """Let the one who waits go, and nobody wait again."""
        self._closed = True
        self.pulse.fire()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[str]:
        """Long polling: confirms what lies below ``offset``, answers at once if anything waits."""
        self._poller += 1
        mine = self._poller
        self.pulse.fire()
        self._confirm(offset)
        if not self._ready(offset) and seconds > 0:
            await self._wait(offset, seconds, mine)
        return self._ready(offset)[:limit]

    async def _wait(self, offset: int, seconds: float, mine: int) -> None:
        until = monotonic() + seconds
        while not (self._ready(offset) or self._closed) and (left := until - monotonic()) > 0:
            await self.pulse.wait(left)
            if mine != self._poller:
                raise Conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )

    def _ready(self, offset: int) -> list[str]:
        return [text for update_id, text in self.pending.items() if update_id >= offset]

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            self.forget([key for key in self.pending if key < offset])
        elif offset < 0:
            self.forget(list(self.pending)[:offset])
