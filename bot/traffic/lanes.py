"""Updates in memory, a queue a lane, and the lanes that this process may handle, by leases in the database."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic

from bot.core.logs import logger
from bot.store.engine import Tx
from bot.traffic import hearing, queries

LEASE = timedelta(seconds=12)
WORKERS = 64
PAUSE_SECONDS = 5.0  # until an entry is tried again whose handling raised what `handle` should have dealt with itself
STOP_SECONDS, AGAIN_SECONDS = 2.0, 0.25  # for workers to end once they are cancelled
ROOM = 2000  # updates in memory at which fetching pauses
_log = logger(__name__)


def machine_now() -> datetime:
    """The machine's time, for leases and back-off: the bot's own clock may be moved."""
    return datetime.now(UTC)


class LaneClaims:
    """What is ours among replicas. An idle lane is given back at once, so that any of them may go on with it.

    `take` and `release` speak to the database; `keep` and `drop` take note once that has committed.
    """

    sole = False  # whether nobody else can have stored anything in our lanes

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self._held: set[int] = set()
        self._renewal = 0.0

    async def lock(self, tx: Tx, lanes: Iterable[int]) -> bool:
        """Comes first in a transaction that takes or gives back any of these lanes; returns whether it is to renew
        ours, too.
        """
        wanted, renewing = set(lanes), self.due()
        if wanted or renewing:
            await queries.lock_lanes(tx, self.owner, wanted, ours=renewing)
        return renewing

    async def take(self, tx: Tx, lanes: Iterable[int]) -> set[int]:
        """Takes those of the lanes that nobody else holds; returns them."""
        wanted = set(lanes)
        now = machine_now()
        return await queries.take_lanes(tx, self.owner, wanted, now, now + LEASE) if wanted else set()

    async def tell(self, tx: Tx, lanes: Collection[int] | None) -> None:
        """Whoever holds these lanes is told, once this has committed, that something is stored in them; None: all."""
        await hearing.tell(tx, lanes)

    async def renew(self, tx: Tx) -> None:
        await queries.renew_lanes(tx, self.owner, machine_now() + LEASE)
        self._renewal = monotonic() + LEASE.total_seconds() / 3

    def holds_any(self, lanes: Collection[int]) -> bool:
        return not self._held.isdisjoint(lanes)

    def due(self) -> bool:
        """Whether the leases must be renewed soon."""
        return bool(self._held) and monotonic() >= self._renewal

    def keep(self, lanes: Iterable[int]) -> None:
        if not self._held:
            self._renewal = monotonic() + LEASE.total_seconds() / 3
        self._held.update(lanes)

    def idle(self, busy: Callable[[int], bool], but: Iterable[int]) -> list[int]:
        """Lanes of ours without work."""
        wanted = set(but)
        return [lane for lane in self._held if lane not in wanted and not busy(lane)]

    async def release(self, tx: Tx, lanes: list[int]) -> None:
        if lanes:
            await queries.release_lanes(tx, self.owner, lanes)

    def drop(self, lanes: Iterable[int]) -> None:
        self._held.difference_update(lanes)


class SingleProcess(LaneClaims):
    """The claims of a process that has the database to itself (SQLite, see `bot.ops.opening`): every lane, no query."""

    sole = True

    async def lock(self, tx: Tx, lanes: Iterable[int]) -> bool:
        """Nobody else asks for any."""
        return False

    async def take(self, tx: Tx, lanes: Iterable[int]) -> set[int]:
        return set(lanes)

    async def tell(self, tx: Tx, lanes: Collection[int] | None) -> None:
        """There is nobody to be told."""

    def keep(self, lanes: Iterable[int]) -> None:
        """Nothing to remember: what is always ours is never given back."""


@dataclass(slots=True)
class Entry:
    """A stored update on its way through. `attempts` counts the present one too; `admitted`: its sender's
    rate limit has let it in, and is not asked again at a further attempt.

    `counted`: the present attempt is in the database. It is not yet where an earlier process may have died of it.
    `waits`: how often the machine was what failed.
    """

    update_id: int
    lane: int
    body: bytes
    attempts: int = 1
    admitted: bool = False
    waits: int = 0
    counted: bool = True


#: Handles one entry. Returns None when it is settled, or the seconds after which to try the same entry again.
Handle = Callable[[Entry], Awaitable[float | None]]


class Lanes:
    """Puts entries through `handle`. A lane whose entry must wait is parked; the others go on."""

    def __init__(self, workers: int = WORKERS, room: int = ROOM) -> None:
        self._room = room
        self._queues: dict[int, deque[Entry]] = {}
        self._ready: asyncio.Queue[int] = asyncio.Queue()
        self._crew = workers
        self._tasks: list[asyncio.Task[None]] = []
        self._parked: dict[int, asyncio.TimerHandle] = {}
        self._has_room = asyncio.Event()
        self._has_room.set()
        self._known: set[int] = set()
        self._calm = asyncio.Event()  # set when no lane is in hand, parked ones apart
        self._calm.set()
        self._closing = False
        self.size = 0  # entries waiting or in hand

    def start(self, handle: Handle) -> None:
        self._closing = False
        self._tasks = [asyncio.create_task(self._work(handle), name=f"lane-worker-{n}") for n in range(self._crew)]

    def put(self, entries: Iterable[Entry]) -> None:
        """Adds what is not here yet (an update may come by the fetch and by the poll), each chat's by number."""
        for entry in entries:
            if entry.update_id in self._known:
                continue
            self._known.add(entry.update_id)
            self.size += 1
            queue = self._queues.get(entry.lane)
            if queue is not None:
                _insert(queue, entry)
                continue
            self._queues[entry.lane] = deque((entry,))
            self._ready.put_nowait(entry.lane)
        self._mark()

    def forget(self, update_ids: Iterable[int]) -> None:
        """These are settled in the database; should they come again, it will say so."""
        self._known.difference_update(update_ids)

    def knows(self, update_id: int) -> bool:
        """Whether it is here, or was and is not yet settled in the database."""
        return update_id in self._known

    def left(self) -> list[int]:
        """What is waiting or in hand."""
        return [entry.update_id for queue in self._queues.values() for entry in queue]

    def busy(self, lane: int) -> bool:
        return lane in self._queues

    @property
    def in_hand(self) -> int:
        """How many lanes have entries here, parked ones too."""
        return len(self._queues)

    def full(self) -> bool:
        return self.size >= self._room

    async def room(self) -> None:
        """Returns once there is room: the fetch waits here instead of filling the memory."""
        await self._has_room.wait()

    async def drain(self, seconds: float) -> None:
        """Waits for what is in hand, at most so long; what is left stays pending in the database."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._calm.wait()

    async def stop(self) -> None:
        """Cancels whoever is at work, again where it went unheard: until Python 3.12 `asyncio.wait_for`, by which a
        connection is taken from its pool, swallows a cancellation that comes together with what it waits for.
        """
        for timer in self._parked.values():
            timer.cancel()
        self._closing = True
        end = monotonic() + STOP_SECONDS
        while (at_work := [task for task in self._tasks if not task.done()]) and monotonic() < end:
            for task in at_work:
                task.cancel()
            await asyncio.wait(at_work, timeout=AGAIN_SECONDS)

    async def _work(self, handle: Handle) -> None:
        # It ends here only where a cancellation went unheard (see `stop`), which Python 3.11's coverage doesn't see.
        while not self._closing:  # pragma: no branch
            lane = await self._ready.get()
            try:
                pause = await handle(self._queues[lane][0])
            except Exception as error:  # a lane must not be left in nobody's hands, nor the crew lose a hand
                _log.error("lane.crashed", error=error, seldom=True)
                pause = PAUSE_SECONDS
            if pause is None:
                self._next(lane)
            else:
                self._park(lane, pause)

    def _next(self, lane: int) -> None:
        queue = self._queues[lane]
        queue.popleft()
        self.size -= 1
        if queue:
            self._ready.put_nowait(lane)
        else:
            del self._queues[lane]
        self._mark()

    def _park(self, lane: int, pause: float) -> None:
        self._parked[lane] = asyncio.get_running_loop().call_later(pause, self._unpark, lane)
        self._mark()

    def _unpark(self, lane: int) -> None:
        del self._parked[lane]
        self._ready.put_nowait(lane)
        self._mark()

    def _mark(self) -> None:
        """Wakes who waits until another update has room here, or until all that is left is parked."""
        _flag(self._has_room, on=not self.full())
        _flag(self._calm, on=len(self._queues) == len(self._parked))


def _insert(queue: deque[Entry], entry: Entry) -> None:
    """Before those that happened later, unless they are in hand: a webhook's calls may overtake each other."""
    place = len(queue)
    while place > 1 and queue[place - 1].update_id > entry.update_id:
        place -= 1
    queue.insert(place, entry)


def _flag(event: asyncio.Event, *, on: bool) -> None:
    if on:
        event.set()
    else:
        event.clear()
