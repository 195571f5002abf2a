"""Ticks: one slot runs once, whoever asks; a task that fails stops nobody."""

import asyncio
from datetime import timedelta

from bot.schedule import Schedule, Task, sweep_inbox, tasks
from bot.services.base import Deps
from bot.services.retention import periods
from bot.store import inbox
from tests.support import NOON, TestClock
from tests.traffic.test_inbox_store import stored


def test_a_slot_is_a_period_of_the_clock() -> None:
    task = Task("x", timedelta(minutes=5), sweep_inbox)
    assert task.slot(NOON) == task.slot(NOON + timedelta(minutes=4, seconds=59))
    assert task.slot(NOON) != task.slot(NOON + timedelta(minutes=5))


async def test_replicas_run_a_slot_once_and_all_tasks_when_the_clock_was_moved(deps: Deps, clock: TestClock) -> None:
    ran: list[str] = []

    async def fails(_deps: Deps) -> None:
        raise RuntimeError("broken")

    async def works(_deps: Deps) -> None:
        ran.append("x")

    todo = (Task("fails", timedelta(minutes=5), fails), Task("works", timedelta(minutes=5), works))
    replicas = [Schedule(deps, todo) for _ in range(3)]
    for schedule in replicas:
        for task in todo:
            await schedule._tick(task)
    assert ran == ["x"]
    clock.forward(minutes=5)
    await replicas[0]._tick(todo[1])
    assert ran == ["x", "x"]
    await replicas[1].run_due()
    assert ran == ["x", "x", "x"]


async def test_a_shared_task_is_run_by_every_replica(deps: Deps) -> None:
    ran: list[str] = []

    async def works(_deps: Deps) -> None:
        ran.append("x")

    task = Task("shared", timedelta(seconds=2), works, shared=True)
    for _ in range(3):
        await Schedule(deps, [task])._tick(task)
    assert len(ran) == 3


async def test_a_late_tick_runs_and_several_late_ones_run_once(deps: Deps) -> None:
    schedule = Schedule(deps, tasks())
    schedule.start()
    jobs = schedule._scheduler.get_jobs()
    await schedule.stop(1)
    await schedule.stop(1)
    assert len(jobs) == len(tasks())
    assert all(job.misfire_grace_time is None and job.coalesce for job in jobs)


async def test_settled_updates_are_swept_before_numbers_come_again(deps: Deps, clock: TestClock) -> None:
    async with deps.store.begin() as tx:
        await inbox.store(tx, [stored(1), stored(2)])
        await inbox.finish(tx, [1], clock.now())
    clock.forward(days=periods(deps).settled_updates, seconds=1)
    await sweep_inbox(deps)
    async with deps.store.begin() as tx:
        assert await inbox.store(tx, [stored(1), stored(2)]) == {1}


async def test_a_stop_lets_a_tick_end_and_cuts_off_one_that_does_not(deps: Deps) -> None:
    begun, ended, cut_off = asyncio.Event(), [], []

    async def brief(_deps: Deps) -> None:
        async with deps.store.begin():
            begun.set()
            await asyncio.sleep(0.2)
            ended.append("brief")

    async def endless(_deps: Deps) -> None:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            cut_off.append("endless")
            raise

    every = timedelta(seconds=0.05)
    schedule = Schedule(deps, [Task("brief", every, brief, shared=True), Task("endless", every, endless, shared=True)])
    schedule.start()
    await begun.wait()
    await schedule.stop(2)
    assert ended[:1] == ["brief"]
    assert cut_off == ["endless"]
    async with deps.store.begin():  # nothing holds the lock
        pass
