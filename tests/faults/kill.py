"""Kills a running bot with SIGKILL at random points under a burst of updates, and counts what became of each.

`python -m tests.faults.kill --kills 60 --mode polling|webhook`. Telegram's part is played by a stand-in that survives:
it hands an update out until its offset passes it (polling), or repeats it until it is answered 200 (webhook).
"""

import argparse
import asyncio
import os
import random
import signal
import socket
import sqlite3
import sys
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Self

import aiohttp
from cryptography.fernet import Fernet

from bot.domain.messages import JsonObject
from bot.intake.webhook import SECRET_HEADER
from tests.traffic.routes import said
from tests.traffic.standin import TOKEN, StandIn, standing_in

CHATS = 12
BURST = 8
SECRET = "s" * 32


@dataclass(frozen=True)
class Toll:
    """What the kills cost. `received`: updates that Telegram considers delivered."""

    kills: int
    received: int
    lost: int  # never written
    doubled: int  # written more than once
    unconfirmed: int  # written, but the confirmation was not sent after the last start
    out_of_order: int  # chats whose updates were written in another order than they came


class Telegram:
    """Feeds numbered updates to the bot for as long as `feeding`."""

    def __init__(self, standin: StandIn, hook: str | None) -> None:
        self._standin, self._hook = standin, hook
        self._next = 1
        self._posts: set[asyncio.Task[None]] = set()
        self._session = aiohttp.ClientSession()
        self.feeding = True

    @property
    def count(self) -> int:
        return self._next - 1

    async def feed(self, chance: random.Random) -> None:
        """Bursts of numbered writes, for as long as `feeding`."""
        while self.feeding:
            for _ in range(chance.randint(1, BURST)):
                self.offer(said(self._next, f"记{self._next}", 100 + self._next % CHATS))
            await asyncio.sleep(chance.uniform(0.005, 0.06))

    def offer(self, update: JsonObject) -> None:
        """Gives the update the next number and sees to it that the bot gets it."""
        update = update | {"update_id": self._next}
        self._next += 1
        if self._hook is None:
            self._standin.push(update)
            return
        post = asyncio.create_task(self._insist(update))
        self._posts.add(post)
        post.add_done_callback(self._posts.discard)

    async def close(self) -> None:
        """Returns once everything was taken."""
        await asyncio.gather(*self._posts)
        await self._session.close()

    async def _insist(self, update: JsonObject) -> None:
        """As Telegram does: again and again until it is taken."""
        assert self._hook is not None
        while True:
            with suppress(aiohttp.ClientError, TimeoutError):
                answered = self._session.post(self._hook, json=update, headers={SECRET_HEADER: SECRET})
                async with answered as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.1)


class Bot:
    """The process, started again after each kill on the same data folder."""

    def __init__(self, folder: Path, url: str, port: int | None, *command: str, key: str = "") -> None:
        self._environment = os.environ | {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": url,
            "DATA_DIR": str(folder),
            "DATA_KEYS": key or Fernet.generate_key().decode(),
            "WEBHOOK_PORT": str(port or 0),
            "WEBHOOK_SECRET": SECRET,
        }
        self._command = [sys.executable, "-m", *command, *(["--webhook"] if port else [])]
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, *more: str) -> None:
        self._process = await asyncio.create_subprocess_exec(*self._command, *more, env=self._environment)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leaves no process behind, whatever went wrong."""
        if self._process is not None and self._process.returncode is None:
            await self.end(signal.SIGKILL)

    async def end(self, number: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        return await self.ended(20)

    async def ended(self, seconds: float) -> int:
        """How it ended; raises TimeoutError when it does not."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), seconds)


async def toll(kills: int, mode: str, seed: int = 1, minutes: float = 60.0) -> Toll:
    """Runs the whole thing; every update is counted once the last start has settled everything."""
    chance = random.Random(seed)
    port = free_port() if mode == "webhook" else None
    with tempfile.TemporaryDirectory() as folder:
        async with standing_in() as standin:
            telegram = Telegram(standin, f"http://127.0.0.1:{port}/" if port else None)
            async with Bot(Path(folder), standin.url, port, "tests.faults.child") as bot:
                feeder = asyncio.create_task(telegram.feed(chance))
                done = await kill(bot, standin, kills, chance, most=0.5, minutes=minutes)
                telegram.feeding = False
                await feeder
                await telegram.close()
                wanted = {f"收到记{number}" for number in range(1, telegram.count + 1)}
                with suppress(TimeoutError):
                    await standin.until(lambda: wanted <= set(standin.texts()), 120)
                await bot.end(signal.SIGTERM)
            return _count(Path(folder) / "wennuan.db", done, telegram.count, set(standin.texts()))


async def kill(bot: Bot, standin: StandIn, kills: int, chance: random.Random, most: float, minutes: float) -> int:
    """Starts and kills the bot so many times or for so long, each life at most `most` seconds long, and starts it
    once more. Returns the number of kills.
    """
    end, done = monotonic() + minutes * 60, 0
    while done < kills and monotonic() < end:
        await live(bot, standin, chance.uniform(0.0, most))
        await bot.end(signal.SIGKILL)
        done += 1
    await bot.start()
    return done


async def live(bot: Bot, standin: StandIn, seconds: float) -> None:
    """Starts the bot, and lets it live so long beyond its first message: it dies at work, not while it wakes up."""
    before = len(standin.sent())
    await bot.start()
    await standin.until(lambda: len(standin.sent()) > before, 120)
    await asyncio.sleep(seconds)


def _count(database: Path, kills: int, received: int, confirmed: set[str]) -> Toll:
    """Reads the rows: the outbox has one for every write, in the order of the writes."""
    with closing(sqlite3.connect(database)) as connection:
        written = connection.execute("select lane, dedupe from outbox order by id").fetchall()
    numbers: list[tuple[int, int]] = [(lane, int(key.removeprefix("echo:").split("#")[0])) for lane, key in written]
    once = {number for _, number in numbers}
    by_chat = {lane: [number for chat, number in numbers if chat == lane] for lane, _ in numbers}
    return Toll(
        kills=kills,
        received=received,
        lost=received - len(once),
        doubled=len(numbers) - len(once),
        unconfirmed=sum(f"收到记{number}" not in confirmed for number in range(1, received + 1)),
        out_of_order=sum(inbox != sorted(inbox) for inbox in by_chat.values()),
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--mode", choices=("polling", "webhook"), default="polling")
    parser.add_argument("--what", choices=("writes", "reports"), default="reports")
    parser.add_argument("--minutes", type=float, default=60.0, help="no more kills after so long")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    if chosen.what == "writes":
        print(asyncio.run(toll(chosen.kills, chosen.mode, chosen.seed, chosen.minutes)))
    else:
        from tests.faults.reports import reported

        print(asyncio.run(reported(chosen.kills, chosen.mode, chosen.seed, chosen.minutes)))


if __name__ == "__main__":
    main()
