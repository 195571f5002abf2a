"""Twenty officers decide one report at once: exactly one wins, and the others are told who did.

`python -m tests.desk.race --rounds 1000 [--postgres | --url postgresql+asyncpg://…]` runs it for long
(`--postgres`: on a server of its own); the suite runs a few rounds. The officers are real tasks on real connections;
nothing but the database arbitrates.
"""

import argparse
import asyncio
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from pathlib import Path

from sqlalchemy import insert

from bot.core.errors import Stale
from bot.core.people import Member, Role
from bot.core.work.unit import Deps
from bot.desk import use_cases as desk
from bot.desk.use_cases import Here
from bot.reports.queries import reports
from bot.reports.rules.transitions import TRANSITIONS, Action, Status
from bot.store import tables as t
from tests import postgres, support
from tests.desk.desk import GROUP, fresh, submitted

OFFICERS = 20
_updates = count(9_000_000)


@dataclass
class Tally:
    """How the rounds ended. `told`: losers who read who was faster."""

    rounds: int = 0
    winners: int = 0
    told: int = 0
    faults: list[str] = field(default_factory=list)


async def enrol(deps: Deps, roster: dict[str, Member]) -> list[int]:
    """Twenty officers of the branch; returns their accounts."""
    branch = roster["A003"].branch_id
    accounts = [7000 + index for index in range(OFFICERS)]
    async with deps.store.begin() as tx:
        for account in accounts:
            person = {"staff_no": f"R{account}", "name": f"委员{account}", "branch_id": branch, "telegram_id": account}
            row = insert(t.members).values(person | {"updated_at": deps.clock.now()}).returning(t.members.c.id)
            await tx.run(insert(t.offices).values(member_id=await tx.value(row), branch_id=branch, role=Role.OFFICER))
    return accounts


async def decide(deps: Deps, report_id: int, index: int, account: int, update_id: int) -> str | None:
    """One officer's press: agree, refuse or send back. None when he won, else what he was told."""
    here = Here(account, GROUP)
    try:
        if index % 3 == 0:
            await desk.approve(deps, update_id, here, report_id, Decimal(100 + index))
        elif index % 3 == 1:
            await desk.reject(deps, update_id, here, report_id, "不在范围内")
        else:
            await desk.give_back(deps, update_id, here, report_id, "哪一天？")
    except Stale as late:
        return str(late)
    return None


async def one_round(deps: Deps, roster: dict[str, Member], accounts: list[int], tally: Tally) -> None:
    report = await submitted(deps, roster)
    updates = [next(_updates) for _ in accounts]
    async with deps.store.begin() as tx:
        values = [
            {"update_id": each, "lane": each, "state": "pending", "received_at": deps.clock.now()} for each in updates
        ]
        await tx.run(insert(t.inbox), values)
    presses = [decide(deps, report.id, index, account, updates[index]) for index, account in enumerate(accounts)]
    answers = await asyncio.gather(*presses)
    await _count(deps, report.id, answers, tally)


async def _count(deps: Deps, report_id: int, answers: list[str | None], tally: Tally) -> None:
    found = await fresh(deps, report_id)
    async with deps.store.read() as tx:
        rows = [row for row in await reports.trail(tx, report_id) if row["action"] in set(TRANSITIONS)]
    winners = [index for index, answer in enumerate(answers) if answer is None]
    winner = f"委员{7000 + winners[0]}" if winners else "?"
    tally.rounds += 1
    tally.winners += len(winners)
    tally.told += sum(answer is not None and answer.startswith(winner) for answer in answers)
    if len(winners) != 1 or len(rows) != 2 or found.status is Status.SUBMITTED:
        tally.faults.append(f"{report_id}: winners {winners}, history {[row['action'] for row in rows]}")
    if found.status is Status.APPROVED and found.approved != Decimal(100 + winners[0]):
        tally.faults.append(f"{report_id}: the amount {found.approved} is not the winner's")
    if rows[0]["action"] != Action.SUBMIT:
        tally.faults.append(f"{report_id}: the history does not begin with its submission")


async def rounds(deps: Deps, roster: dict[str, Member], number: int, every: int = 0) -> Tally:
    """With `every`, says after so many rounds how it stands."""
    accounts, tally = await enrol(deps, roster), Tally()
    for done in range(1, number + 1):
        await one_round(deps, roster, accounts, tally)
        if every and done % every == 0:
            print(f"{done}: winners {tally.winners}, told {tally.told}, faults {len(tally.faults)}", flush=True)
    return tally


async def _main(number: int, url: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with support.open_store(url or support.sqlite_url(Path(folder))) as store:
            deps = support.make_deps(store, support.TestClock(), support.Replies(), Path(folder))
            roster = await support.fill_roster(store)
            begun = time.perf_counter()
            tally = await rounds(deps, roster, number, 100)
            seconds = time.perf_counter() - begun
    print(f"{tally.rounds} rounds of {OFFICERS} on {(url or 'sqlite').split(':')[0]} in {seconds:.1f} s")
    print(f"winners {tally.winners}, told who was faster {tally.told}, faults {len(tally.faults)}")
    print("\n".join(tally.faults[:20]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--url", default=None)
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    with postgres.server() if given.postgres else nullcontext() as own:
        asyncio.run(_main(given.rounds, postgres.create_database(own, "race") if own else given.url))
