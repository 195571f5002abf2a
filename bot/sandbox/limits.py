"""Telegram's limits for bots by its FAQ: 1 message a second a chat, 20 a minute a group, 30 a second in all."""

from collections import deque
from collections.abc import Callable
from math import ceil
from time import monotonic

from bot.sandbox.errors import TooManyRequests

_COUNTED = ("send", "forward", "copy")
_FREE = ("sendChatAction",)


class Window:
    """At most ``most`` events within ``seconds``."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self.times: deque[float] = deque()

    def wait(self, now: float, count: int) -> float:
        """Seconds until ``count`` more fit in; more than would ever fit count as a full window."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        over = len(self.times) + min(count, self.most) - self.most
        return self.times[over - 1] + self.seconds - now if over > 0 else 0.0


class Limits:
    """Refuses what comes too fast; a refused message counts for nothing."""

    def __init__(self, *, on: bool, now: Callable[[], float] = monotonic) -> None:
        self.on = on
        self._now = now
        self._overall = Window(30, 1.0)
        self._chats: dict[int, Window] = {}
        self._groups: dict[int, Window] = {}

    def check(self, method: str, chat_id: int | None, count: int = 1) -> None:
        """Raises ``TooManyRequests``. An album of ``count`` is one sending, but as many messages to a group."""
        if not self.on or chat_id is None or not method.startswith(_COUNTED) or method in _FREE:
            return
        windows = [(self._overall, 1), (self._chats.setdefault(chat_id, Window(1, 1.0)), 1)]
        if chat_id < 0:
            windows.append((self._groups.setdefault(chat_id, Window(20, 60.0)), count))
        now = self._now()
        if (longest := max(window.wait(now, many) for window, many in windows)) > 0:
            raise TooManyRequests(max(1, ceil(longest)))
        for window, many in windows:
            window.times.extend([now] * many)
