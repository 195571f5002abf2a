"""kill -9 at each step of an update's way in turn, on one data folder: what one life leaves, the next takes up."""

import signal
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.child import STEPS
from tests.faults.kill import Bot, Telegram, free_port
from tests.traffic.routes import said
from tests.traffic.standin import standing_in

INTAKE = list(STEPS)[:3]  # beyond it a webhook's updates go the same way
PATIENCE = 120.0  # seconds; a life takes three on a quiet machine


@pytest.mark.faults
@pytest.mark.parametrize(("mode", "steps"), [("polling", list(STEPS)), ("webhook", INTAKE)])
async def test_dead_at_every_step_in_turn(tmp_path: Path, mode: str, steps: list[str]) -> None:
    port = free_port() if mode == "webhook" else None
    async with standing_in() as standin:
        telegram = Telegram(standin, f"http://127.0.0.1:{port}/" if port else None)
        async with Bot(tmp_path, standin.url, port, "tests.faults.child") as bot:
            for step in steps:
                number = telegram.count + 1
                telegram.offer(said(number, f"记{number}"))
                await bot.start("--die-at", step)
                assert await bot.ended(PATIENCE) == -signal.SIGKILL, step
            await bot.start()
            wanted = {f"收到记{number}" for number in range(1, telegram.count + 1)}
            await standin.until(lambda: wanted <= set(standin.texts()), PATIENCE)
            await telegram.close()
            await bot.end(signal.SIGTERM)
        told = Counter(standin.texts())
    assert set(told) == wanted
    assert sum(told.values()) <= len(wanted) + 2  # sent and not marked: those two lives may say it again
    # Once each. Polling takes them in order; a webhook's call that died is offered again, so later ones overtake it.
    in_order = written(tmp_path) if mode == "polling" else sorted(written(tmp_path))
    assert in_order == [f"echo:{number}" for number in range(1, len(wanted) + 1)]


def written(folder: Path) -> list[str]:
    """Which update wrote what, in the order of writing."""
    with closing(sqlite3.connect(folder / "wennuan.db")) as connection:
        rows = connection.execute("select dedupe from outbox order by id").fetchall()
    return [str(key).split("#")[0] for (key,) in rows]
