"""Notices when the machine's clock is put forward or back, by comparing it with the monotonic clock."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.core.logs import logger
from bot.core.messages import Outgoing
from bot.core.texts import alerting as texts
from bot.core.work.unit import Deps, unit
from bot.store import ticks
from bot.traffic import queries
from bot.traffic.lanes import machine_now

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


TOLD = 60.0  # seconds; a smaller step changes nothing that anybody would see
FAR = timedelta(days=1)  # a step ahead by more would make much look too old that is not
HOLD = timedelta(days=1)  # that long nothing is deleted for its age, so that the operator may put the clock right
_AHEAD = "clock.ahead"  # the row of `ticks` that says when the clock jumped far ahead


async def stepped(deps: Deps, seconds: float, machine: datetime) -> None:
    """Messages that wait for a moment of the old clock go out now, and the operator hears of it."""
    if abs(seconds) < TOLD:
        return
    ahead = seconds > FAR.total_seconds()
    async with unit(deps) as u:
        await queries.wait_no_longer(u.tx)
        if ahead:
            await ticks.note(u.tx, _AHEAD, str(round(seconds)), machine)
        if operator := deps.settings.operator_chat_id:
            key = f"clock:{machine:%Y%m%d%H%M}:{round(seconds / 60)}"  # replicas on one machine tell it once
            await u.say(Outgoing(operator, texts.clock_stepped(seconds, held=ahead), dedupe=key))


async def may_delete(deps: Deps, machine: datetime) -> bool:
    """Whether what is old may be deleted: not soon after the clock has jumped far ahead, unless it was put back."""
    async with deps.store.read() as tx:
        jumped = await ticks.last(tx, _AHEAD)
    return jumped is None or not timedelta() <= machine - jumped < HOLD
