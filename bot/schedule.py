"""Periodic ticks that call services. Nothing is remembered here: what is due is always read from the database."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.logs import about, logger
from bot.services.base import Deps
from bot.store import inbox, ticks

LOOK_EVERY = timedelta(minutes=1)
CUT_OFF_SECONDS = 1.0  # for what was cut off to let go of its connection
_log = logger(__name__)


@dataclass(frozen=True)
class Task:
    """Something to do now and then. `run` finds out by itself what is due at the bot's clock.

    `shared`: every replica runs it, and its rows say who does what; it takes no slot.
    """

    name: str
    every: timedelta
    run: Callable[[Deps], Awaitable[object]]
    shared: bool = False

    def slot(self, now: datetime) -> str:
        """The period of the clock that `now` lies in; a tick belongs to one."""
        seconds = self.every.total_seconds()
        return str(int(now.timestamp() // seconds))


async def sweep_inbox(deps: Deps) -> None:
    """Forgets settled updates, long before Telegram could number new ones like them."""
    from bot.services.retention import periods

    now, kept = deps.clock.now(), periods(deps)
    settled, quarantined = (timedelta(days=days) for days in (kept.settled_updates, kept.quarantined_updates))
    async with deps.store.begin() as tx:
        await inbox.purge(tx, now - settled, now - quarantined)


def tasks() -> Sequence[Task]:
    """Every periodic task there is."""
    from bot.services.activities.due import tend_due
    from bot.services.alerting import alert_due
    from bot.services.backup import backup_due
    from bot.services.broadcasting.feeding import feed_due
    from bot.services.deciding import note_fates
    from bot.services.greeting.sweep import greet_due
    from bot.services.nudging import nudge_due
    from bot.services.retention import purge_due

    return (
        Task("greetings", timedelta(minutes=1), greet_due),
        Task("broadcasts", timedelta(seconds=2), feed_due, shared=True),
        Task("nudges", timedelta(minutes=5), nudge_due),
        Task("activities", timedelta(minutes=5), tend_due),
        Task("tidings", timedelta(minutes=1), note_fates),
        Task("inbox.sweep", timedelta(hours=1), sweep_inbox),
        Task("retention", timedelta(days=1), purge_due),
        Task("alerts", timedelta(minutes=5), alert_due),
        Task("backup", timedelta(hours=1), backup_due),
    )


class Schedule:
    """APScheduler as a metronome: late ticks run all the same, several late ones run once."""

    def __init__(self, deps: Deps, todo: Sequence[Task]) -> None:
        self._deps = deps
        self._tasks = todo
        self._under_way: set[asyncio.Task[Any]] = set()
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def start(self) -> None:
        for task in self._tasks:
            seconds = min(
                task.every, LOOK_EVERY
            ).total_seconds()  # often, so that a restart does not put off a day's task
            self._scheduler.add_job(self._tick, "interval", (task,), seconds=seconds)
        self._scheduler.start()

    async def stop(self, seconds: float) -> None:
        """No new ticks. Those under way may end: what is cut off in mid-transaction can hold the database's lock."""
        if not self._scheduler.running:
            return
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

    async def _tick(self, task: Task) -> None:
        if (current := asyncio.current_task()) is not None:
            self._under_way.add(current)
            current.add_done_callback(self._under_way.discard)
        now = self._deps.clock.now()
        if task.shared:
            await self._run(task)
            return
        try:
            async with self._deps.store.begin() as tx:
                ours = await ticks.claim(tx, task.name, task.slot(now), now)
        except Exception as error:
            _log.error("tick.claim_failed", task=task.name, error=error)
            return
        if ours:
            await self._run(task)

    async def _run(self, task: Task) -> None:
        """One task that fails does not stop the others, nor the next tick."""
        with about(task=task.name):
            try:
                await task.run(self._deps)
            except Exception as error:
                _log.error("tick.failed", error=error)
