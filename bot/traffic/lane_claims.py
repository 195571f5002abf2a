"""The lanes that this process may handle now, by leases in the database (`bot.traffic.queries.lanes`)."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from time import monotonic

from bot.store.engine import Tx
from bot.traffic import hearing
from bot.traffic.queries import lanes as leases

LEASE = timedelta(seconds=12)


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
            await leases.lock(tx, self.owner, wanted, ours=renewing)
        return renewing

    async def take(self, tx: Tx, lanes: Iterable[int]) -> set[int]:
        """Takes those of the lanes that nobody else holds; returns them."""
        wanted = set(lanes)
        now = machine_now()
        return await leases.take(tx, self.owner, wanted, now, now + LEASE) if wanted else set()

    async def tell(self, tx: Tx, lanes: Collection[int] | None) -> None:
        """Whoever holds these lanes is told, once this has committed, that something is stored in them; None: all."""
        await hearing.tell(tx, lanes)

    async def renew(self, tx: Tx) -> None:
        await leases.renew(tx, self.owner, machine_now() + LEASE)
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
            await leases.release(tx, self.owner, lanes)

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
