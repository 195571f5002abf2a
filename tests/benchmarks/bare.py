"""Just enough of an HTTP server to cost next to nothing, so that what is measured is the bot."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import cast

#: Answers the last part of the path (a Bot API method), the query string and the body with a JSON body.
Answer = Callable[[str, str, bytes], Awaitable[bytes]]


class Refused(Exception):
    """Raised by an `Answer` to answer with another status than 200."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(status)
        self.status, self.body = status, body


class Connection(asyncio.Protocol):
    """HTTP/1.1: requests with a Content-Length (or chunks), each answered after `delay` seconds."""

    def __init__(self, answer: Answer, delay: float = 0.0) -> None:
        self.answer, self.delay = answer, delay
        self.buffer = b""
        self.tasks: set[asyncio.Task[None]] = set()
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (request := self._request()) is not None:
            task = asyncio.get_running_loop().create_task(self._answer(*request))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    def _request(self) -> tuple[str, bytes] | None:
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return None
        lower = head.lower()
        if b"chunked" in lower:
            if b"0\r\n\r\n" not in rest:
                return None
            body, _, self.buffer = rest.partition(b"\r\n0\r\n\r\n")
        else:
            length = int(lower.split(b"content-length:")[1].split(b"\r\n")[0]) if b"content-length:" in lower else 0
            if len(rest) < length:
                return None
            body, self.buffer = rest[:length], rest[length:]
        return head.split(b" ", 2)[1].decode(), body

    async def _answer(self, target: str, body: bytes) -> None:
        path, _, query = target.partition("?")
        if self.delay:
            await asyncio.sleep(self.delay)
        try:
            status, answer = 200, await self.answer(path.rpartition("/")[2], query, body)
        except Refused as refused:
            status, answer = refused.status, refused.body
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {len(answer)}\r\n\r\n"
        if not self.transport.is_closing():
            self.transport.write(head.encode() + answer)
