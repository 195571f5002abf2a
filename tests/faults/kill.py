"""Kills a running bot with SIGKILL, at random moments and at named steps, and counts what became of each update.

`python -m tests.faults.kill --kills 60 --mode polling|webhook --database sqlite|postgresql --what reports|writes`.
Telegram's part is played by a stand-in that survives (`tests.faults.feeding`).
"""

import argparse
import asyncio
import random
import signal
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from sqlalchemy import select

from bot.store import tables as t
from tests.faults.child import STEPS
from tests.faults.feeding import Telegram
from tests.faults.process import Bot, Place, settled
from tests.traffic.standin import StandIn, standing_in

ANY_MOMENT = "any moment"
PASSES = 20  # at most so often it comes through a step before it dies there
PATIENCE = 120.0  # seconds for a start on a slow machine, and for everything to be settled at the end


@dataclass(frozen=True)
class Plan:
    """How it is killed: so many times or for so long, each life at most `most` seconds beyond its first message."""

    kills: int
    mode: str = "polling"
    database: str = "sqlite"
    seed: int = 1
    minutes: float = 60.0
    most: float = 0.5
    steps: tuple[str, ...] = tuple(STEPS)  # half of the deaths are at one of these


@dataclass(frozen=True)
class Toll:
    """What the kills cost. `received`: updates that Telegram considers delivered."""

    deaths: Counter[str]  # how many where
    received: int
    lost: int  # never written
    doubled: int  # written more than once
    unconfirmed: int  # written, but the confirmation was not sent after the last start
    out_of_order: int  # chats whose updates were written in another order than they came


async def toll(plan: Plan) -> Toll:
    """Runs the whole thing; every update is counted once the last start has settled everything."""
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as folder, settled(Path(folder), plan.database, plan.mode) as place:
        async with standing_in() as standin:
            telegram = Telegram(standin, place.hook)
            async with Bot(place, standin.url) as bot:
                feeder = asyncio.create_task(telegram.feed(chance))
                deaths = await kill(bot, standin, plan, chance)
                telegram.feeding = False
                await feeder
                await telegram.close()
                wanted = {f"收到记{number}" for number in range(1, telegram.count + 1)}
                with suppress(TimeoutError):
                    await standin.until(lambda: wanted <= set(standin.texts()), PATIENCE)
                await bot.end(signal.SIGTERM)
            return await _count(place, deaths, telegram.count, set(standin.texts()))


async def kill(bot: Bot, standin: StandIn, plan: Plan, chance: random.Random) -> Counter[str]:
    """Starts and kills the bot as planned, and starts it once more. Returns how often it died where."""
    end, deaths = monotonic() + plan.minutes * 60, Counter[str]()
    while deaths.total() < plan.kills and monotonic() < end:
        if plan.steps and chance.random() < 0.5:
            deaths[await _die_at(bot, chance.choice(plan.steps), chance.randrange(PASSES))] += 1
        else:
            await _live(bot, standin, chance.uniform(0.0, plan.most))
            await bot.end(signal.SIGKILL)
            deaths[ANY_MOMENT] += 1
    await bot.start()
    return deaths


async def _die_at(bot: Bot, step: str, after: int) -> str:
    """One life that ends at that step; one that does not come there is ended like the others."""
    await bot.start("--die-at", step, "--after", str(after))
    try:
        ended = await bot.ended(PATIENCE)
    except TimeoutError:
        await bot.end(signal.SIGKILL)
        return ANY_MOMENT
    assert ended == -signal.SIGKILL, f"it ended by itself: {ended}"
    return step


async def _live(bot: Bot, standin: StandIn, seconds: float) -> None:
    """Starts the bot, and lets it live so long beyond its first message: it dies at work, not while it wakes up."""
    before = len(standin.sent())
    await bot.start()
    await standin.until(lambda: len(standin.sent()) > before, PATIENCE)
    await asyncio.sleep(seconds)


async def _count(place: Place, deaths: Counter[str], received: int, confirmed: set[str]) -> Toll:
    """Reads the rows: the outbox has one for every write, in the order of the writes within a chat."""
    numbers = await written(place)
    once = {number for _, number in numbers}
    by_chat = {lane: [number for chat, number in numbers if chat == lane] for lane, _ in numbers}
    return Toll(
        deaths=deaths,
        received=received,
        lost=received - len(once),
        doubled=len(numbers) - len(once),
        unconfirmed=sum(f"收到记{number}" not in confirmed for number in range(1, received + 1)),
        out_of_order=sum(inbox != sorted(inbox) for inbox in by_chat.values()),
    )


async def written(place: Place) -> list[tuple[int, int]]:
    """Chat and number of every write of the echo routes, in the order of writing."""
    store = place.store()
    async with store.read() as tx:
        rows = await tx.all(select(t.outbox.c.lane, t.outbox.c.dedupe).order_by(t.outbox.c.id))
    await store.close()
    return [(row["lane"], int(row["dedupe"].removeprefix("echo:").split("#")[0])) for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--mode", choices=("polling", "webhook"), default="polling")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--what", choices=("writes", "reports"), default="reports")
    parser.add_argument("--minutes", type=float, default=60.0, help="no more kills after so long")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    most = 0.5 if chosen.what == "writes" else 1.5
    plan = Plan(chosen.kills, chosen.mode, chosen.database, chosen.seed, chosen.minutes, most)
    if chosen.what == "writes":
        print(asyncio.run(toll(plan)))
    else:
        from tests.faults.reports import reported

        print(asyncio.run(reported(plan)))


if __name__ == "__main__":
    main()
