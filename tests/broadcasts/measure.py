"""How long a broadcast takes to begin, how much memory it needs, and whether an answer has to wait for it.

    python -m tests.broadcasts.measure feed --members 10000
    python -m tests.broadcasts.measure send --members 300

`feed`: confirm and feed, every copy counted as sent at once; seconds and the memory that was added meanwhile.
`send`: the whole app against the sandbox with Telegram's limits on; 429s, and how long a question takes to be answered
before and during the broadcast.
"""

import argparse
import asyncio
import resource
import statistics
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy import select

from bot.broadcasts.feeding import confirm, feed_due
from bot.broadcasts.rules import State
from bot.core.clock import SHANGHAI
from bot.sandbox.client import SandboxClient
from bot.sandbox.model import Person
from bot.sandbox.people import BRANCH_A
from bot.sandbox.run import Sandbox
from bot.store import tables as t
from tests import support
from tests.broadcasts import play

ASKED = 5
PAUSE = 1.2  # seconds between two questions of one person


async def feed(many: int) -> dict[str, float]:
    """Seconds to confirm, seconds of feeding a thousand, peak memory added (MB; Linux)."""
    with tempfile.TemporaryDirectory() as folder:
        async with support.open_store(support.sqlite_url(Path(folder))) as store:
            deps = support.make_deps(store, support.TestClock(), support.Replies(), Path(folder))
            ours = (await support.fill_roster(store))["A001"].branch_id
            await play.more_members(deps, ours, many)
            made = await play.written(deps, 103, ours, targets=[ours])
            update_id = await play.heard(deps)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            began = perf_counter()
            await confirm(deps, update_id, 103, made.id, made.version)
            confirmed = perf_counter() - began
            fed, cpu = 0.0, process_time()
            while (await play.newest(deps)).state is not State.DONE:
                await play.end_sending(deps)
                began = perf_counter()
                await feed_due(deps)
                fed += perf_counter() - began
            grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
            assert (await play.newest(deps)).tally["sent"] == many + 6
    return {
        "confirm_s": confirmed,
        "feed_s_per_1000": fed / many * 1000,
        "cpu_s_per_1000": (process_time() - cpu) / many * 1000,
        "memory_mb": grown,
    }


async def send(many: int) -> dict[str, float]:
    """429s that nobody provoked, copies a second, and the median answer before and during (seconds)."""
    with tempfile.TemporaryDirectory() as folder:
        sandbox = await Sandbox.open(Path(folder), port=0, limits=True)
        try:
            async with SandboxClient(sandbox.url) as client:
                return await _race(sandbox, client, many)
        finally:
            await sandbox.close()


async def _race(sandbox: Sandbox, client: SandboxClient, many: int) -> dict[str, float]:
    tomorrow = datetime.now(SHANGHAI) + timedelta(days=1)
    await client.clock(tomorrow.replace(hour=10, minute=0))
    people = {person["name"]: person["id"] for person in await client.people()}
    officer, asker = people["林国栋"], people["朱海燕"]
    assert sandbox.bot is not None
    deps = sandbox.bot.deps
    ours = await _fill(sandbox, many)
    before = [await _answered(client, asker) for _ in range(ASKED)]
    made = await play.written(deps, officer, ours, targets=[ours], pause=PAUSE)
    await confirm(deps, await play.heard(deps), officer, made.id, made.version)
    deps.wake()
    began = perf_counter()
    during = [await _answered(client, asker) for _ in range(ASKED)]
    while (await play.newest(deps)).ended_at is None:  # noqa: ASYNC110 - the rows tell no event
        await asyncio.sleep(0.2)
    seconds = perf_counter() - began
    done = await play.newest(deps)
    refused = sum(call.get("error_code") == 429 for call in await client.requests())
    return {
        "sent": done.tally.get("sent", 0),
        "refused_429": refused,
        "copies_per_s": many / seconds,
        "answer_before_s": statistics.median(before),
        "answer_during_s": statistics.median(during),
        "slowest_during_s": max(during),
    }


async def _fill(sandbox: Sandbox, many: int) -> int:
    """Members with accounts that have started the bot; returns their branch."""
    assert sandbox.bot is not None
    deps = sandbox.bot.deps
    async with deps.store.read() as tx:
        ours = int(await tx.value(select(t.branches.c.id).where(t.branches.c.name == BRANCH_A)))
    await play.more_members(deps, ours, many)
    for number in range(many):
        sandbox.world.add_person(Person(1_000_000 + number, f"会员{number}", "member", BRANCH_A, started=True))
    return ours


async def _answered(client: SandboxClient, asker: int) -> float:
    """Seconds from the question to the answer; questions come a little apart, as from one person."""
    await asyncio.sleep(PAUSE)
    shown = await client.messages(asker)
    began = perf_counter()
    await client.say(asker, "生病住院能领多少慰问金")
    await client.wait_for(asker, lambda post: bool(post["by_bot"]), after=shown[-1]["id"] if shown else 0, seconds=60)
    return perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("feed", "send"))
    parser.add_argument("--members", type=int, required=True)
    chosen = parser.parse_args()
    found = asyncio.run((feed if chosen.what == "feed" else send)(chosen.members))
    print("  ".join(f"{name}={figure:.3f}" for name, figure in found.items()))


if __name__ == "__main__":
    main()
