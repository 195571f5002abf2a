"""The Bot API for plain JSON, and what an attempt to send means for the message: an error in, a verdict out."""

from dataclasses import dataclass
from enum import Enum, auto
from html import unescape
from re import sub
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.core.messages import Delivery, JsonObject
from bot.traffic.transport import NotSent, Transport

_EDIT_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid", "no text in the message")
_PIN_GONE = ("message to pin not found", "message to unpin not found")
_MARKUP = ("can't parse entities", "can't find end")


class Api:
    """Calls Bot API methods by name. `base` ends in the token: it is never shown."""

    def __init__(self, transport: Transport, base: str) -> None:
        self._transport = transport
        self._base = base

    async def __call__(self, method: str, payload: JsonObject, read_timeout: float | None = None) -> Any:  # noqa: ANN401
        """The `result`. Raises PTB's errors, `NotSent` and `Garbled`."""
        return await self._transport.call(f"{self._base}/{method}", payload, read_timeout)


def message_id(result: object) -> int | None:
    """The id of the message that a method sent or edited."""
    found = result.get("message_id") if isinstance(result, dict) else None
    return found if isinstance(found, int) else None


class Fate(Enum):
    SENT = auto()  # it shows what it should show
    LATER = auto()  # try again after `seconds`
    UNKNOWN = auto()  # it may have arrived: for a person to decide
    DEAD = auto()  # this chat will not take it
    ANEW = auto()  # the message to edit is gone: send it as a new one
    PLAIN = auto()  # the markup is broken: send it as plain text
    MOVED = auto()  # the chat has the id `moved_to` now


@dataclass(frozen=True)
class Verdict:
    fate: Fate
    seconds: float = 0.0
    reason: str | None = None
    moved_to: int | None = None
    blames_chat: bool = False  # a 429: the whole chat waits
    counts: bool = True  # whether the attempt makes the next pause longer


@dataclass(frozen=True)
class BackOff:
    """Seconds before the next attempt: doubled each time, up to a ceiling."""

    first: float = 1.0
    ceiling: float = 60.0

    def seconds(self, attempts: int) -> float:
        return min(self.ceiling, self.first * 2.0 ** min(attempts - 1, 16))


def judge(error: TelegramError, delivery: Delivery, attempts: int, back_off: BackOff, *, edits_card: bool) -> Verdict:
    """The verdict on a failed attempt, the `attempts`-th of this message."""
    later = Verdict(Fate.LATER, back_off.seconds(attempts), _reason(error))
    match error:
        case RetryAfter():
            return Verdict(Fate.LATER, seconds_of(error), "429", blames_chat=True, counts=False)
        case ChatMigrated():
            return Verdict(Fate.MOVED, moved_to=error.new_chat_id, reason="migrated", counts=False)
        case BadRequest():
            return _refused(str(error), edits_card=edits_card)
        case Forbidden():
            return Verdict(Fate.DEAD, reason=_reason(error))
        case NotSent() | InvalidToken() | Conflict():
            return later  # surely not accepted
        case NetworkError() if delivery is Delivery.ONCE:
            return Verdict(Fate.UNKNOWN, reason=_reason(error))
        case NetworkError():
            return later
    return Verdict(Fate.UNKNOWN, reason=_reason(error)) if delivery is Delivery.ONCE else later


def _refused(description: str, *, edits_card: bool) -> Verdict:
    lowered = description.lower()
    if "message is not modified" in lowered:
        return Verdict(Fate.SENT, reason="not modified")
    if any(words in lowered for words in _PIN_GONE):
        return Verdict(Fate.SENT, reason=lowered)
    if any(words in lowered for words in _EDIT_GONE):
        return Verdict(Fate.ANEW if edits_card else Fate.SENT, reason=lowered)
    if any(words in lowered for words in _MARKUP):
        return Verdict(Fate.PLAIN, reason="markup refused")
    return Verdict(Fate.DEAD, reason=f"BadRequest: {description}")


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram wants us to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _reason(error: TelegramError) -> str:
    return f"{type(error).__name__}: {error}"


def as_new(payload: JsonObject) -> tuple[str, JsonObject]:
    """An edit as a message of its own."""
    return "sendMessage", {key: value for key, value in payload.items() if key != "message_id"}


def as_plain(payload: JsonObject) -> JsonObject:
    """The same words without markup."""
    plain = {key: value for key, value in payload.items() if key != "parse_mode"}
    for key in plain.keys() & {"text", "caption"}:
        plain[key] = unescape(sub(r"<[^>]*>", "", plain[key]))
    return plain
