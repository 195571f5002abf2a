"""What a child may be asked to do, for the tests: well-behaved, refusing, broken, greedy, endless."""

import os
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

from bot.confined.progress import report
from bot.core.errors import BadInput
from bot.core.messages import JsonObject

NAME = __name__


def measure(content: bytes, options: JsonObject) -> JsonObject:
    return {"bytes": len(content), "first": content[:3].hex(), "options": options}


def environment(content: bytes, options: JsonObject) -> list[str]:
    return sorted(os.environ)


def refuse(content: bytes, options: JsonObject) -> None:
    raise BadInput("这不是表格。请发 Excel 文件。")


def break_off(content: bytes, options: JsonObject) -> None:
    raise KeyError("王芳")


def end(content: bytes, options: JsonObject) -> None:
    os._exit(3)


def hold(content: bytes, options: JsonObject) -> int:
    """A little more than it may, piece by piece; the limits of the test are small."""
    return sum(len(piece) for piece in [bytes(1_000_000) for _ in range(options["megabytes"])])


def think(content: bytes, options: JsonObject) -> None:
    """For ever, as a file does that has tied a reader in a knot."""
    Path(options["told"]).write_text(str(os.getpid()))
    for _ in count():
        time.sleep(0.01)


def talk(content: bytes, options: JsonObject) -> str:
    return "长" * int(options["characters"])


def start_another(content: bytes, options: JsonObject) -> None:
    """A program of its own, as LibreOffice is, and no end."""
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(options["told"]).write_text(str(other.pid))
    other.wait()


def count_pages(content: bytes, options: JsonObject) -> str:
    for page in range(1, options["pages"] + 1):
        report(page, options["pages"])
    return "读完\n了"


def wait_after_a_page(content: bytes, options: JsonObject) -> None:
    report(1, 9)
    think(content, options)
