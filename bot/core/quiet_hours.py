"""Quiet hours: when nobody is disturbed by what can wait until the morning."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.core.clock import SHANGHAI, local


@dataclass(frozen=True)
class QuietHours:
    """Whole hours of the union's wall clock, from `since` up to `until`, over midnight; none when they are equal."""

    since: int
    until: int

    def cover(self, moment: datetime) -> bool:
        hour = local(moment).hour
        if self.since <= self.until:
            return self.since <= hour < self.until
        return hour >= self.since or hour < self.until

    def end(self, moment: datetime) -> datetime:
        """When the quiet hours that cover the moment are over."""
        here = local(moment)
        day = here.date() + timedelta(days=here.hour >= self.until)
        return datetime.combine(day, time(self.until), SHANGHAI)
