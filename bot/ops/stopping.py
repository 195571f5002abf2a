"""Ends the program within ten seconds of SIGTERM or SIGINT, whatever it is doing."""

import asyncio
import signal
from collections.abc import Callable, Coroutine

LAST_SECONDS = 9.5  # people and systemd wait ten
SIGNALS = (signal.SIGINT, signal.SIGTERM)


async def until_stopped(work: Coroutine[object, object, None], told: Callable[[], None] = lambda: None) -> None:
    """Runs `work` until it ends, or is cancelled by SIGTERM or SIGINT, which it may use to end in order.

    `told` is called when the signal comes. What has not ended `LAST_SECONDS` later (a resolver's thread that waits
    for a server, a disk that does not answer, a loop that is kept busy) is ended by the kernel: everything that counts
    is in the database. The time begins in the signal's own handler: one of the loop's would wait for its turn.
    """
    task, loop = asyncio.ensure_future(work), asyncio.get_running_loop()
    stopping = False

    def stop() -> None:
        told()
        task.cancel()

    def came(_number: int, _frame: object) -> None:
        nonlocal stopping
        if not stopping:
            stopping = True
            signal.setitimer(signal.ITIMER_REAL, LAST_SECONDS)
            loop.call_soon_threadsafe(stop)

    before = {number: signal.signal(number, came) for number in SIGNALS}
    try:
        await task
    except asyncio.CancelledError:
        if not task.cancelling():
            raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
