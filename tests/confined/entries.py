"""What a child may be asked to do, for the tests: well-behaved, refusing, broken, greedy, endless."""

import os
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import IO

from bot.confined.limits import report
from bot.core.errors import BadInput
from bot.core.messages import JsonObject

NAME = __name__


def measure(file: IO[bytes], options: JsonObject) -> JsonObject:
    content = file.read()
    return {"bytes": len(content), "first": content[:3].hex(), "options": options}


def environment(file: IO[bytes], options: JsonObject) -> list[str]:
    return sorted(os.environ)


def refuse(file: IO[bytes], options: JsonObject) -> None:
    raise BadInput("这不是表格。请发 Excel 文件。")


def break_off(file: IO[bytes], options: JsonObject) -> None:
    raise KeyError("王芳")


def end(file: IO[bytes], options: JsonObject) -> None:
    os._exit(3)


def hold(file: IO[bytes], options: JsonObject) -> int:
    """A little more than it may, piece by piece; the limits of the test are small."""
    return sum(len(piece) for piece in [bytes(1_000_000) for _ in range(options["megabytes"])])


def _tell(told: str, pid: int) -> None:
    """Whole or not at all: a child that is ended in between has told nothing."""
    written = Path(f"{told}.new")
    written.write_text(str(pid))
    written.replace(told)


def think(file: IO[bytes], options: JsonObject) -> None:
    """For ever, as a file does that has tied a reader in a knot."""
    _tell(options["told"], os.getpid())
    for _ in count():
        time.sleep(0.01)


def talk(file: IO[bytes], options: JsonObject) -> str:
    return "长" * int(options["characters"])


def start_another(file: IO[bytes], options: JsonObject) -> None:
    """A program of its own, as LibreOffice is, and no end."""
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    _tell(options["told"], other.pid)
    other.wait()


def count_pages(file: IO[bytes], options: JsonObject) -> str:
    for page in range(1, options["pages"] + 1):
        report(page, options["pages"])
    return "读完\n了"


def wait_after_a_page(file: IO[bytes], options: JsonObject) -> None:
    report(1, 9)
    think(file, options)


def lines(file: IO[bytes], options: JsonObject) -> int:
    """How many there are, read as they come."""
    return sum(1 for _ in file)


def niceness(file: IO[bytes], options: JsonObject) -> JsonObject:
    """Of the process, how it is scheduled, and which session it is in."""
    return {"process": os.nice(0), "policy": os.sched_getscheduler(0), "session": os.getsid(0)}
