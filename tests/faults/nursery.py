"""Lives of the bot that begin in a moment: forked from a process that has read everything in already.

`python -m tests.faults.nursery` reads moments from its stdin; `Lives` drives it.
"""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Self

import uvloop
from cryptography.fernet import Fernet

from bot.app import App, build
from bot.config import Settings
from bot.logs import configure
from bot.schedule import tasks
from bot.services.greeting import greet_due
from bot.store.engine import Store
from bot.store.vault import Vault
from tests.traffic.standin import TOKEN

BEGINNING = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)  # five past nine in Wenzhou
SWEEP_SECONDS = 0.5
PATIENCE = 180.0  # seconds for a start, and for the last life to finish, on a slow machine


class Lives:
    """One process after another on one folder, forked from a nursery that has read everything in already."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.key, self.count = folder, Fernet.generate_key().decode(), 0
        self._environment = os.environ | {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": url,
            "DATA_DIR": str(folder),
            "DATABASE_URL": "",
            "DATA_KEYS": self.key,
            "BACKUP_DAILY": "false",
        }
        self._pid = 0

    async def __aenter__(self) -> Self:
        line = [sys.executable, "-m", "tests.faults.nursery"]
        pipe = asyncio.subprocess.PIPE
        self._nursery = await asyncio.create_subprocess_exec(*line, env=self._environment, stdin=pipe, stdout=pipe)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leaves no process behind, whatever went wrong."""
        await self.end(signal.SIGKILL)
        self._nursery.kill()
        await self._nursery.wait()

    def store(self) -> Store:
        return Store(f"sqlite+aiosqlite:///{self.folder}/wennuan.db", Vault([self.key]))

    async def begin(self) -> None:
        assert self._nursery.stdin is not None
        moment = BEGINNING + timedelta(minutes=self.count)
        self._nursery.stdin.write(f"{moment.isoformat()}\n".encode())
        self._pid, self.count = int(await self._heard()), self.count + 1

    async def end(self, number: signal.Signals) -> None:
        if self._pid:
            os.kill(self._pid, number)
            await self._heard()
            self._pid = 0

    async def _heard(self) -> bytes:
        """The next line of the nursery: the pid of a life, or that it has ended."""
        assert self._nursery.stdout is not None
        return await asyncio.wait_for(self._nursery.stdout.readline(), PATIENCE)


def nursery() -> None:
    """Reads in what every life needs, then forks one for each moment on stdin and says when it has ended."""
    import bot.app
    import handlers.routes  # noqa: F401 - read in before the first fork

    tasks()
    library = bot.app.load_library(Settings(_env_file=None))
    bot.app.load_library = lambda settings: library
    for line in sys.stdin:
        if pid := os.fork():
            print(pid, flush=True)
            os.waitpid(pid, 0)
            print("ended", flush=True)
        else:
            uvloop.run(live(datetime.fromisoformat(line.strip())))
            os._exit(0)


class Running:
    """A clock that goes on from a moment."""

    def __init__(self, moment: datetime) -> None:
        self._moment, self._began = moment, monotonic()

    def now(self) -> datetime:
        return self._moment + timedelta(seconds=monotonic() - self._began)


async def live(moment: datetime) -> None:
    """One life, as `wennuan run` lives it, from that moment on; it sweeps all the time."""
    configure("CRITICAL")
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    app = await build(Settings(_env_file=None), Running(moment))
    await app.start()
    sweeping = asyncio.create_task(_sweep(app, stop))
    await stop.wait()
    await sweeping
    await app.stop()


async def _sweep(app: App, stop: asyncio.Event) -> None:
    while not stop.is_set():
        await greet_due(app.deps)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), SWEEP_SECONDS)


if __name__ == "__main__":
    nursery()
