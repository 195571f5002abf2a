"""kill -9 at each step of an update's way in turn, on one data folder: what one life leaves, the next takes up."""

import signal
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.child import STEPS
from tests.faults.feeding import Telegram
from tests.faults.kill import PATIENCE, written
from tests.faults.process import Bot, settled
from tests.traffic.routes import said
from tests.traffic.standin import standing_in

INTAKE = list(STEPS)[:3]  # beyond it a webhook's updates go the same way


@pytest.mark.faults
@pytest.mark.parametrize(("mode", "steps"), [("polling", list(STEPS)), ("webhook", INTAKE)])
async def test_dead_at_every_step_in_turn(tmp_path: Path, mode: str, steps: list[str]) -> None:
    async with standing_in() as standin:
        with settled(tmp_path, "sqlite", mode) as place:
            telegram = Telegram(standin, place.hook)
            async with Bot(place, standin.url) as bot:
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
            numbers = [number for _, number in await written(place)]
    assert set(told) == wanted
    assert sum(told.values()) <= len(wanted) + 2  # sent and not marked: those two lives may say it again
    # Once each. Polling takes them in order; a webhook's call that died is offered again, so later ones overtake it.
    in_order = numbers if mode == "polling" else sorted(numbers)
    assert in_order == list(range(1, len(wanted) + 1))
