"""The Bot API for plain JSON: one method, for the relay and for direct answers."""

from typing import Any

from bot.core.messages import JsonObject
from bot.traffic.transport import Transport


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
