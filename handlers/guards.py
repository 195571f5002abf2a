"""What a command or an answer must be before it is followed: the person's own words; if personal, said in private."""

from functools import wraps

from bot.core.errors import NotAllowed
from bot.reports.texts import reporting as texts
from handlers.call import Call, Handler


def unforwarded(call: Call) -> None:
    """Raises NotAllowed for words that somebody else may have said."""
    if call.forwarded:
        raise NotAllowed(texts.FORWARDED)


def personal(handler: Handler) -> Handler:
    """Personal matters are spoken of in private; a forwarded command is somebody else's words."""

    @wraps(handler)
    async def guarded(call: Call) -> str | None:
        unforwarded(call)
        if not call.private:
            raise NotAllowed(texts.ASK_IN_PRIVATE)
        return await handler(call)

    return guarded
