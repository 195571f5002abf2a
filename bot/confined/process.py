"""A child process with its pipes, started without copying the bot.

uvloop forks to start one, and copies the tables of all the bot's memory while nobody is answered: 15 to 90 ms on busy
cores. `subprocess` starts it by vfork where the system has it, in 1 to 10 ms, and here beside the loop.
"""

import asyncio
import os
import subprocess
from asyncio import StreamReader, StreamReaderProtocol, StreamWriter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from signal import SIGKILL
from subprocess import DEVNULL, PIPE


@dataclass(frozen=True)
class Process:
    """A running child. `fed` writes to its input, `taken` reads its output, `end` is done when it exits."""

    popen: subprocess.Popen[bytes]
    fed: StreamWriter
    taken: StreamReader
    end: asyncio.Future[int]

    async def wait(self) -> int:
        """Its exit code. To give up this wait leaves the process be."""
        return await asyncio.shield(self.end)

    def kill(self) -> None:
        """With all that it has started; its group is its own once it has put itself into one."""
        try:
            os.killpg(self.popen.pid, SIGKILL)
        except ProcessLookupError:
            with suppress(ProcessLookupError):
                self.popen.kill()


async def start(command: Sequence[str], environment: Mapping[str, str]) -> Process:
    """Whoever gives up meanwhile leaves no process behind."""
    starting = asyncio.create_task(asyncio.to_thread(_popen, command, environment))
    try:
        popen = await asyncio.shield(starting)
    except asyncio.CancelledError:
        starting.add_done_callback(_end_unwanted)
        raise
    loop = asyncio.get_running_loop()
    taken = StreamReader()
    await loop.connect_read_pipe(lambda: StreamReaderProtocol(taken), popen.stdout)
    told, protocol = await loop.connect_write_pipe(lambda: StreamReaderProtocol(StreamReader()), popen.stdin)
    end = asyncio.ensure_future(asyncio.to_thread(popen.wait))
    return Process(popen, StreamWriter(told, protocol, None, loop), taken, end)


def _popen(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment)  # noqa: S603


def _end_unwanted(starting: asyncio.Task[subprocess.Popen[bytes]]) -> None:
    if not starting.cancelled() and starting.exception() is None:
        popen = starting.result()
        popen.kill()
        popen.communicate()
