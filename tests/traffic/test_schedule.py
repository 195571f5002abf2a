"""Ticks: one slot runs once, whoever asks; a task that fails stops nobody."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.core.clock import SHANGHAI, period
from bot.core.messages import Outgoing
from bot.core.texts.alerting import TASKS
from bot.core.work.unit import Deps
from bot.ops.alerting import alert_due
from bot.ops.clockwatch import ClockWatch, stepped
from bot.privacy.retention import periods
from bot.schedule import Schedule, Steady, Task, sweep_inbox, tasks
from bot.store import inbox, ticks
from bot.store import tables as t
from bot.store.engine import Store
from bot.store.outbox import enqueue
from tests.support import NOON, Replies, TestClock, make_deps, outbox
from tests.traffic.test_inbox_store import stored


def test_a_slot_is_a_period_of_the_clock() -> None:
    task = Task("x", timedelta(minutes=5), sweep_inbox)
    assert task.slot(NOON) == task.slot(NOON + timedelta(minutes=4, seconds=59))
    assert task.slot(NOON) != task.slot(NOON + timedelta(minutes=5))


def test_a_day_is_the_day_in_shanghai() -> None:
    daily = Task("x", timedelta(days=1), sweep_inbox)
    midnight = datetime(2026, 11, 24, tzinfo=SHANGHAI)
    assert daily.slot(midnight) != daily.slot(midnight - timedelta(seconds=1))
    assert daily.slot(midnight) == daily.slot(midnight + timedelta(hours=23, minutes=59))
    quarter, week = timedelta(hours=6), timedelta(days=7)
    assert period(midnight, quarter) != period(midnight - timedelta(seconds=1), quarter)
    assert period(midnight, week) == period(midnight - timedelta(days=1), week)  # a Tuesday and a Monday
    assert period(midnight, week) != period(midnight - timedelta(days=2), week)


def test_a_step_ahead_counts_up_no_ticks() -> None:
    trigger = Steady(timedelta(seconds=2))
    assert trigger.get_next_fire_time(NOON, NOON + timedelta(days=365)) == NOON + timedelta(days=365, seconds=2)


class Sometimes:
    """A task that fails while it is told to."""

    def __init__(self) -> None:
        self.ran, self.broken = 0, True

    async def __call__(self, _deps: Deps) -> None:
        self.ran += 1
        if self.broken:
            raise OSError("no space")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> TestClock:
    """The machine's clock, for the claims of ticks."""
    clock = TestClock()
    monkeypatch.setattr("bot.schedule.machine_now", clock.now)
    return clock


async def test_a_daily_task_that_failed_is_tried_again_the_same_day(deps: Deps, machine: TestClock) -> None:
    sometimes = Sometimes()
    task = Task("retention", timedelta(days=1), sometimes)
    schedule = Schedule(deps, [task])
    for tries in (1, 2):
        await schedule._tick(task)
        await schedule._tick(task)
        assert sometimes.ran == tries  # after a pause, that is
        machine.forward(minutes=5)
    sometimes.broken = False
    await schedule._tick(task)
    machine.forward(hours=2)
    await schedule._tick(task)
    assert sometimes.ran == 3  # and once it has succeeded, no more today


async def test_a_slot_left_unfinished_is_taken_up_at_the_next_start(deps: Deps, machine: TestClock) -> None:
    task = Task("retention", timedelta(days=1), Sometimes())
    ran = asyncio.Event()

    async def works(_deps: Deps) -> None:
        ran.set()

    assert await Schedule(deps, [task])._claim(task)  # and there the process died
    again = Schedule(deps, [replace(task, run=works)])
    await again.start()
    async with asyncio.timeout(60):
        await ran.wait()
    await again.stop(1)


async def test_a_task_that_ends_the_process_is_not_tried_at_once_for_ever(deps: Deps, machine: TestClock) -> None:
    task = Task("retention", timedelta(days=1), Sometimes())
    claimed = []
    for _ in range(5):
        async with deps.store.begin() as tx:
            await ticks.free(tx, machine.now())
        claimed.append(await Schedule(deps, [task])._claim(task))
    assert claimed == [True, True, True, False, False]
    machine.forward(hours=1)
    assert await Schedule(deps, [task])._claim(task)


async def test_a_claim_from_before_the_clock_was_put_back_holds_nothing_up(deps: Deps, machine: TestClock) -> None:
    task = Task("retention", timedelta(days=1), Sometimes())
    assert await Schedule(deps, [task])._claim(task)
    machine.forward(hours=-2)
    assert await Schedule(deps, [task])._claim(task)


async def test_the_operator_hears_of_a_task_that_keeps_failing(
    store: Store, clock: TestClock, machine: TestClock, tmp_path: Path
) -> None:
    deps = make_deps(store, clock, Replies(), tmp_path, operator_chat_id=7)
    schedule = Schedule(deps, tasks())
    task = Task("backup", timedelta(hours=1), Sometimes())
    for _ in range(4):
        await alert_due(deps)
        assert await outbox(store, 7) == []
        await schedule._tick(task)
        machine.forward(hours=1)
    await schedule._tick(task)
    await alert_due(deps)
    assert "每天的备份" in (await outbox(store, 7))[0]["text"]
    assert {task.name for task in tasks() if not task.shared} == set(TASKS)


async def test_a_step_of_the_clock_is_told_and_makes_all_due(store: Store, clock: TestClock, tmp_path: Path) -> None:
    deps = make_deps(store, clock, Replies(), tmp_path, operator_chat_id=7)
    async with store.begin() as tx:
        [[row]] = await enqueue(tx, [Outgoing(8, "等着")], NOON)
        await tx.run(update(t.outbox).where(t.outbox.c.id == row).values(not_before=NOON + timedelta(hours=2)))
    schedule = Schedule(deps, [Task("x", timedelta(days=1), Sometimes())])
    await schedule.start()
    [job] = schedule._scheduler.get_jobs()
    job.modify(next_run_time=datetime.now(UTC) + timedelta(hours=2))  # as it is once the clock was put back
    await schedule._stepped(-7200.0)
    async with store.read() as tx:
        assert await tx.value(select(t.outbox.c.not_before).where(t.outbox.c.id == row)) is None
    assert job.next_run_time <= datetime.now(UTC) + timedelta(minutes=1)
    await schedule.stop(1)
    [told] = await outbox(store, 7)
    assert told["text"].startswith("这台机器的时钟往回跳了约 2 小时。")


async def test_a_step_too_small_to_matter_is_not_told(store: Store, clock: TestClock, tmp_path: Path) -> None:
    deps = make_deps(store, clock, Replies(), tmp_path, operator_chat_id=7)
    await stepped(deps, 2.5, NOON)
    assert await outbox(store, 7) == []


async def test_nothing_is_deleted_while_the_clock_may_be_far_ahead(deps: Deps, machine: TestClock) -> None:
    task = Task("retention", timedelta(days=1), Sometimes(), deletes=True)
    schedule = Schedule(deps, [task])
    assert await schedule._claim(task)
    machine.forward(days=365)
    await stepped(deps, timedelta(days=365).total_seconds(), machine.now())
    assert not await schedule._claim(task)
    machine.forward(days=1)
    assert await schedule._claim(task)  # nobody has put it back
    machine.forward(days=-366, hours=2)
    assert await schedule._claim(task)  # somebody has


async def test_a_step_is_noticed_and_told_until_it_is_heard() -> None:
    wall, heard, deaf = TestClock(datetime.now(UTC)), [], [True]

    async def hear(seconds: float) -> None:
        if deaf.pop() if deaf else False:
            raise OSError("database is locked")
        heard.append(round(seconds, -2))

    watch = ClockWatch(hear, wall.now)
    await watch.look()
    assert heard == []
    wall.forward(hours=-2)
    with pytest.raises(OSError, match="locked"):
        await watch.look()
    await watch.look()
    await watch.look()
    assert heard == [-7200]


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
    await schedule.start()
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
    await schedule.start()
    await begun.wait()
    await schedule.stop(2)
    assert ended[:1] == ["brief"]
    assert cut_off == ["endless"]
    async with deps.store.begin():  # nothing holds the lock
        pass
