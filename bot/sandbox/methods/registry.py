"""Where each method registers itself under its Bot API name."""

from collections.abc import Callable

from bot.sandbox.params import Call
from bot.sandbox.world import World

Handler = Callable[[World, Call], object]
METHODS: dict[str, Handler] = {}


def method(*names: str) -> Callable[[Handler], Handler]:
    """The function plays these methods."""

    def register(handler: Handler) -> Handler:
        METHODS.update(dict.fromkeys(names, handler))
        return handler

    return register
