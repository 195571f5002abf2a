"""The hours in which nobody is disturbed by what can wait."""

from datetime import datetime

from bot.core.quiet_hours import QuietHours
from bot.core.work.unit import Deps


def quiet_hours(deps: Deps) -> QuietHours:
    return QuietHours(deps.settings.quiet_from, deps.settings.quiet_until)


def quiet_end(deps: Deps, now: datetime) -> datetime | None:
    """When the quiet hours end that it is now; None outside of them."""
    quiet = quiet_hours(deps)
    return quiet.end(now) if quiet.cover(now) else None
