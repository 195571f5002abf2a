"""The child: `python -m bot.confined.child package.module:function`.

Standard input: a line of JSON (`limits`, `parent`, `options`), then the file that the function reads. Standard output:
one JSON object, `{"value": …}`, `{"refused": a sentence for the person}` or `{"failed": kind and place of an error, for
the log}`. The limits stand before the first byte of the file is looked at.
"""

import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import IO, Any

from bot.confined.limits import FAILED, TOO_MUCH_MEMORY

_WATCH_SECONDS = 0.05
_CODE = 150_000_000  # bytes of address space that the interpreter and its libraries take, beyond what they hold
_NICE = 10  # to the bot
_PAGE = resource.getpagesize()


def main() -> int:
    os.setpgid(0, 0)  # a Ctrl-C at the terminal is the parent's to handle, who also ends what this starts
    head = json.loads(sys.stdin.buffer.readline())
    _confine(head["limits"], head["parent"])
    try:
        answer = _answer(sys.argv[1], sys.stdin.buffer, head["options"])
    except MemoryError:
        return TOO_MUCH_MEMORY
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))
    sys.stdout.flush()
    return FAILED if "failed" in answer else 0


def _answer(entry: str, file: IO[bytes], options: dict[str, Any]) -> dict[str, Any]:
    from bot.core.errors import BadInput

    module, _, name = entry.partition(":")
    read: Callable[[IO[bytes], dict[str, Any]], Any] = getattr(import_module(module), name)
    try:
        return {"value": read(file, options)}
    except BadInput as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        raise
    except Exception as error:  # whatever a damaged file makes a library raise
        return {"failed": _place(error)}


def _place(error: BaseException) -> str:
    """Kind and innermost place, without the error's words: they may quote the file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    spot = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"  # noqa: PTH119
    return f"{type(error).__name__} at {spot}"


def _confine(limits: dict[str, float], parent: int) -> None:
    seconds, memory = int(limits["seconds"]) + 1, int(limits["memory"])
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_AS, memory + _CODE)  # macOS takes the number and does not keep to it: hence the watch
    _limit(resource.RLIMIT_FSIZE, int(limits["written"]))
    _limit(resource.RLIMIT_CORE, 0)
    _be_gentle(idle=bool(limits["idle"]))
    _be_first_to_go()
    watch = threading.Thread(target=_watch, args=(memory, seconds, parent), daemon=True)
    watch.start()


def _limit(what: int, value: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(what, (most, most))
    except (ValueError, OSError):  # a system that knows no such limit; the watch and the parent's clock remain
        return


def _be_gentle(*, idle: bool) -> None:
    """The bot answers others meanwhile, perhaps on the same processor. `idle`: only what nobody else wants is taken.

    Where Linux shares the processor by sessions (sched(7), autogroup), both count within a session alone: this process
    is in the bot's own, and in a group of its own.
    """
    os.nice(_NICE)
    if idle and hasattr(os, "SCHED_IDLE"):
        with suppress(OSError):  # a container that does not allow it
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def _be_first_to_go() -> None:
    """When the machine runs out of memory all the same, Linux ends this process and not the bot."""
    try:
        with open("/proc/self/oom_score_adj", "w") as file:  # noqa: PTH123 - pathlib costs the start 10 ms
            file.write("1000")
    except OSError:
        return


def _watch(memory: int, seconds: float, parent: int) -> None:
    """Ends this process when it holds too much, has taken too long, or whoever wanted the answer is gone."""
    end = time.monotonic() + seconds
    held = _held()
    while os.getppid() == parent and time.monotonic() < end:
        if held() > memory:
            os._exit(TOO_MUCH_MEMORY)
        time.sleep(_WATCH_SECONDS)
    os._exit(FAILED)


def _held() -> Callable[[], int]:
    """Tells how many bytes this process holds. `ru_maxrss` begins, on Linux, with what the parent held at the fork;
    where there is no /proc, what it has grown by is taken.
    """
    if os.path.exists("/proc/self/statm"):  # noqa: PTH110
        return _resident
    begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun  # bytes on macOS


def _resident() -> int:
    with open("/proc/self/statm") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * _PAGE


if __name__ == "__main__":
    sys.exit(main())
