"""安排慰问: who visits, then on which day; by buttons, or typed."""

from collections.abc import Mapping
from datetime import date

from bot.core.clock import local_date
from bot.core.errors import BadInput
from bot.core.work.asking_back import which_of
from bot.desk import use_cases as desk
from bot.desk.rules.visit_day import parse_day
from handlers.call import Call, Handler
from handlers.desk_typing import report_of


async def ask_visitor(call: Call) -> None:
    """安排慰问; or 再加一位同去, beside those who are chosen."""
    await desk.ask_visitor(call.deps, call.update_id, call.here, report_of(call), _chosen(call))


async def visitor(call: Call) -> None:
    """Chosen by a button."""
    await desk.ask_visit_day(call.deps, call.update_id, call.here, report_of(call), _chosen(call))


async def visitors_named(call: Call) -> None:
    """One or several, as they were typed."""
    await desk.ask_visit_day(call.deps, call.update_id, call.here, report_of(call), _chosen(call), call.text)


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
    asker = int(call.args.get("asker", call.user_id))
    return await desk.assign(call.deps, call.update_id, call.here, report_of(call), _chosen(call), on, asker)


def _chosen(call: Call) -> list[int]:
    """Buttons from before several could go hold one visitor."""
    args = call.args
    return [int(args["visitor"])] if "visitor" in args else [int(one) for one in args.get("visitors", [])]


PRESSES: Mapping[str, Handler] = {
    "desk.assign": ask_visitor,
    "desk.visitor": visitor,
    "desk.visit_on": visit_on,
}
PROMPTS: Mapping[str, Handler] = {"desk.visitor_named": visitors_named, "desk.visit_day": visit_day}
