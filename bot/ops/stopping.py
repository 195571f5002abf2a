"""Ends the program within ten seconds of SIGTERM or SIGINT, whatever it is doing."""

import asyncio
import signal
from collections.abc import Callable, Coroutine

LAST_SECONDS = 9.5  # people and systemd wait ten
SIGNALS = (signal.SIGINT, signal.SIGTERM)


async def until_stopped(work: Coroutine[object, object, None], told: Callable[[], None] = lambda: None) -> None:
    """Runs `work` until it ends, or is cancelled by SIGTERM or SIGINT, which it may use to end in order.

    `told` is called when the signal comes. What has not ended `LAST_SECONDS` later (a resolver's thread that waits
    for a server, a disk that does not answer) is ended by the kernel: everything that counts is in the database.
    """
    task = asyncio.ensure_future(work)

    def stop() -> None:
        if not task.cancelling():
            signal.setitimer(signal.ITIMER_REAL, LAST_SECONDS)
            told()
            task.cancel()

    for number in SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not task.cancelling():
            raise
