"""Kills the bot with SIGKILL while it greets 600 members, and counts what became of each greeting.

`python -m tests.faults.greetings --kills 200` starts as many runs of 600 as it takes; `--term` stops it politely
instead. Each life finds the bot's clock a minute further on, so that every one begins with a sweep.
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from sqlalchemy import insert, select

from bot.birthdays.queries.greetings import birthday_columns
from bot.birthdays.rules import Birthday
from bot.store import tables as t
from bot.store.engine import Store
from bot.store.migrate import upgrade
from tests.faults.kill import PATIENCE
from tests.faults.process import Bot, settled
from tests.traffic.standin import StandIn, standing_in

BEGINNING = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)  # five past nine in Wenzhou
FIRST = 5000  # account of the first member
GROUP = -1001  # the officers'
LATEST = 0.4  # seconds that a life lasts beyond its first greeting, at most
LISTED = ("missed", "unknown", "failed")


@dataclass(frozen=True)
class Plan:
    """How one run goes: `members` greeted, ended at most `kills` times by `number`."""

    members: int
    kills: int
    seed: int
    number: signal.Signals = signal.SIGKILL


@dataclass
class Toll:
    """What became of the greetings of one or more runs."""

    kills: int = 0
    runs: int = 0
    greetings: int = 0
    arrived: int = 0
    doubled: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    unlisted: int = 0  # neither arrived nor named to the officers

    def add(self, other: "Toll") -> None:
        for name in ("kills", "runs", "greetings", "arrived", "doubled", "unlisted"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.outcomes += other.outcomes


async def run(plan: Plan) -> Toll:
    """One run: lives end early until so many have, or all greetings are out; the last one is left alone."""
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as folder, settled(Path(folder), "sqlite", "polling") as place:
        store, kills = place.store(), 0
        await _seed(store, plan.members)
        async with standing_in() as standin, Bot(place, standin.url, product=True) as bot:
            while kills < plan.kills and not await _over(store, plan.members):
                await _live(bot, standin, chance, kills)
                await bot.end(plan.number)
                kills += 1
            await _begin(bot, kills)
            await _until_over(store, plan.members)
            await bot.end(signal.SIGTERM)
            toll = await _count(store, standin, plan.members)
        await store.close()
    toll.kills = kills
    return toll


async def _begin(bot: Bot, minute: int) -> None:
    await bot.start("--greet-from", (BEGINNING + timedelta(minutes=minute)).isoformat())


async def _live(bot: Bot, standin: StandIn, chance: random.Random, minute: int) -> None:
    """Most lives end at work, some while they wake up or write greetings down."""
    before, calls = len(standin.sent()), len(standin.calls)
    await _begin(bot, minute)
    if chance.random() < 0.2:
        await standin.until(lambda: len(standin.calls) > calls, PATIENCE)
    else:
        with suppress(TimeoutError):  # nothing may be left to send
            await standin.until(lambda: len(standin.sent()) > before, 20.0)
    await asyncio.sleep(chance.uniform(0, LATEST))


async def _over(store: Store, members: int) -> bool:
    """Whether every member has his row, and no greeting waits or is in doubt without being listed."""
    async with store.read() as tx:
        rows = await tx.all(select(t.greetings.c.outcome, t.outbox.c.state).outerjoin_from(
            t.greetings, t.outbox, t.greetings.c.outbox_id == t.outbox.c.id))  # fmt: skip
    settled = [row for row in rows if row["outcome"] in LISTED or row["state"] == "sent"]
    return len(settled) == members


async def _until_over(store: Store, members: int) -> None:
    until = monotonic() + PATIENCE
    while not await _over(store, members):
        if monotonic() > until:
            raise TimeoutError("greetings are left over")
        await asyncio.sleep(0.2)
    await asyncio.sleep(1.0)  # for what is said to the officers about the last of them


async def _seed(store: Store, members: int) -> None:
    """A branch with its officers' group; everybody's birthday is today."""
    await upgrade(store)
    async with store.begin() as tx:
        values = {"name": "春风机关工会", "group_chat_id": GROUP}
        branch = await tx.value(insert(t.branches).values(values).returning(t.branches.c.id))
        rows = [
            {"staff_no": f"M{n}", "name": f"会员{n:04d}号", "branch_id": branch, "telegram_id": FIRST + n}
            | {"updated_at": BEGINNING}
            | birthday_columns(Birthday(11, 23))
            for n in range(members)
        ]
        await tx.connection.execute(insert(t.members), rows)


async def _count(store: Store, standin: StandIn, members: int) -> Toll:
    got = Counter(payload["chat_id"] for payload in standin.sent() if payload["chat_id"] >= FIRST)
    told = "".join(standin.texts(GROUP))
    async with store.read() as tx:
        rows = await tx.all(select(t.greetings.c.outcome))
    silent = [n for n in range(members) if not got[FIRST + n]]
    return Toll(
        runs=1,
        greetings=members,
        arrived=len(got),
        doubled=sum(count > 1 for count in got.values()),
        outcomes=Counter(row["outcome"] for row in rows),
        unlisted=sum(f"会员{n:04d}号" not in told for n in silent),
    )


async def _all(kills: int, members: int, seed: int, number: signal.Signals) -> Toll:
    total = Toll()
    while total.kills < kills:
        total.add(await run(Plan(members, kills - total.kills, seed + total.runs, number)))
        print(total, flush=True)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--members", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--term", action="store_true", help="SIGTERM instead of SIGKILL")
    chosen = parser.parse_args()
    number = signal.SIGTERM if chosen.term else signal.SIGKILL
    total = asyncio.run(_all(chosen.kills, chosen.members, chosen.seed, number))
    in_doubt = total.outcomes["unknown"] if chosen.term else 0
    sys.exit(1 if total.doubled or total.unlisted or in_doubt else 0)


if __name__ == "__main__":
    main()
