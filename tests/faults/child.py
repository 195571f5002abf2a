"""The bot as a process to kill, with the echo routes of the traffic tests.

`python -m tests.faults.child [--webhook] [--die-at STEP]`. Everything else is what `wennuan run` runs: settings from
the environment, uvloop, logs, signals. With a step it kills itself there, as no signal from outside could hit it.
"""

import argparse
import asyncio
import os
import signal
from typing import Any

import uvloop

from bot.app import build
from bot.config import Settings
from bot.delivery.pacing import UNPACED
from bot.delivery.relay import Relay
from bot.domain.clock import SystemClock
from bot.intake.dispatch import Dispatcher
from bot.intake.ledger import Ledger
from bot.logs import configure
from bot.store import inbox, outbox, relay
from tests.traffic.routes import echo_routes

#: Where it dies: whose function, and whether before or after it.
STEPS: dict[str, tuple[Any, str, bool]] = {
    "fetched, not stored": (Ledger, "store", True),
    "stored, not committed": (inbox, "store", False),
    "stored, not acknowledged": (Ledger, "store", False),
    "about to be handled": (Dispatcher, "_route", True),
    "handled, not committed": (outbox, "enqueue", False),
    "claimed, not sent": (Relay, "_deliver", True),
    "sent, not marked": (Relay, "_attempt", False),
    "marked, not committed": (relay, "mark", False),
}


def die_at(step: str) -> None:
    """From here on the process ends with SIGKILL when it comes to that step."""
    owner, name, before = STEPS[step]
    original = getattr(owner, name)

    async def last(*args: Any, **named: Any) -> None:  # noqa: ANN401 - whatever it takes
        if not before:
            await original(*args, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, last)


async def main(*, webhook: bool) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    app = await build(Settings(), SystemClock(), routes=echo_routes, pace=UNPACED, webhook=webhook)
    await app.run(stop)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--webhook", action="store_true")
    parser.add_argument("--die-at", choices=STEPS)
    chosen = parser.parse_args()
    if chosen.die_at:
        die_at(chosen.die_at)
    configure("WARNING")
    uvloop.run(main(webhook=chosen.webhook))
