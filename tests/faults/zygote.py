"""The bot's lives, forked from one process that has imported and read everything once: a life begins in no time.

`python -m tests.faults.zygote`: every line on its standard input, a JSON object, is a life: `environment` (what the
settings are read from), and the arguments of `tests.faults.child`. Answered by the life's process id and, once it is
over, by how it ended. All that a life knows it has read from the database, like one that began from nothing.
"""

import json
import os
import signal
import sys
from functools import cache

import bot.app
import handlers.routes  # noqa: F401 - read in before the first life, like all else
from bot.core.config import Settings
from bot.ops.library import load_library
from bot.schedule import tasks
from tests.faults import child


def main() -> None:
    warm = cache(lambda: load_library(Settings()))
    warm()
    tasks()
    bot.app.load_library = lambda settings: warm()
    for line in sys.stdin:
        life = json.loads(line)
        pid = os.fork()
        if not pid:
            _live(life)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def _live(life: dict[str, object]) -> None:
    """Never comes back."""
    environment, arguments = life["environment"], life["arguments"]
    assert isinstance(environment, dict)
    assert isinstance(arguments, list)
    os.environ.update(environment)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    code = 1
    try:
        child.live(arguments)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main()
