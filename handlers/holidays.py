"""/holidays: the committee enters the State Council's arrangement of a year."""

import re
from collections.abc import Mapping

from bot.desk import holidays as service
from handlers.call import Call, Handler
from handlers.guards import unforwarded

_COMMAND = re.compile(r"^/\S+")


async def holidays(call: Call) -> None:
    """/holidays 2027年 …: reads it back; alone, what the bot goes by."""
    unforwarded(call)
    words = _COMMAND.sub("", call.text).strip()
    if words:
        await service.propose(call.deps, call.update_id, call.here, words)
    else:
        await service.overview(call.deps, call.update_id, call.here)


async def enter(call: Call) -> str:
    return await service.enter(call.deps, call.update_id, call.here, call.args, call.message_id)


async def cancel(call: Call) -> str:
    return await service.leave(call.deps, call.update_id, call.here, call.message_id)


async def ask_undo(call: Call) -> None:
    await service.ask_undo(call.deps, call.update_id, call.here, int(call.args["id"]), int(call.args["year"]))


async def undo(call: Call) -> str:
    at = (int(call.args["id"]), int(call.args["year"]), call.message_id)
    return await service.undo(call.deps, call.update_id, call.here, *at)


COMMANDS: Mapping[str, Handler] = {"holidays": holidays}
PRESSES: Mapping[str, Handler] = {
    "holidays.enter": enter,
    "holidays.cancel": cancel,
    "holidays.ask_undo": ask_undo,
    "holidays.undo": undo,
}
