"""The bot as a process to kill, with the echo routes of the traffic tests.

`python -m tests.faults.child [--webhook] [--product] [--die-at STEP [--after N]] [--greet-from MOMENT] [--watch FILE]`.
All else is what `wennuan run` runs: settings from the environment, uvloop, logs, signals; with `--product` the routes
too. With a step it kills itself there, as no signal from outside could hit it.
"""

import argparse
import asyncio
import json
import os
import resource
import signal
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

import uvloop

import bot.app
from bot.core.clock import Clock, SystemClock
from bot.core.config import Settings
from bot.core.logs import configure
from bot.core.work.unit import Deps
from bot.ops.process import until_stopped
from bot.schedule import Task, tasks
from bot.store import inbox, outbox
from bot.traffic import queries
from bot.traffic.dispatch import Dispatcher
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.pacing import UNPACED
from bot.traffic.relay import Relay
from tests.traffic.routes import echo_routes

SWEEPS = timedelta(seconds=0.5)
PULSE = timedelta(seconds=1)
#: Where it dies: whose function, and whether before or after it.
STEPS: dict[str, tuple[Any, str, bool]] = {
    "fetched, not stored": (InboxWriter, "store", True),
    "stored, not committed": (inbox, "store", False),
    "stored, not acknowledged": (InboxWriter, "store", False),
    "about to be handled": (Dispatcher, "_route", True),
    "handled, not committed": (outbox, "enqueue", False),
    "claimed, not sent": (Relay, "_deliver", True),
    "sent, not marked": (Relay, "_attempt", False),
    "marked, not committed": (queries, "mark", False),
}


def die_at(step: str, after: int) -> None:
    """From here on the process ends with SIGKILL at that step, when it has come through there so often."""
    owner, name, before = STEPS[step]
    original = getattr(owner, name)
    passed = count()

    async def last(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes and gives
        final = next(passed) >= after
        if not (final and before):
            result = await original(*args, **named)
        if final:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, last)


class Running:
    """A clock that goes on from a moment."""

    def __init__(self, moment: datetime) -> None:
        self._moment, self._began = moment, monotonic()

    def now(self) -> datetime:
        return self._moment + timedelta(seconds=monotonic() - self._began)


def sweep_all_the_time() -> None:
    """From here on whose birthday it is is looked up twice a second, for lives are shorter than a minute."""
    often = [replace(task, every=SWEEPS) if task.name == "greetings" else task for task in tasks()]
    setattr(bot.app, "tasks", lambda: often)  # noqa: B010 - mypy would have it exported there


class Watch:
    """Writes the moments of a task of its own into a file; when told to stop, how long the loop was blocked."""

    def __init__(self, path: Path) -> None:
        self._path, self._block = path, 0.0
        with_pulse = [*tasks(), Task("pulse", PULSE, self._pulse, shared=True)]
        setattr(bot.app, "tasks", lambda: with_pulse)  # noqa: B010 - mypy would have it exported there

    async def _pulse(self, _deps: Deps) -> None:
        if not self._path.exists():
            self._block = 0.0  # the start itself takes its time
        with self._path.open("a") as file:
            file.write(f"{monotonic()}\n")

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            before = monotonic()
            await asyncio.sleep(0.05)
            self._block = max(self._block, monotonic() - before - 0.05)

    def end(self) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self._path.with_suffix(".end").write_text(json.dumps({"block": self._block, "peak": peak}))


async def main(clock: Clock, *, webhook: bool, product: bool, watch: Watch | None) -> None:
    routes, pace = (None, None) if product else (echo_routes, UNPACED)
    app = await bot.app.build(Settings(), clock, routes=routes, pace=pace, webhook=webhook)
    watching = asyncio.create_task(watch.run()) if watch else None
    await until_stopped(app.run(), watch.end if watch else lambda: None)
    if watching:
        watching.cancel()


def live(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--webhook", action="store_true")
    parser.add_argument("--product", action="store_true", help="the bot's own routes and pace")
    parser.add_argument("--die-at", choices=STEPS)
    parser.add_argument("--after", type=int, default=0, help="so often it comes through the step first")
    parser.add_argument("--greet-from", type=datetime.fromisoformat, help="greets without a pause, from that moment on")
    parser.add_argument("--watch", type=Path, help="a file for what becomes of the ticks")
    chosen = parser.parse_args(arguments)
    if chosen.die_at:
        die_at(chosen.die_at, chosen.after)
    clock: Clock = SystemClock()
    if chosen.greet_from:
        clock = Running(chosen.greet_from)
        sweep_all_the_time()
    configure("ERROR")
    watch = Watch(chosen.watch) if chosen.watch else None
    uvloop.run(main(clock, webhook=chosen.webhook, product=chosen.product, watch=watch))


if __name__ == "__main__":
    live(sys.argv[1:])
