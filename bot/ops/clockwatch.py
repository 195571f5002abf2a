"""Notices when the machine's clock is put forward or back: compared with the one that only ever runs on."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.core.logs import logger
from bot.traffic.lane_claims import machine_now

LOOK_SECONDS = 1.0
STEP_SECONDS = 1.0  # less within one look is the machine's own gentle correction
SAME_MOMENT = 0.1  # two readings further apart than this were not of one moment
_log = logger(__name__)


def steady() -> float:
    """Seconds that no step changes; on Linux they run on while the machine sleeps, so that waking up is no step."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class ClockWatch:
    """Tells `stepped` by how many seconds the clock has jumped (forward: positive). What fails there is told again."""

    def __init__(self, stepped: Callable[[float], Awaitable[None]], now: Callable[[], datetime] = machine_now) -> None:
        self._stepped, self._now = stepped, now
        self._known = self._offset()
        self._untold = 0.0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="clock-watch")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look(self) -> None:
        """Compares once."""
        offset = self._offset()
        step, self._known = offset - self._known, offset
        if abs(step) >= STEP_SECONDS:
            _log.warning("clock.stepped", seconds=round(step, 1))
            self._untold += step
        if self._untold:
            await self._stepped(self._untold)
            self._untold = 0.0

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.look()
            except Exception as error:
                _log.error("clock.step_not_told", error=error)

    def _offset(self) -> float:
        """How far the clock is from the steady one; read anew when the process was held up between the readings."""
        while True:
            before = steady()
            wall = self._now().timestamp()
            if steady() - before < SAME_MOMENT:
                return wall - before
