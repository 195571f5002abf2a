"""Faults to order for the bot's next matching requests, and Telegram's limits for bots by its FAQ."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from time import monotonic

from bot.sandbox.errors import ApiError, BadRequest, Conflict, ControlError, Forbidden, TooManyRequests
from bot.sandbox.jsons import Json

_COUNTED = ("send", "forward", "copy")
_FREE = ("sendChatAction",)
REFUSALS: dict[str, ApiError] = {
    "400": BadRequest("ordered by the sandbox"),
    "401": ApiError(401, "Unauthorized"),
    "403": Forbidden("bot was blocked by the user"),
    "kicked": Forbidden("bot was kicked from the supergroup chat"),
    "deactivated": Forbidden("user is deactivated"),
    "404": ApiError(404, "Not Found"),
    "409": Conflict("terminated by other getUpdates request; make sure that only one bot instance is running"),
    "500": ApiError(500, "Internal Server Error"),
    "502": ApiError(502, "Bad Gateway"),
    "not_found": BadRequest("chat not found"),
    "no_rights": BadRequest("not enough rights to send text messages to the chat"),
    "not_modified": BadRequest(
        "message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    ),
    "edit_gone": BadRequest("message to edit not found"),
    "delete_gone": BadRequest("message to delete not found"),
    "query_too_old": BadRequest("query is too old and response timeout expired or query ID is invalid"),
}
# What happens to the connection: before the method is run, or after it was.
BEFORE = frozenset({"timeout", "reset", "slow"})
AFTER = frozenset({"drop_after_accept", "timeout_after_accept", "half", "garbage"})
KINDS = frozenset({*REFUSALS, *BEFORE, *AFTER, "429", "migrate"})


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


@dataclass
class Fault:
    """``times`` counts down, -1 goes on until cleared; ``delay`` is how long time-outs and slow answers take."""

    kind: str
    method: str | None = None
    chat: int | None = None
    times: int = 1
    retry_after: int = 1
    delay: float = 60.0

    def matches(self, method: str, chat: int | None) -> bool:
        same_method = self.method is None or self.method.lower() == method.lower()
        return self.times != 0 and same_method and (self.chat is None or self.chat == chat)

    def refusal(self) -> ApiError | None:
        """The answer in place of running the method, None for faults of another sort."""
        if self.kind == "429":
            return TooManyRequests(self.retry_after)
        return REFUSALS.get(self.kind)


class FaultBook:
    """The faults on order, first come first served."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def order(self, spec: Json) -> Fault:
        """Raises ``ControlError`` for an unknown kind or field."""
        try:
            fault = Fault(**{**spec, "kind": str(spec["kind"])})
        except (KeyError, TypeError) as error:
            raise ControlError("a fault has kind, and may have method, chat, times, retry_after, delay") from error
        if fault.kind not in KINDS:
            raise ControlError(f"unknown kind {fault.kind}; known: {', '.join(sorted(KINDS))}")
        self.faults.append(fault)
        return fault

    def take(self, method: str, chat: int | None) -> Fault | None:
        """The fault that this request suffers, used up by one."""
        for fault in self.faults:
            if fault.matches(method, chat):
                fault.times -= fault.times > 0
                self.faults = [kept for kept in self.faults if kept.times != 0]
                return fault
        return None

    def clear(self) -> None:
        self.faults = []
