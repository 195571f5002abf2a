"""Reports handed in a second, on PostgreSQL: by one replica and by three, one at a time and eight at a time.

    python -m tests.benchmarks.submissions [--reports 240] [--rounds 3] [--against DIRECTORY]

Only 提交 is measured, in processes of their own: each presses the button under forms that are filled in already, so
that all wait for the same counter. `--against`: another checkout, whose bot does the same in turns with this one.
"""

import argparse
import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import uuid4

from sqlalchemy import func, insert, select

from bot.core.kinds import Kind
from bot.core.people import Role
from bot.core.work.unit import Deps
from bot.reports import use_cases as reports
from bot.reports.forms import steps
from bot.reports.rules.transitions import Status
from bot.store import tables as t
from bot.store.engine import Store
from bot.store.vault import Vault
from tests import postgres
from tests.support import KEY, NOON, Replies, TestClock, make_deps, open_store, vault

FIRST = 10_000  # accounts
HERE = Path(__file__).parents[2]
SHARED_KEY = "SUBMISSIONS_KEY"  # in the environment: with what the forms are sealed
FACTS = {steps.FOR: steps.SELF, "event_date": NOON.date().isoformat(), steps.ENOUGH: True}


@dataclass(frozen=True)
class Plan:
    """So many processes of the bot, and how many submissions are under way in all of them together."""

    replicas: int
    at_once: int

    @property
    def shares(self) -> list[int]:
        """How many are under way in each replica."""
        return [(self.at_once + n) // self.replicas for n in range(self.replicas)]


PLANS = (Plan(1, 1), Plan(1, 8), Plan(3, 8))


async def fill(url: str, reports_each: int) -> None:
    """Members with a wedding's form before its last button, in a branch with its officers' group."""
    async with open_store(url) as store, store.begin() as tx:
        branch = {"name": "春风机关工会", "group_chat_id": -1001}
        branch_id = await tx.value(insert(t.branches).values(branch).returning(t.branches.c.id))
        people = [
            {"staff_no": f"M{n}", "name": f"会员{n}", "branch_id": branch_id, "telegram_id": FIRST + n}
            | {"updated_at": NOON}
            for n in range(reports_each + 1)
        ]
        ids = await tx.number(t.members, people)
        await tx.run(insert(t.offices).values(member_id=ids[-1], branch_id=branch_id, role=Role.CHAIR))
        facts = vault().seal(FACTS)
        forms = [
            {"kind": Kind.MARRIAGE, "branch_id": branch_id, "subject_id": each, "reporter_id": each}
            | {"status": Status.DRAFT, "facts": facts, "event_date": NOON.date(), "created_at": NOON}
            | {"updated_at": NOON}
            for each in ids[:-1]
        ]
        await tx.run(insert(t.reports), forms)
        updates = ({"update_id": n, "lane": n, "received_at": NOON} for n in range(1, reports_each + 1))
        await tx.run(insert(t.inbox), list(updates))


async def hand_in(url: str, first: int, number: int, at_once: int) -> None:
    """One replica's share. Prints when it is ready, and the seconds that it took."""
    store = Store(url, Vault([os.environ[SHARED_KEY]]))
    deps = make_deps(store, TestClock(), Replies(), Path())
    async with store.read() as tx:
        rows = await tx.all(select(t.reports.c.id).where(t.reports.c.status == Status.DRAFT).order_by(t.reports.c.id))
    mine = iter([(first + n, row["id"]) for n, row in enumerate(rows[first : first + number])])
    print("ready", flush=True)
    sys.stdin.readline()
    began = perf_counter()
    await asyncio.gather(*(_one_after_another(deps, mine) for _ in range(at_once)))
    print(perf_counter() - began, flush=True)
    await store.close()


async def _one_after_another(deps: Deps, mine: Iterator[tuple[int, int]]) -> None:
    for member, report_id in mine:
        args = {"report": report_id, "version": 0}
        await reports.press(deps, member + 1, FIRST + member, "form.submit", args)


async def per_second(server: str, checkout: Path, plan: Plan, number: int) -> float:
    """Submissions a second of a bot from that checkout; every number is drawn once and none is left out."""
    url = postgres.create_database(server, f"s{uuid4().hex[:10]}")
    await fill(url, number)
    share = number // plan.replicas
    workers = [
        await _worker(
            checkout, url, n * share, share, plan.at_once // plan.replicas + (n < plan.at_once % plan.replicas)
        )
        for n, at_once in enumerate(plan.shares)
    ]
    for worker in workers:
        await _said(worker)
    began = perf_counter()
    for worker in workers:
        await _tell(worker)
    for worker in workers:
        await _said(worker)
    seconds = perf_counter() - began
    for worker in workers:
        await worker.wait()
    await check(url, share * plan.replicas)
    return share * plan.replicas / seconds


async def _worker(checkout: Path, *arguments: object) -> Process:
    env = os.environ | {"PYTHONPATH": str(checkout), SHARED_KEY: KEY}
    line = (sys.executable, __file__, "--work", *map(str, arguments))
    return await asyncio.create_subprocess_exec(*line, env=env, cwd=checkout, stdin=PIPE, stdout=PIPE)


async def _said(worker: Process) -> None:
    """Waits for a line of it."""
    if worker.stdout is None or not await worker.stdout.readline():
        raise RuntimeError("a replica has died")


async def _tell(worker: Process) -> None:
    if worker.stdin is not None:
        worker.stdin.write(b"\n")
        await worker.stdin.drain()


async def check(url: str, number: int) -> None:
    async with open_store(url) as store, store.read() as tx:
        drawn = select(func.count(t.reports.c.number.distinct()), func.max(t.reports.c.number))
        found = (await tx.execute(drawn)).one()
    assert tuple(found) == (number, f"2026-{number:04d}"), found


async def compare(checkouts: dict[str, Path], number: int, rounds: int) -> dict[tuple[str, Plan], float]:
    """The median of some rounds, in turns."""
    found: dict[tuple[str, Plan], list[float]] = defaultdict(list)
    with postgres.server() as server:
        for _, plan, name in product(range(rounds), PLANS, checkouts):
            rate = await per_second(server, checkouts[name], plan, number)
            print(f"{name} {plan}: {rate:.1f}", flush=True)
            found[name, plan].append(rate)
    return {key: median(each) for key, each in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--against", type=Path, help="another checkout")
    parser.add_argument("--work", nargs=4, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        url, *numbers = chosen.work
        asyncio.run(hand_in(url, *map(int, numbers)))
        return
    checkouts = {"这里": HERE} | ({"那里": chosen.against.resolve()} if chosen.against else {})
    for (name, plan), rate in asyncio.run(compare(checkouts, chosen.reports, chosen.rounds)).items():
        print(f"{name}：{plan.replicas} 个副本，同时 {plan.at_once} 份：每秒 {rate:.1f} 份", flush=True)


if __name__ == "__main__":
    main()
