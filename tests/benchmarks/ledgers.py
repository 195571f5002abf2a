"""The ledger of a city's year while members ask: `python -m tests.benchmarks.ledgers --reports 20000 --rate 20`.

One process, one SQLite file, unpaced. Each round asks for so long without a ledger, then has one made by a treasurer
and asks until it has arrived: how long it took, what the bot and its child processes used, the p95 of everybody else.
"""

import argparse
import asyncio
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import orjson
from cryptography.fernet import Fernet

from bot.store.engine import Store
from bot.store.migrate import upgrade
from bot.store.vault import Vault
from tests import support
from tests.accounts.books import fill
from tests.benchmarks.city import FIRST_CHAT, City, Mailbox, Member, serving
from tests.benchmarks.endurance import first_answer
from tests.benchmarks.process import Place, Running, running

TREASURER = 302  # of the committee: every branch
PATIENCE = 300.0  # seconds for a ledger
ASKING = 2000  # members


@dataclass(frozen=True)
class Round:
    """`without`, `beside`: the p95 of others in milliseconds, before and while the ledger was made."""

    seconds: float
    cpu: float  # seconds, of the bot and of its child beyond what the questions took
    without: float
    beside: float
    size: int  # bytes of the file
    load: float


class Town(City):
    """A city with a treasurer, who gets files."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.came: asyncio.Future[int] | None = None

    async def api(self, method: str, query: str, body: bytes) -> bytes:
        if method != "sendDocument":
            return await super().api(method, query, body)
        if self.came is not None:
            self.came.set_result(len(body))
        chat = {"id": TREASURER, "type": "private"}
        return orjson.dumps({"ok": True, "result": {"message_id": 1, "date": 1, "chat": chat}})

    async def ledger(self) -> int:
        """Asks for the year; the size of what came."""
        self.came = asyncio.get_running_loop().create_future()
        person = {"id": TREASURER, "is_bot": False, "first_name": "工"}
        message = {"message_id": 1, "date": 1, "chat": {"id": TREASURER, "type": "private"}, "from": person}
        command = {"entities": [{"type": "bot_command", "offset": 0, "length": 7}]}
        self.offer({"message": message | {"text": "/ledger 2026"} | command})
        async with asyncio.timeout(PATIENCE):
            return await self.came


async def _settle(folder: Path, reports: int) -> Place:
    key = Fernet.generate_key().decode()
    place = Place(folder, support.sqlite_url(folder), key)
    store = Store(place.database, Vault([key]))
    await upgrade(store)
    deps = support.make_deps(store, support.TestClock(), support.Replies(), folder)
    await fill(deps, await support.fill_roster(store), reports)
    await store.close()
    return place


async def _ask(city: City, rate: float) -> None:
    """For ever, so many a second, each by whoever has not asked for longest."""
    began, said = perf_counter(), 0
    while True:
        while said < (perf_counter() - began) * rate:
            city.ask(city.members[said % len(city.members)], said)
            said += 1
        await asyncio.sleep(0.5 / rate)


def _spent(process: Running) -> float:
    """Processor seconds of the bot and of the children that it has collected."""
    fields = Path(f"/proc/{process.process.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _p95(city: City) -> float:
    took = sorted(seconds * 1000 for _, seconds, _ in city.took) or [0.0]
    city.took.clear()
    return took[len(took) * 95 // 100]


async def _round(city: Town, process: Running, seconds: float) -> Round:
    _p95(city)
    spent = _spent(process)
    await asyncio.sleep(seconds)
    without, idle = _p95(city), (_spent(process) - spent) / seconds
    began, spent = perf_counter(), _spent(process)
    size = await city.ledger()
    took = perf_counter() - began
    cpu = _spent(process) - spent - idle * took
    return Round(took, cpu, without, _p95(city), size, os.getloadavg()[0])


async def measure(reports: int, rate: float, seconds: float, rounds: int) -> list[Round]:
    mailbox = Mailbox()
    city = mailbox.city = Town([Member(FIRST_CHAT + n) for n in range(ASKING)], mailbox.offer)
    with tempfile.TemporaryDirectory() as folder:
        place = await _settle(Path(folder), reports)
        async with serving(mailbox, 0) as url, running(place, url) as process:
            await first_answer(city)
            asking = asyncio.create_task(_ask(city, rate))
            await asyncio.sleep(seconds)  # until what the first answers load is there
            found = [await _round(city, process, seconds) for _ in range(rounds)]
            asking.cancel()
    return found


def lines(rounds: Sequence[Round]) -> str:
    rows = [
        f"| {one.seconds:.1f} s | {one.cpu:.1f} s | {one.without:.0f} ms | {one.beside:.0f} ms | "
        f"{one.beside / max(one.without, 0.001):.2f} | {one.size / 1e6:.1f} MB | {one.load:.1f} |"
        for one in rounds
    ]
    ratio = median(one.beside / max(one.without, 0.001) for one in rounds)
    seconds, cpu = median(one.seconds for one in rounds), median(one.cpu for one in rounds)
    return "\n".join([*rows, f"median: {seconds:.1f} s, processor {cpu:.1f} s, p95 of others {ratio:.2f} ×"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--rate", type=float, default=20.0, help="questions a second")
    parser.add_argument("--seconds", type=float, default=15.0, help="of each round without a ledger")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    print("| ledger | processor | p95 without | p95 beside | ratio | file | load |\n|---|---|---|---|---|---|---|")
    print(lines(asyncio.run(measure(chosen.reports, chosen.rate, chosen.seconds, chosen.rounds))))


if __name__ == "__main__":
    main()
