"""安排慰问: who visits, then on which day; by buttons, or typed."""

from collections.abc import Mapping
from datetime import date

from bot.domain.clock import local_date
from bot.domain.errors import BadInput
from bot.domain.visitday import parse_day
from bot.services import deciding
from bot.services.asking_back import which_of
from bot.services.deciding import Here
from handlers.call import Call, Handler
from handlers.desk_typing import report_of


async def ask_visitor(call: Call) -> None:
    await deciding.ask_visitor(call.deps, call.update_id, Here(call.user_id, call.chat_id), report_of(call))


async def visitor(call: Call) -> None:
    """A visitor chosen by a button, or named."""
    chosen = call.args.get("visitor", call.text.strip())
    if not chosen:
        raise BadInput("请写这位同志的姓名，或点上面的名字。")
    here = Here(call.user_id, call.chat_id)
    await deciding.ask_visit_day(call.deps, call.update_id, here, report_of(call), chosen)


async def visit_on(call: Call) -> str:
    """The day by a button; whoever asked, his question is closed."""
    return await _assign(call, date.fromisoformat(call.args["on"]))


async def visit_day(call: Call) -> str:
    """The day as it was typed."""
    now = call.deps.clock.now()
    try:
        on = parse_day(call.text, now)
    except BadInput as unclear:
        raise BadInput(which_of(call.text, local_date(now), "future") or str(unclear)) from None
    return await _assign(call, on)


async def _assign(call: Call, on: date) -> str:
    here = Here(call.user_id, call.chat_id)
    asker = int(call.args.get("asker", call.user_id))
    return await deciding.assign(call.deps, call.update_id, here, report_of(call), int(call.args["visitor"]), on, asker)


PRESSES: Mapping[str, Handler] = {
    "desk.assign": ask_visitor,
    "desk.visitor": visitor,
    "desk.visit_on": visit_on,
}
PROMPTS: Mapping[str, Handler] = {"desk.visitor_named": visitor, "desk.visit_day": visit_day}
