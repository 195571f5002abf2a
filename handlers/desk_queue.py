"""/queue: the officers' list of what is to do."""

from collections.abc import Mapping

from bot.desk import queueing as service
from bot.desk.queueing import View
from handlers.call import Call, Handler
from handlers.desk_typing import report_of


async def queue(call: Call) -> None:
    """Lists what waits for the one who asks."""
    await service.queue(call.deps, call.update_id, call.here, View())


async def turn(call: Call) -> None:
    """Another page, or another order, in the same message."""
    view = View(int(call.args["page"]), bool(call.args["by_kind"]))
    await service.queue(call.deps, call.update_id, call.here, view, call.message_id)


async def open_card(call: Call) -> str:
    return await service.open_card(call.deps, call.update_id, call.here, report_of(call))


async def overview(call: Call) -> None:
    await service.overview(call.deps, call.update_id, call.here)


COMMANDS: Mapping[str, Handler] = {"queue": queue}
PRESSES: Mapping[str, Handler] = {
    "queue": queue,
    "queue.page": turn,
    "queue.open": open_card,
    "queue.overview": overview,
}
