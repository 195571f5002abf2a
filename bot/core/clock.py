"""The bot's clock, and the quiet hours, when nobody is disturbed by what can wait until the morning.

The sandbox moves the clock; everything that depends on time asks it and never the machine.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_MONDAY = datetime(1970, 1, 5)  # noqa: DTZ001 - on the union's wall clock


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same instant on the union's wall clock."""
    return moment.astimezone(SHANGHAI)


def local_date(moment: datetime) -> date:
    return local(moment).date()


def period(moment: datetime, every: timedelta) -> str:
    """The hour, day or week (from Monday on) of the union's wall clock that the moment lies in."""
    return str((local(moment).replace(tzinfo=None) - _MONDAY) // every)


def day_and_hour(moment: datetime) -> str:
    """“明天 8:00” is not said: the day may have turned when it is read."""
    here = local(moment)
    return f"{here.month}月{here.day}日 {here.hour}:{here.minute:02}"


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
