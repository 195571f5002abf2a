"""The lanes that this process may handle now, by leases in the database (`bot.store.lanes`)."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from time import monotonic

from bot.store import lanes as leases
from bot.store.engine import Tx

LEASE = timedelta(seconds=15)


def machine_now() -> datetime:
    """The machine's time, for leases: the bot's own clock may be moved."""
    return datetime.now(UTC)


class Claims:
    """What is ours. `linger`: seconds that an idle lane stays so (0 among replicas: any of them may go on with it).

    `take` and `release` speak to the database; `keep` and `drop` take note once that has committed.
    """

    def __init__(self, owner: str, linger: float) -> None:
        self.owner = owner
        self._linger = linger
        self._held: dict[int, float] = {}  # lane → when it was last busy, monotonic
        self._renewal = 0.0

    def holds(self, lane: int) -> bool:
        return lane in self._held

    async def take(self, tx: Tx, lanes: Iterable[int]) -> set[int]:
        """Takes those of the lanes that nobody else holds; returns them."""
        wanted = set(lanes)
        now = machine_now()
        return await leases.take(tx, self.owner, wanted, now, now + LEASE) if wanted else set()

    async def renew(self, tx: Tx) -> None:
        await leases.renew(tx, self.owner, machine_now() + LEASE)
        self._renewal = monotonic() + LEASE.total_seconds() / 3

    def due(self) -> bool:
        """Whether the leases must be renewed soon."""
        return bool(self._held) and monotonic() >= self._renewal

    def keep(self, lanes: Iterable[int]) -> None:
        if not self._held:
            self._renewal = monotonic() + LEASE.total_seconds() / 3
        self._held.update(dict.fromkeys(lanes, monotonic()))

    def idle(self, busy: Callable[[int], bool], but: Iterable[int]) -> list[int]:
        """Lanes without work for longer than they may linger."""
        now, wanted = monotonic(), set(but)
        for lane in self._held:
            if lane in wanted or busy(lane):
                self._held[lane] = now
        return [lane for lane, seen in self._held.items() if seen + self._linger < now]

    async def release(self, tx: Tx, lanes: list[int]) -> None:
        if lanes:
            await leases.release(tx, self.owner, lanes)

    def drop(self, lanes: Iterable[int]) -> None:
        for lane in lanes:
            self._held.pop(lane, None)
