"""安排慰问: who visits, and on which day; by buttons, or typed, in one line or two."""

from collections.abc import Mapping

from bot.desk import use_cases as desk
from bot.desk.rules.steps import VisitPlan
from handlers.call import Call, Handler
from handlers.desk_typing import awaited, report_of


async def ask_visitor(call: Call) -> None:
    """安排慰问; or 再加一位同去, beside those who are chosen."""
    await desk.ask_visitor(call.deps, call.update_id, call.here, report_of(call), VisitPlan.read(call.args))


async def plan(call: Call) -> str | None:
    """A name, a day, or 就这样安排, by a button; whoever asked, his question is closed."""
    asker = int(call.args.get("asker", call.user_id))
    return await desk.plan_visit(
        call.deps, call.update_id, call.here, report_of(call), VisitPlan.read(call.args), asker
    )


async def said(call: Call) -> str | None:
    """Names, a day, or both, as they were typed."""
    return await desk.visit_said(
        call.deps, call.update_id, call.here, report_of(call), VisitPlan.read(call.args), call.text
    )


PRESSES: Mapping[str, Handler] = {
    "desk.assign": ask_visitor,
    "desk.visitor": plan,
    "desk.visit_on": plan,
}
PROMPTS: Mapping[str, Handler] = awaited({"desk.visitor_named": said, "desk.visit_day": said})
