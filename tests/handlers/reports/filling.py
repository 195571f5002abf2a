"""A form on its way, and what it holds."""

from bot.core.work.unit import Deps
from tests.handlers.reports.phone import Phone, reports_of


async def in_hospital(me: Phone) -> None:
    """At the first question of the hospital form."""
    await me.say("我要申报")
    await me.press("会员生病住院")
    await me.press("我自己的事")
    await me.press("同意，继续")


async def facts(deps: Deps) -> dict[str, object]:
    known = (await reports_of(deps))[-1]["facts"]
    return {name: value for name, value in known.items() if not name.startswith("_")}
