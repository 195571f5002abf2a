"""The parent's side: one child a file, killed when it takes too long, when nobody waits any more, or when we stop."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from signal import SIGABRT, SIGKILL
from time import monotonic
from typing import Any

from bot.confined.limits import TOO_MUCH_MEMORY, Limits
from bot.confined.process import Process, start
from bot.core.errors import BadInput
from bot.core.logs import logger
from bot.core.messages import JsonObject
from bot.core.texts import inputs as texts

AT_ONCE = 2  # children; what waits for them is told to come again after `PATIENCE_SECONDS`
PATIENCE_SECONDS = 10.0
_PIECE = 65_536
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "TZ")  # no token, no key
_HEAVY = (TOO_MUCH_MEMORY, -SIGKILL, -SIGABRT)  # its own watch, the system's, a library's that got no memory
_log = logger(__name__)
Heard = Callable[[int, int], Awaitable[None]]  # so many pages of so many
Content = bytes | AsyncGenerator[bytes, None]  # a file, or what is to be read as it comes


class Confinement:
    """Reads files of strangers' making. The event loop goes on meanwhile."""

    def __init__(self, at_once: int = AT_ONCE, patience: float = PATIENCE_SECONDS) -> None:
        self._turn = asyncio.Semaphore(at_once)
        self._patience = patience

    async def read(
        self, entry: str, content: Content, options: JsonObject, limits: Limits, heard: Heard | None = None
    ) -> Any:  # noqa: ANN401
        """What the function `entry` (“package.module:function”, taking a file and options) makes of it, as JSON.
        `heard` is told how far it has come; what it raises ends the reading.

        Raises BadInput with what the person can do: what the function itself refuses, and whatever exceeds the limits;
        and what `content` raises while it comes.
        """
        if isinstance(content, bytes) and len(content) > limits.content:
            size, most = -(-len(content) // 1_000_000), limits.content // 1_000_000
            raise BadInput(texts.TOO_BIG.format(size=size, most=most))
        try:
            async with asyncio.timeout(self._patience):
                await self._turn.acquire()
        except TimeoutError as error:
            raise BadInput(texts.BUSY) from error
        try:
            return await _read(entry, content, options, limits, heard)
        finally:
            self._turn.release()


async def _read(entry: str, content: Content, options: JsonObject, limits: Limits, heard: Heard | None) -> Any:  # noqa: ANN401
    began = monotonic()
    process = await _start(entry)
    try:
        async with asyncio.timeout(limits.seconds):
            answer = await _converse(process, content, options, limits, heard)
            code = await process.wait()
    except TimeoutError as error:
        _log.warning("file.too_slow", entry=entry, seconds=limits.seconds)
        raise BadInput(texts.TOO_SLOW.format(seconds=round(limits.seconds))) from error
    finally:
        await _end(process)
    _log.info("file.read", entry=entry, code=code, seconds=round(monotonic() - began, 2))
    return _value(answer, code, entry)


async def _start(entry: str) -> Process:
    """In the bot's session, within which alone Linux may weigh them against each other. glibc's arenas are address
    space."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"MALLOC_ARENA_MAX": "1", "PYTHONUTF8": "1"}
    return await start([sys.executable, "-m", "bot.confined.child", entry], environment)


async def _converse(
    process: Process, content: Content, options: JsonObject, limits: Limits, heard: Heard | None
) -> bytes:
    """Everything in, everything out, at the same time. An answer beyond its limit is cut off, which makes it none."""
    head = {"limits": limits.as_json(), "parent": os.getpid(), "options": options}
    pieces = _pieces(content) if isinstance(content, bytes) else content
    feeding = asyncio.create_task(_feed(process.fed, json.dumps(head).encode() + b"\n", pieces))
    taking = asyncio.create_task(_taken(process.taken, limits.answer, heard))
    try:
        await asyncio.wait((feeding, taking), return_when=asyncio.FIRST_COMPLETED)
        if feeding.done():
            feeding.result()  # raises what kept the rest from coming
        return await taking
    finally:
        feeding.cancel()
        taking.cancel()
        await asyncio.gather(feeding, taking, return_exceptions=True)


async def _pieces(content: bytes) -> AsyncGenerator[bytes, None]:
    for at in range(0, len(content), _PIECE):
        yield content[at : at + _PIECE]


async def _feed(pipe: asyncio.StreamWriter, head: bytes, pieces: AsyncGenerator[bytes, None]) -> None:
    async with aclosing(pieces):
        with suppress(ConnectionError):  # a child that has ended already has said why
            pipe.write(head)
            async for piece in pieces:
                pipe.write(piece)
                await pipe.drain()
            pipe.close()  # not waited for: to cancel that wait upsets asyncio's own end of the pipe


async def _taken(pipe: asyncio.StreamReader, most: int, heard: Heard | None) -> bytes:
    """The answer, which is a line without an end; each whole line before it tells how far the child has come."""
    answer = bytearray()
    while piece := await pipe.read(_PIECE):
        answer += piece
        if len(answer) > most:
            raise BadInput(texts.TOO_HEAVY)
        while (end := answer.find(b"\n")) >= 0:
            said = _decoded(bytes(answer[:end]))
            del answer[: end + 1]
            if heard and "done" in said:
                await heard(int(said["done"]), int(said["of"]))
    return bytes(answer)


async def _end(process: Process) -> None:
    """Whatever happened, no child is left, neither running nor as a zombie, nor a program that it has started."""
    process.kill()
    process.fed.close()
    while await process.taken.read(_PIECE):  # what nobody wants any more, so that its pipe closes
        pass
    await process.wait()


def _value(answer: bytes, code: int, entry: str) -> Any:  # noqa: ANN401
    said = _decoded(answer)
    if code == 0 and "value" in said:
        return said["value"]
    if "refused" in said:
        raise BadInput(str(said["refused"]))
    _log.warning("file.failed", entry=entry, code=code, failed=said.get("failed"))
    raise BadInput(texts.TOO_HEAVY if code in _HEAVY else texts.BROKEN)


def _decoded(answer: bytes) -> JsonObject:
    try:
        said = json.loads(answer)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
