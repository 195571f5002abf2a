"""The bot as a process that is started, killed and started again, and the databases that survive it."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Self

from cryptography.fernet import Fernet

from bot.store.engine import Store
from bot.store.vault import Vault
from tests import postgres
from tests.traffic.standin import TOKEN

SECRET = "s" * 32
SECONDS_TO_END = 60.0
LATE = 5.0  # seconds by which no busy machine delays a process that it lets run


@dataclass(frozen=True)
class Place:
    """Where the bot lives: its folder, its database, and the port that it is called at (None: it polls)."""

    folder: Path
    database: str
    port: int | None = None
    key: str = ""

    def store(self) -> Store:
        """The database, for who looks at it from outside."""
        return Store(self.database, Vault([self.key]))

    @property
    def hook(self) -> str | None:
        return f"http://127.0.0.1:{self.port}/" if self.port else None


@contextmanager
def settled(folder: Path, database: str, mode: str) -> Iterator[Place]:
    """A place on `database` (sqlite, or postgresql: a server of its own), for polling or for a webhook."""
    port, key = free_port() if mode == "webhook" else None, Fernet.generate_key().decode()
    if database == "sqlite":
        yield Place(folder, f"sqlite+aiosqlite:///{folder}/wennuan.db", port, key)
        return
    with postgres.server() as server:
        yield Place(folder, postgres.create_database(server, "killed"), port, key)


class Pauses:
    """How long this process itself was not let run (stopped, suspended, starved): every wait ends at once after that,
    the bot's as ours, and what was not there in time proves nothing.
    """

    def __init__(self) -> None:
        self.seconds = 0.0

    async def watch(self) -> None:
        """Until it is cancelled."""
        while True:
            before = monotonic()
            await asyncio.sleep(1.0)
            late = monotonic() - before - 1.0
            self.seconds += late if late > LATE else 0.0


@asynccontextmanager
async def watched() -> AsyncIterator[Pauses]:
    pauses = Pauses()
    watching = asyncio.create_task(pauses.watch())
    try:
        yield pauses
    finally:
        watching.cancel()


class Bot:
    """One life at a time, at one place. `product`: with the bot's own routes, else with the echo routes. `more`: of the
    environment.
    """

    def __init__(self, place: Place, url: str, *, product: bool = False, more: Mapping[str, str] | None = None) -> None:
        self._environment = {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": url,
            "DATA_DIR": str(place.folder),
            "DATABASE_URL": place.database,
            "DATA_KEYS": place.key,
            "WEBHOOK_PORT": str(place.port or 0),
            "WEBHOOK_SECRET": SECRET,
            "BACKUP_DAILY": "false",  # a copy of everything in each short life would be all that it does
            **(more or {}),
        }
        self._arguments = [*(["--webhook"] if place.port else []), *(["--product"] if product else [])]
        self._pid: int | None = None  # of the life that goes on

    async def __aenter__(self) -> Self:
        line = (sys.executable, "-m", "tests.faults.zygote")
        pipe = asyncio.subprocess.PIPE
        self._zygote = await asyncio.create_subprocess_exec(*line, stdin=pipe, stdout=pipe)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leaves no process behind, whatever went wrong."""
        if self._pid is not None:
            os.kill(self._pid, signal.SIGKILL)
        assert self._zygote.stdin is not None
        self._zygote.stdin.close()
        await self._zygote.wait()

    async def start(self, *arguments: str) -> None:
        """`arguments`: how this life differs from the others, for `tests.faults.child`."""
        life = {"environment": self._environment, "arguments": [*self._arguments, *arguments]}
        assert self._zygote.stdin is not None
        self._zygote.stdin.write(json.dumps(life).encode() + b"\n")
        self._pid = await self._told()

    async def end(self, number: signal.Signals) -> int:
        assert self._pid is not None
        os.kill(self._pid, number)
        return await self.ended(SECONDS_TO_END)

    async def ended(self, seconds: float) -> int:
        """How it ended; raises TimeoutError when it does not."""
        how = await asyncio.wait_for(self._told(), seconds)
        self._pid = None
        return how

    async def _told(self) -> int:
        """The next line of the zygote."""
        assert self._zygote.stdout is not None
        return int(await self._zygote.stdout.readline())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
