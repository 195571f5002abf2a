"""What a personal command must be before it is followed: said in private, and the person's own words."""

from functools import wraps

from bot.domain.errors import NotAllowed
from bot.domain.texts import reporting as texts
from handlers.call import Call, Handler


def personal(handler: Handler) -> Handler:
    """Personal matters are spoken of in private; a forwarded command is somebody else's words."""

    @wraps(handler)
    async def guarded(call: Call) -> str | None:
        if call.forwarded:
            raise NotAllowed(texts.FORWARDED)
        if not call.private:
            raise NotAllowed(texts.ASK_IN_PRIVATE)
        return await handler(call)

    return guarded
