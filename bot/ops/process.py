"""The process of a running bot: its memory, and its end within ten seconds of SIGTERM or SIGINT."""

import asyncio
import ctypes
import gc
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress

M_ARENA_MAX = -8  # of glibc's malloc.h
YOUNG = 10_000  # objects between two looks for cycles; Python's own 700 has the collector run at every few answers
LAST_SECONDS = 9.5  # people and systemd wait ten
SIGNALS = (signal.SIGINT, signal.SIGTERM)


def share_one_heap() -> None:
    """Has all threads use one heap, from now on; to be called before there are any.

    The database's threads are many and do little, and a heap for each costs 3 MB.
    """
    with suppress(OSError, AttributeError):  # other C libraries have no such switch
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def settle_memory() -> None:
    """Exempts what is loaded from collection: it stays for good, and need not be looked through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def give_back_memory() -> None:
    """Returns to the system what was needed for starting only (3 MB)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


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
