"""The sandbox's clock: the machine's, shifted. The bot's idea of “now” comes from here, never the other way round."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.core.clock import SHANGHAI


def machine_now() -> datetime:
    return datetime.now(UTC)


class Clock:
    """Runs at the machine's pace from wherever it was last set."""

    def __init__(self, machine: Callable[[], datetime] = machine_now) -> None:
        self._machine = machine
        self.offset = timedelta()

    def now(self) -> datetime:
        """Local time, with its zone."""
        return (self._machine() + self.offset).astimezone(SHANGHAI)

    def unix(self) -> int:
        """Seconds, as Telegram dates its messages."""
        return int(self.now().timestamp())

    def set(self, moment: datetime) -> datetime:
        """Jump to ``moment``; one without a zone is meant locally."""
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=SHANGHAI)
        self.offset = moment - self._machine()
        return self.now()

    def shift(self, seconds: float) -> None:
        """Run this far from the machine's clock."""
        self.offset = timedelta(seconds=seconds)
