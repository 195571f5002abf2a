"""Periodic ticks that call services. Nothing is remembered here: what is due is always read from the database."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.core.clock import period
from bot.core.logs import about, logger
from bot.core.work.unit import Deps
from bot.ops.clockwatch import ClockWatch, may_delete, stepped
from bot.store import inbox, ticks
from bot.store.batches import purge
from bot.traffic.lanes import machine_now

LOOK_EVERY = timedelta(minutes=1)
BREATH = timedelta(seconds=0.5)  # between the first ticks after a start, for those who wait for an answer then
CUT_OFF_SECONDS = 1.0  # for what was cut off to let go of its connection
_log = logger(__name__)


@dataclass(frozen=True)
class Task:
    """Something to do now and then. `run` finds out by itself what is due at the bot's clock.

    `shared`: every replica runs it, and its rows say who does what; it takes no slot.
    `deletes`: it removes what is old for good, and so waits for a day when the clock has jumped far ahead.
    `first`: how long after a start; all else is looked at at once, for a process may not live long.
    """

    name: str
    every: timedelta
    run: Callable[[Deps], Awaitable[object]]
    shared: bool = False
    deletes: bool = False
    first: timedelta = timedelta()

    def slot(self, now: datetime) -> str:
        """The period of the union's wall clock that `now` lies in; a tick belongs to one."""
        return period(now, self.every)


async def sweep_inbox(deps: Deps) -> None:
    """Forgets settled updates, long before Telegram could number new ones like them."""
    from bot.privacy.retention import periods

    now, kept = deps.clock.now(), periods(deps)
    settled, quarantined = (timedelta(days=days) for days in (kept.settled_updates, kept.quarantined_updates))
    await purge(deps.store, *inbox.settled(now - settled, now - quarantined))


def tasks() -> Sequence[Task]:
    """Every periodic task there is."""
    from bot.activities.due import tend_due
    from bot.birthdays.greeting import greet_due
    from bot.broadcasts.feeding import feed_due
    from bot.desk.nudging import nudge_due
    from bot.desk.use_cases import refresh_notification_status, tend_undelivered
    from bot.notices.published import informed
    from bot.ops.alerting import alert_due
    from bot.ops.backup import backup_due
    from bot.privacy.retention import purge_due

    return (
        Task("greetings", timedelta(minutes=1), greet_due),
        Task("broadcasts", timedelta(seconds=2), feed_due, shared=True),
        Task("nudges", timedelta(minutes=5), nudge_due),
        Task("activities", timedelta(minutes=5), tend_due),
        Task("notices", timedelta(seconds=10), informed, shared=True),
        Task("tidings", timedelta(minutes=1), refresh_notification_status),
        Task("refusals", timedelta(minutes=1), tend_undelivered),
        Task("inbox.sweep", timedelta(hours=1), sweep_inbox, deletes=True),
        Task("retention", timedelta(days=1), purge_due, deletes=True),
        Task("alerts", timedelta(minutes=5), alert_due),
        Task("backup", timedelta(hours=1), backup_due, deletes=True, first=LOOK_EVERY),
    )


class Steady(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """So long after the last time, whatever the clock says now.

    APScheduler's interval counts up every tick that a step ahead has passed over (a year at two seconds: 16 million).
    """

    def __init__(self, every: timedelta) -> None:
        self._every = every

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return now + self._every


class Schedule:
    """APScheduler as a metronome: late ticks run all the same, several late ones run once.

    It waits by the monotonic clock but reckons by the wall's: when that is put back it would wait until the old time
    has come again. So a step is watched for, and all is due at once then; what really is due, the database says.
    """

    def __init__(self, deps: Deps, todo: Sequence[Task]) -> None:
        self._deps = deps
        self._tasks = todo
        self._under_way: set[asyncio.Task[Any]] = set()
        self._watch = ClockWatch(self._stepped)
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}, timezone=UTC
        )

    async def start(self) -> None:
        if self._deps.store.sqlite:  # what an earlier life has begun, nobody is at
            async with self._deps.store.begin() as tx:
                await ticks.free(tx, machine_now())
        now = machine_now()
        for task in self._tasks:
            often = Steady(min(task.every, LOOK_EVERY))  # so that a failure or a restart does not put off a day's task
            self._scheduler.add_job(self._tick, often, (task,), next_run_time=now + task.first)
            if not task.shared:
                now += BREATH
        self._scheduler.start()
        self._watch.start()

    async def stop(self, seconds: float) -> None:
        """No new ticks. Those under way may end: what is cut off in mid-transaction can hold the database's lock."""
        if not self._scheduler.running:
            return
        await self._watch.stop()
        self._scheduler.pause()
        await self._ended(seconds)
        self._scheduler.shutdown(wait=False)  # cuts off what has not ended
        await self._ended(CUT_OFF_SECONDS)

    async def _ended(self, seconds: float) -> None:
        await asyncio.sleep(0)  # a shutdown is carried out at the loop's next turn
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)

    async def run_due(self) -> None:
        """Runs every task now, whatever its period (the sandbox has moved the clock)."""
        for task in self._tasks:
            await self._run(task)

    async def _stepped(self, seconds: float) -> None:
        """The machine's clock was put forward or back by so much."""
        now = machine_now()
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=now)
        await stepped(self._deps, seconds, now)

    async def _tick(self, task: Task) -> None:
        if (current := asyncio.current_task()) is not None:
            self._under_way.add(current)
            current.add_done_callback(self._under_way.discard)
        if task.shared:
            await self._run(task)
            return
        with about(task=task.name):
            try:
                ours = await self._claim(task)
            except Exception as error:
                _log.error("tick.claim_failed", error=error)
                return
        if ours:
            await self._settle(task, done=await self._run(task))

    async def _claim(self, task: Task) -> bool:
        now, machine = self._deps.clock.now(), machine_now()
        if task.deletes and not await may_delete(self._deps, machine):
            return False
        async with self._deps.store.begin() as tx:
            return await ticks.claim(tx, task.name, task.slot(now), now, machine)

    async def _settle(self, task: Task, *, done: bool) -> None:
        """What has failed is tried again, in the same slot too. Where this is not written, the claim ends by itself."""
        try:
            async with self._deps.store.begin() as tx:
                if done:
                    await ticks.finish(tx, task.name, self._deps.clock.now())
                else:
                    await ticks.put_off(tx, task.name, machine_now())
        except Exception as error:
            _log.error("tick.settle_failed", task=task.name, error=error)

    async def _run(self, task: Task) -> bool:
        """One task that fails does not stop the others, nor the next tick. Returns whether it did what was due."""
        with about(task=task.name):
            try:
                await task.run(self._deps)
            except Exception as error:
                _log.error("tick.failed", error=error)
                return False
        return True
