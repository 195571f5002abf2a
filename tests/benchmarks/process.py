"""The bot as a process that is measured, and the database that it is given: one branch, many bound members."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy import insert

from bot.core.clock import local_date
from bot.store import tables as t
from bot.store.engine import Store
from bot.store.migrate import upgrade
from bot.store.vault import Vault
from tests.benchmarks.city import FIRST_CHAT, GROUP
from tests.benchmarks.contestants import TOKEN
from tests.benchmarks.fast_api import cpu_seconds

SECRET = "s" * 32


@dataclass(frozen=True)
class Place:
    """Where a bot lives. `port`: where it is called as a webhook; None: it polls."""

    folder: Path
    database: str
    key: str
    port: int | None = None

    def environment(self, url: str) -> dict[str, str]:
        return os.environ | {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": url,
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database,
            "DATA_KEYS": self.key,
            "WEBHOOK_PORT": str(self.port or 0),
            "WEBHOOK_SECRET": SECRET,
            "LOG_LEVEL": "ERROR",
            "BACKUP_DAILY": "false",
        }


@dataclass(frozen=True)
class Running:
    process: asyncio.subprocess.Process

    def cpu_seconds(self) -> float:
        return cpu_seconds(self.process.pid)

    def rss_mb(self) -> float:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("no VmRSS")

    async def end(self, number: signal.Signals, seconds: float = 30.0) -> int:
        """Returns how it ended; kills what does not end in time."""
        if self.process.returncode is None:
            self.process.send_signal(number)
        try:
            return await asyncio.wait_for(self.process.wait(), seconds)
        except TimeoutError:
            self.process.kill()
            return await self.process.wait()


async def start(place: Place, url: str) -> Running:
    more = ["--webhook"] if place.port else []
    line = [sys.executable, "-m", "tests.benchmarks.unpaced", *more]
    return Running(await asyncio.create_subprocess_exec(*line, env=place.environment(url)))


@asynccontextmanager
async def running(place: Place, url: str) -> AsyncIterator[Running]:
    process = await start(place, url)
    try:
        yield process
    finally:
        await process.end(signal.SIGTERM)


async def settle(folder: Path, database: str | None, members: int, birthdays: int = 0) -> Place:
    """Makes the tables and the people; the last `birthdays` of them have theirs today."""
    key = Fernet.generate_key().decode()
    place = Place(folder, database or f"sqlite+aiosqlite:///{folder}/wennuan.db", key)
    store = Store(place.database, Vault([key]))
    await upgrade(store)
    now = datetime.now(UTC)
    today = local_date(now)
    async with store.begin() as tx:
        branch = {"name": "春风机关工会", "group_chat_id": GROUP, "greeting_hour": 0}
        branch_id = await tx.value(insert(t.branches).values(branch).returning(t.branches.c.id))
        rows = [
            {"staff_no": f"M{n}", "name": f"会员{n}", "branch_id": branch_id, "telegram_id": FIRST_CHAT + n}
            | {"updated_at": now, "birth_calendar": "solar"}
            | ({"birth_month": today.month, "birth_day": today.day} if n >= members - birthdays else {})
            for n in range(members)
        ]
        for row in rows:
            row.setdefault("birth_month", None)
            row.setdefault("birth_day", None)
        await tx.connection.execute(insert(t.members), rows)
    await store.close()
    return place


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
