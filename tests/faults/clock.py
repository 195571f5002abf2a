"""The machine's clock is put forward or back under a running bot, and what its ticks make of it is measured.

`python -m tests.faults.clock --step -7200 --step 2592000 --step 31536000 [--seconds 20]`. The bot is a process of its
own (`tests.faults.child --watch`); libfaketime tells it what the time is and leaves the monotonic clock alone, as a
step of the real clock does.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import monotonic

from tests.faults.process import Place, settled
from tests.traffic.standin import TOKEN, StandIn, standing_in

LIBRARY = "*/faketime/libfaketime.so.1"
CALM = 5  # ticks before the step
MANY = 10**6
OPERATOR = 99


@dataclass(frozen=True)
class Found:
    """What a step did. Seconds are the machine's monotonic ones, which no step changes."""

    step: float
    ticks: int  # that came after the step
    silence: float  # the longest time without a tick after the step
    block: float  # the longest time for which nothing else could run
    peak: int  # megabytes of memory at most
    told: tuple[str, ...]  # what the operator was sent

    def __str__(self) -> str:
        hours = self.step / 3600
        return f"{hours:+.0f} h: no tick for {self.silence:.1f} s, blocked {self.block:.2f} s, peak {self.peak} MB"


def faked(folder: Path) -> dict[str, str]:
    """The environment under which the file `shift` says how far the clock is off. Raises StopIteration without it."""
    (folder / "shift").write_text("+0")
    return {
        "LD_PRELOAD": str(next(Path("/usr/lib").glob(LIBRARY))),
        "FAKETIME_TIMESTAMP_FILE": str(folder / "shift"),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # its mending of timed waits has the threads of Python spin
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }


async def stepped(step: float, ticks: int, seconds: float) -> Found:
    """One life with one step of the clock, watched until so many ticks have come, or for `seconds`."""
    with tempfile.TemporaryDirectory() as name, settled(Path(name), "sqlite", "polling") as place:
        folder = Path(name)
        async with standing_in() as standin:
            bot = await _start(place, standin, folder)
            try:
                async with asyncio.timeout(120):
                    await _pulses(folder, CALM)
                at = monotonic()
                (folder / "shift").write_text(f"{step:+.0f}")
                with suppress(TimeoutError):
                    async with asyncio.timeout(seconds):
                        await _pulses(folder, len(_read(folder)) + ticks)
                with suppress(TimeoutError):
                    await standin.until(lambda: bool(standin.texts(OPERATOR)), seconds)
            finally:
                bot.send_signal(signal.SIGTERM)
                await bot.wait()
            pulses = [at, *(pulse for pulse in _read(folder) if pulse >= at), monotonic()]
            summary = json.loads((folder / "watched.end").read_text())
            gaps = [later - earlier for earlier, later in pairwise(pulses)]
            told = tuple(standin.texts(OPERATOR))
            return Found(step, len(pulses) - 2, max(gaps), summary["block"], summary["peak"] // 1024, told)


async def _start(place: Place, standin: StandIn, folder: Path) -> asyncio.subprocess.Process:
    environment = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE": standin.url,
        "DATA_DIR": str(place.folder),
        "DATABASE_URL": place.database,
        "DATA_KEYS": place.key,
        "OPERATOR_CHAT_ID": str(OPERATOR),
        "BACKUP_DAILY": "false",
    }
    arguments = ("-m", "tests.faults.child", "--watch", str(folder / "watched"))
    return await asyncio.create_subprocess_exec(
        sys.executable, *arguments, env=os.environ | environment | faked(folder)
    )


def _read(folder: Path) -> list[float]:
    """The moments of the pulses so far, on the monotonic clock that all processes share."""
    path = folder / "watched"
    return [float(line) for line in path.read_text().split()] if path.exists() else []


async def _pulses(folder: Path, count: int) -> None:
    while len(_read(folder)) < count:  # noqa: ASYNC110 - a file tells no event
        await asyncio.sleep(0.1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=float, action="append", help="seconds, forward or (negative) back")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long it is watched afterwards")
    chosen = parser.parse_args()
    for step in chosen.step or (-7200.0, 30 * 86400.0, 365 * 86400.0):
        found = asyncio.run(stepped(step, MANY, chosen.seconds))
        print(found, *found.told, sep="\n  ", flush=True)


if __name__ == "__main__":
    main()
