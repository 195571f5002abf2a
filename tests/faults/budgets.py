"""Officers agree at the same moment, on two replicas, to more than the year's budget allows: as many pass as fit.

`python -m tests.faults.budgets --rounds 100 [--postgres]` runs it for long and counts; the suite runs a few rounds. The
officers are real tasks on real connections; nothing but the database arbitrates.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sqlalchemy import delete

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.desk import use_cases as deciding
from bot.desk.use_cases import Here
from bot.reports.queries import desk
from bot.reports.rules.transitions import Status
from bot.store import tables as t
from bot.store.engine import Store
from tests import postgres, support
from tests.desk.desk import GROUP, fresh, new_update, put, submitted

AT_ONCE, EACH = 6, Decimal(800)


@dataclass(frozen=True)
class Tally:
    """Over all rounds: how many approvals passed, and how many fitted into the budget."""

    passed: int
    fitted: int


async def rounds(replicas: list[Deps], roster: Mapping[str, Member], number: int) -> Tally:
    """In each round the budget has room for one, two … approvals, and six are given at once."""
    branch, passed, fitted = roster["A001"].branch_id, 0, 0
    for done in range(number):
        room = done % 3 + 1
        await _open(replicas[0], branch, room * EACH)
        passed += await _one(replicas, roster)
        fitted += room
    return Tally(passed, fitted)


async def _open(deps: Deps, branch: int, budget: Decimal) -> None:
    """A new budget, of which nothing is spent."""
    async with deps.store.begin() as tx:
        await tx.run(delete(t.prompts))
        await desk.set_budget(tx, branch, deps.clock.now().year, budget)


async def _one(replicas: list[Deps], roster: Mapping[str, Member]) -> int:
    here = [Here(103, GROUP), Here(104, GROUP)]
    reports = [await submitted(replicas[0], roster) for _ in range(AT_ONCE)]
    updates = [await new_update(replicas[0]) for _ in reports]
    presses = [
        deciding.approve(replicas[index % len(replicas)], updates[index], here[index % 2], report.id, EACH)
        for index, report in enumerate(reports)
    ]
    await asyncio.gather(*presses)
    found = [await fresh(replicas[0], report.id) for report in reports]
    for report in found:
        await put(replicas[0], report.id, status=Status.REJECTED)
    return sum(report.status is Status.APPROVED for report in found)


def replicas_of(stores: list[Store], folder: Path) -> list[Deps]:
    clock = support.TestClock()
    return [support.make_deps(store, clock, support.Replies(), folder) for store in stores]


async def _main(number: int, url: str | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = url or support.sqlite_url(folder)
        async with support.open_store(address) as first, support.open_store(address) as second:
            roster = await support.fill_roster(first)
            tally = await rounds(replicas_of([first, second], folder), roster, number)
    print(f"{number} rounds of {AT_ONCE} at once: {tally.passed} passed, {tally.fitted} fitted")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    with postgres.server() if given.postgres else nullcontext() as own:
        asyncio.run(_main(given.rounds, postgres.create_database(own, "budgets") if own else None))
