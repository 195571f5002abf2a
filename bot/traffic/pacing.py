"""How fast the bot may speak, the queue at the gate, and chats whose waiting messages an answer must not overtake."""

import asyncio
import heapq
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Set
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from time import monotonic

from bot.core.messages import Priority

MOST_CHATS = 10_000  # remembered before those that need no pacing any more are forgotten


@dataclass(frozen=True)
class Rate:
    """At most `most` messages within `seconds`, counted over a sliding window."""

    most: int
    seconds: float


@dataclass(frozen=True)
class Pace:
    """Telegram's limits, each a little wider in time than stated.

    `bulk`: greetings and broadcasts, one by one: what they leave of `overall` is free for an answer at any moment.
    """

    overall: Rate | None = Rate(30, 1.05)
    chat: Rate | None = Rate(1, 1.05)
    burst: Rate | None = Rate(3, 3.15)  # what an interactive answer in a private chat may use instead of `chat`
    group: Rate | None = Rate(20, 61.0)
    bulk: Rate | None = Rate(1, 0.042)


UNPACED = Pace(None, None, None, None, None)


@dataclass
class Window:
    """The moments of the latest messages under one rate."""

    rate: Rate
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until one more fits."""
        if len(self.times) < self.rate.most:
            return 0.0
        return max(0.0, self.times[-self.rate.most] + self.rate.seconds - now)

    def add(self, now: float) -> None:
        self.times.append(now)
        while len(self.times) > self.rate.most:
            self.times.popleft()

    def move(self, before: float, now: float) -> None:
        """A message entered at `before`, when it was sent, is counted from `now` on, when the answer to it came:
        Telegram counts from its arrival, which lies between the two."""
        with suppress(ValueError):  # so long ago that it has left the window
            self.times.remove(before)
        self.add(now)


class ChatPace:
    """What one chat has received of late, and until when a 429 closed it."""

    def __init__(self, pace: Pace, chat_id: int) -> None:
        self.closed_until = 0.0
        self._steady = Window(pace.chat) if pace.chat else None
        self._burst = Window(pace.burst) if pace.burst and chat_id > 0 else None
        self._group = Window(pace.group) if pace.group and chat_id < 0 else None
        self._windows = [window for window in (self._steady, self._burst, self._group) if window]

    def wait(self, now: float, *, interactive: bool) -> float:
        steady = self._burst if interactive and self._burst else self._steady
        windows = [window for window in (steady, self._group) if window]
        return max(self.closed_until - now, *(window.wait(now) for window in windows), 0.0)

    def add(self, now: float) -> None:
        for window in self._windows:
            window.add(now)

    def move(self, before: float, now: float) -> None:
        for window in self._windows:
            window.move(before, now)

    def quiet_since(self, now: float) -> bool:
        """Whether nothing here restrains anybody any more."""
        return self.closed_until < now and all(
            window.times[-1] + window.rate.seconds < now for window in self._windows if window.times
        )


class Pacer:
    """The gate. `turn` is entered when the message may go; among those who wait, the interactive go first."""

    def __init__(self, pace: Pace | None = None, now: Callable[[], float] = monotonic) -> None:
        self._pace = pace or Pace()
        self._now = now
        self._chats: dict[int, ChatPace] = {}
        self._overall = Window(self._pace.overall) if self._pace.overall else None
        self._bulk = Window(self._pace.bulk) if self._pace.bulk else None
        self._queue: list[tuple[str, int, asyncio.Future[float]]] = []  # a `Priority`, the order of coming
        self._order = count()
        self._timer: asyncio.TimerHandle | None = None

    def wait(self, chat_id: int, priority: str) -> float:
        """Seconds until this chat may receive a message of that priority (the overall rate apart)."""
        chat = self._chats.get(chat_id)
        return chat.wait(self._now(), interactive=priority == Priority.INTERACTIVE) if chat else 0.0

    def close(self, chat_id: int, seconds: float) -> None:
        """After a 429: nothing to this chat for so long."""
        self._chat(chat_id).closed_until = self._now() + seconds

    @asynccontextmanager
    async def turn(self, chat_id: int, priority: str) -> AsyncIterator[None]:
        """Waits for the chat's turn, then for the overall one; the block sends, and waits for the answer."""
        while self.wait(chat_id, priority) > 0:  # noqa: ASYNC110 - time is what is waited for
            await asyncio.sleep(self.wait(chat_id, priority))
        chat, left = self._chat(chat_id) if self._pace.chat else None, self._now()
        if chat is not None:
            chat.add(left)
        admitted = await self._overall_turn(priority)
        try:
            yield
        finally:
            if chat is not None:
                chat.move(left, self._now())
            if self._overall is not None:
                self._overall.move(admitted, self._now())

    async def _overall_turn(self, priority: str) -> float:
        """Returns the moment of being let in."""
        if not self._queue and (now := self._admit(priority)) is not None:
            return now
        ticket: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, (priority, next(self._order), ticket))
        self._advance()
        return await ticket

    def _admit(self, priority: str) -> float | None:
        now, gates = self._now(), self._gates(priority)
        if any(gate.wait(now) > 0 for gate in gates):
            return None
        for gate in gates:
            gate.add(now)
        return now

    def _gates(self, priority: str) -> list[Window]:
        """What a message of that priority must pass beside its chat's own limits."""
        bulk = self._bulk if priority == Priority.BULK else None
        return [gate for gate in (self._overall, bulk) if gate]

    def _advance(self) -> None:
        """Lets in as many as the overall rate allows, and comes back for the rest."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._queue:
            if self._queue[0][2].cancelled():
                heapq.heappop(self._queue)
            elif (now := self._admit(self._queue[0][0])) is not None:
                heapq.heappop(self._queue)[2].set_result(now)
            else:
                break
        if self._queue:
            now = self._now()
            delay = max(gate.wait(now) for gate in self._gates(self._queue[0][0]))
            self._timer = asyncio.get_running_loop().call_later(delay, self._advance)

    def _chat(self, chat_id: int) -> ChatPace:
        if chat_id not in self._chats:
            if len(self._chats) >= MOST_CHATS:
                self._sweep()
            self._chats[chat_id] = ChatPace(self._pace, chat_id)
        return self._chats[chat_id]

    def _sweep(self) -> None:
        now = self._now()
        self._chats = {chat: pace for chat, pace in self._chats.items() if not pace.quiet_since(now)}


class Waiting:
    """Chats with unsent messages, each with the moment (of the loop) before which nothing will be sent."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}
        self._news: set[int] = set()  # written while a look was under way: it may have come too early

    def __contains__(self, chat_id: int) -> bool:
        return chat_id in self._until

    def add(self, chats: Iterable[int]) -> None:
        """A message was put into the outbox for each of these: the next look must include them."""
        for chat in chats:
            self._until.setdefault(chat, 0.0)
            self._news.add(chat)

    def delay(self, chat_id: int, until: float) -> None:
        """Its next message goes out then, not earlier."""
        self._until[chat_id] = until

    def due(self, now: float) -> set[int]:
        """The chats for which a look that begins now must find something, unless there is nothing left."""
        self._news.clear()
        return {chat for chat, until in self._until.items() if until <= now}

    def settle(self, chats: Set[int]) -> None:
        """That look has found nothing more for these."""
        for chat in chats - self._news:
            self._until.pop(chat, None)
