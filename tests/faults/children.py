"""The child processes that a bot starts to read files, seen from outside: how many there were, and who stays."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Self

LOOK_SECONDS = 0.05
ENDED_SECONDS = 3.0  # a child whose parent was killed sees it twenty times a second, if the machine lets it


class Children:
    """Finds them by the folder for temporary files that they have inherited."""

    def __init__(self, folder: str) -> None:
        self._mark = f"TMPDIR={folder}".encode()
        self.seen: set[int] = set()

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[Self]:
        watching = asyncio.create_task(self._watch())
        try:
            yield self
        finally:
            watching.cancel()

    async def left(self) -> int:
        """How many still run some seconds after their parent has ended."""
        await asyncio.sleep(ENDED_SECONDS)
        return len(self._running())

    async def _watch(self) -> None:
        while True:
            self.seen |= self._running()
            await asyncio.sleep(LOOK_SECONDS)

    def _running(self) -> set[int]:
        found = set()
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if b"bot.confined.child" not in (process / "cmdline").read_bytes():
                    continue
                if self._mark in (process / "environ").read_bytes().split(b"\0"):
                    found.add(int(process.name))
        return found
