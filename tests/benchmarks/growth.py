"""What grows with the years: `python -m tests.benchmarks.growth [queue|nudges|purge]`.

Each figure is a ratio within one run: the page of the queue with 5,000 open reports against that with 20, a nudge tick
over 5,000 against one over 20, and for how long a purge of a million rows holds the writer at a time.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from sqlalchemy import delete, insert

from bot.core.kinds import Kind
from bot.core.work.unit import Deps
from bot.desk import nudging, queueing
from bot.desk.queueing import View
from bot.reports.case import Here
from bot.reports.rules.transitions import Desk, Status
from bot.store import tables as t
from bot.store.batches import Stale, purge
from bot.store.engine import Store
from tests.desk.desk import CHAIR, COMMITTEE, new_update
from tests.support import NOON, Replies, TestClock, make_deps, open_store, sample, sqlite_url

FEW, MANY = 20, 5000
KINDS = (Kind.HOSPITALIZATION, Kind.MARRIAGE, Kind.CHILDBIRTH, Kind.RETIREMENT)
STATES = (Status.SUBMITTED, Status.APPROVED, Status.DELIVERED)


@dataclass(frozen=True)
class Cost:
    """Of one call, in milliseconds."""

    cpu: float
    wall: float


async def lay_open(deps: Deps, number: int) -> None:
    """So many open reports of the whole city, two thirds of them in the branch that is asked about."""
    lin, other = sample["A001"], sample["B001"]
    facts = deps.store.vault.seal({"hospital": "附二医", "说明": "住院" * 40})
    rows = []
    for n in range(number):
        about = lin if n % 3 else other
        since = NOON - timedelta(minutes=n % 400)
        rows.append(
            {"number": f"2026-{n:05d}", "kind": KINDS[n % 4], "branch_id": about.branch_id, "subject_id": about.id}
            | {"reporter_id": about.id, "status": STATES[n % 3], "desk": Desk.BRANCH, "facts": facts}
            | {"event_date": NOON.date(), "created_at": since, "updated_at": since, "submitted_at": since}
            | {"decided_at": since if n % 3 else None}
        )
    async with deps.store.begin() as tx:
        await tx.run(insert(t.reports), rows)


async def measured(call: Callable[[], Awaitable[object]]) -> Cost:
    cpu, wall = process_time(), perf_counter()
    await call()
    return Cost((process_time() - cpu) * 1000, (perf_counter() - wall) * 1000)


async def queue_page(deps: Deps, here: Here, view: View) -> None:
    await queueing.queue(deps, await new_update(deps), here, view)


async def overview(deps: Deps) -> None:
    await queueing.overview(deps, await new_update(deps), COMMITTEE)


Calls = dict[str, Callable[[], Awaitable[object]]]


async def compare(few: Calls, many: Calls, times: int = 15) -> dict[str, tuple[Cost, Cost]]:
    """The median of each call over few open reports and over many, in turns, after two to warm up."""
    found = {}
    for name in few:
        costs = [(await measured(few[name]), await measured(many[name])) for _ in range(times + 2)][2:]
        found[name] = (_median([one for one, _ in costs]), _median([one for _, one in costs]))
    return found


def _median(costs: list[Cost]) -> Cost:
    return Cost(median(one.cpu for one in costs), median(one.wall for one in costs))


def queues(deps: Deps) -> Calls:
    return {
        "待办第一页（主席，群里）": lambda: queue_page(deps, CHAIR, View()),
        "待办第三页（按事项）": lambda: queue_page(deps, CHAIR, View(2, by_kind=True)),
        "待办第一页（工委，私聊）": lambda: queue_page(deps, Here(301, 301), View()),
        "各工会情况": lambda: overview(deps),
    }


def ticks(deps: Deps) -> Calls:
    return {"催办（没有到点的）": lambda: nudging.nudge_due(deps)}


def line(name: str, few: Cost, many: Cost) -> str:
    costs = "，".join(f"{number} 件 {one.cpu:.1f} ms" for number, one in ((FEW, few), (MANY, many)))
    return f"{name}：处理器 {costs}，{many.cpu / few.cpu:.2f} 倍"


CALLS = {"queue": queues, "nudges": ticks}


@asynccontextmanager
async def city(folder: Path, number: int) -> AsyncIterator[Deps]:
    """A database of its own with so many open reports in it."""
    async with open_store(sqlite_url(folder / str(number)), peopled=True) as store:
        deps = make_deps(store, TestClock(), Replies(), folder)
        await lay_open(deps, number)
        yield deps


async def measure(folder: Path, what: str, times: int = 15) -> dict[str, tuple[Cost, Cost]]:
    async with city(folder, FEW) as few, city(folder, MANY) as many:
        return await compare(CALLS[what](few), CALLS[what](many), times)


@dataclass(frozen=True)
class Held:
    """For how long (ms) somebody else who writes waits at most: a purge at one go, and one in parts."""

    rows: int
    whole: float
    parts: float


async def purge_of(folder: Path, rows: int) -> Held:
    """Messages that were sent half a year ago, in two databases: purged at one go as before, and as it is done now."""
    waits = []
    for name, at_once in (("whole", True), ("parts", False)):
        async with open_store(sqlite_url(folder / name)) as store:
            await _sent_long_ago(store, rows)
            old = Stale(t.outbox, (t.outbox.c.state.in_(("sent", "dead", "unknown")), t.outbox.c.done_at < NOON))
            waits.append(await _longest_wait(store, _at_once(store, old) if at_once else purge(store, old)))
    return Held(rows, *waits)


async def _sent_long_ago(store: Store, rows: int) -> None:
    long_ago = NOON - timedelta(days=181)
    row = {"method": "sendMessage", "delivery": "sure", "priority": "5", "state": "sent", "created_at": long_ago}
    for first in range(0, rows, 20_000):
        some = range(first, min(first + 20_000, rows))
        async with store.begin() as tx:
            await tx.run(
                insert(t.outbox), [row | {"lane": n % 5000, "message_id": n, "done_at": long_ago} for n in some]
            )


async def _at_once(store: Store, old: Stale) -> None:
    async with store.begin() as tx:
        await tx.run(delete(old.table).where(*old.conditions))


async def _longest_wait(store: Store, purging: Awaitable[object]) -> float:
    """The longest wait (ms) of a short write meanwhile; there is one every few milliseconds."""
    task, longest, number = asyncio.ensure_future(purging), 0.0, 0
    await asyncio.sleep(0.01)
    while not task.done():
        began, number = perf_counter(), number + 1
        async with store.begin() as tx:
            await tx.run(insert(t.ticks).values(name=f"n{number}", slot="x", at=NOON))
        longest = max(longest, (perf_counter() - began) * 1000)
        await asyncio.sleep(0.005)
    await task
    return longest


async def _main(what: str, rows: int) -> None:
    with TemporaryDirectory(prefix="wennuan-growth-") as folder:
        if what == "purge":
            held = await purge_of(Path(folder), rows)
            shares = f"{held.whole:,.0f} ms，分批 {held.parts:,.0f} ms，{held.parts / held.whole:.4f} 倍"
            print(f"清理 {held.rows:,} 行，别的写入最长等：一次清完 {shares}")
            return
        for name, (few, many) in (await measure(Path(folder), what)).items():
            print(line(name, few, many), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=[*CALLS, "purge"], nargs="?", default="queue")
    parser.add_argument("--rows", type=int, default=1_000_000, help="that are purged")
    chosen = parser.parse_args()
    asyncio.run(_main(chosen.what, chosen.rows))


if __name__ == "__main__":
    main()
