"""The bot as a process to kill, with the echo routes of the traffic tests: `python -m tests.faults.child [--webhook]`.

Everything else is what `wennuan run` runs: settings from the environment, uvloop, logs, signals.
"""

import asyncio
import signal
import sys

import uvloop

from bot.app import build
from bot.config import Settings
from bot.delivery.pacing import UNPACED
from bot.domain.clock import SystemClock
from bot.logs import configure
from tests.traffic.routes import echo_routes


async def main(*, webhook: bool) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    app = await build(Settings(), SystemClock(), routes=echo_routes, pace=UNPACED, webhook=webhook)
    await app.run(stop)


if __name__ == "__main__":
    configure("WARNING")
    uvloop.run(main(webhook="--webhook" in sys.argv))
